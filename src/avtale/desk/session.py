"""Who one is: a session that the browser keeps, sealed so that it can neither be read nor changed there.

Fernet (https://github.com/fernet/spec) seals it with the desk's own secret and the time. It survives that the server is
started again with the same secret. Entering makes a new one: what the browser had before is never carried over.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import secrets
from typing import Literal

import msgspec
from cryptography.fernet import Fernet, InvalidToken
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from avtale.desk.settings import DeskSettings

Role = Literal["reader", "author", "approver", "follow-up"]
ROLES: tuple[Role, ...] = ("reader", "author", "approver", "follow-up")


class Person(Struct, frozen=True):
    """Who acts. `authenticated`: a provider told us; else it is a name that somebody chose."""

    name: str
    roles: frozenset[Role] = frozenset(ROLES)
    authenticated: bool = False
    email: str = ""


class Session(Struct):
    """What the desk knows of one browser. `person` is None until a name is chosen, `entered` until it had the token."""

    id: str = msgspec.field(default_factory=lambda: secrets.token_urlsafe(16))
    csrf: str = msgspec.field(default_factory=lambda: secrets.token_urlsafe(24))
    entered: bool = False
    person: Person | None = None
    lang: str = ""
    notice: str = ""
    """What the next page tells, once."""


class Sessions:
    """Reads and writes the sealed cookie. `secret`: at least 16 bytes, from a file or the environment."""

    def __init__(self, secret: bytes, settings: DeskSettings) -> None:
        self._seal = Fernet(
            base64.urlsafe_b64encode(hashlib.sha256(b"avtale desk session\0" + secret).digest())
        )
        self._settings = settings

    def read(self, request: Request, now: dt.datetime) -> Session:
        """The session of a request; a new one where there is none, it is not ours, or it is too old."""
        sealed = request.cookies.get(self._settings.cookie, "")
        try:
            data = self._seal.decrypt_at_time(
                sealed + "=" * (-len(sealed) % 4),
                ttl=self._settings.hours * 3600,
                current_time=int(now.timestamp()),
            )
            return msgspec.json.decode(data, type=Session)
        except (InvalidToken, msgspec.MsgspecError):
            return Session()

    def write(self, response: Response, session: Session, now: dt.datetime) -> None:
        """Give the browser the session, valid from now on."""
        sealed = self._seal.encrypt_at_time(msgspec.json.encode(session), current_time=int(now.timestamp()))
        response.set_cookie(
            self._settings.cookie,
            sealed.decode().rstrip("="),  # which a cookie would have to quote
            max_age=self._settings.hours * 3600,
            path="/",
            secure=self._settings.secure,
            httponly=True,
            samesite="lax",
        )


def renewed(session: Session) -> Session:
    """A session of its own for who comes in now: of the old one only the language is kept."""
    return Session(entered=True, lang=session.lang)
