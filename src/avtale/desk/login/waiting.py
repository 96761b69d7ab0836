"""What a browser keeps between leaving for the provider and coming back: sealed, for ten minutes, one cookie for each tab."""

from __future__ import annotations

import datetime as dt
import re

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from avtale.desk.login.provider import Begun
from avtale.desk.session import sealed, sealed_with, unsealed
from avtale.desk.settings import DeskSettings

_SECONDS = 600
_MOST = 4
"""Logins that one browser may have begun: what another site makes it begin does not pile up."""


class Waiting:
    """Reads and writes the cookies. It comes back from another site, so they are `lax`; each is good for one try."""

    def __init__(self, secret: bytes, settings: DeskSettings) -> None:
        self._seal, self._settings = sealed_with(secret, b"login"), settings
        self._name = f"{settings.cookie}-login-"

    def keep(self, request: Request, response: Response, begun: Begun, now: dt.datetime) -> None:
        """Give the browser what it has to come back with."""
        old = [name for name in request.cookies if name.startswith(self._name)]
        for name in old[: max(0, len(old) - _MOST + 1)]:
            self._forget(response, name)
        response.set_cookie(
            self._cookie(begun.state),
            sealed(self._seal, msgspec.json.encode(begun), now),
            max_age=_SECONDS,
            path="/",
            secure=self._settings.secure,
            httponly=True,
            samesite="lax",
        )

    def take(self, request: Request, now: dt.datetime) -> Begun | None:
        """The login that this browser began with the `state` that came back; None where it began none."""
        state = request.query_params.get("state", "")
        data = unsealed(self._seal, request.cookies.get(self._cookie(state), ""), _SECONDS, now)
        try:
            found = msgspec.json.decode(data, type=Begun)
        except msgspec.MsgspecError:
            return None
        return found if found.state == state else None

    def spent(self, request: Request, response: Response) -> None:
        """It was tried, and is tried no second time."""
        self._forget(response, self._cookie(request.query_params.get("state", "")))

    def _cookie(self, state: str) -> str:
        return self._name + re.sub(r"[^\w-]", "", state, flags=re.ASCII)[:8]

    def _forget(self, response: Response, name: str) -> None:
        response.delete_cookie(name, path="/", secure=self._settings.secure, httponly=True, samesite="lax")
