"""The way in without a login: an address with a token that works once."""

from __future__ import annotations

import hashlib
import secrets

from avtale.desk.errors import NotAllowed
from avtale.desk.security.rate import Rate

_MOST = 20
"""Addresses that wait at the same time; beyond that the oldest is worth nothing."""


class Entrance:
    """The tokens that are given out and not used yet, by their digests. Wrong ones are counted, and soon refused unread."""

    def __init__(self) -> None:
        self._waiting: dict[str, None] = {}
        self._wrong = Rate(most=10, seconds=60)

    def token(self) -> str:
        """A new token, which lets one browser in once."""
        made = secrets.token_urlsafe(32)
        self._waiting[_digest(made)] = None
        while len(self._waiting) > _MOST:
            del self._waiting[next(iter(self._waiting))]
        return made

    def use(self, token: str, now: float) -> None:
        """Let in with the token, and never again. Raises `NotAllowed` for one that is wrong or used, `TooMany` after many."""
        self._wrong.require(now)
        if _digest(token) not in self._waiting:
            self._wrong.count(now)
            raise NotAllowed(
                nb="Adressen er brukt eller feil: den virker én gang. Er du inne i en annen nettleser, kan du få en ny "
                "adresse under navnet ditt der. Ellers start «avtale desk» på nytt.",
                en="The address is used or wrong: it works once. If you are in with another browser, get a new "
                "address below your name there. Otherwise start “avtale desk” again.",
            )
        self._waiting.pop(_digest(token), None)


def _digest(token: str) -> str:
    """Looked up by its digest, so that how long the search takes tells nothing of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
