"""Who one is: a session that the browser keeps, sealed so that it can neither be read nor changed there.

Fernet (https://github.com/fernet/spec) seals it with the desk's own secret and the time. It survives that the server is
started again with the same secret. Entering makes a new one: what the browser had before is never carried over.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import secrets
from typing import Literal, get_args

import msgspec
from cryptography.fernet import Fernet, InvalidToken
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from avtale.desk.login.ended import Ended
from avtale.desk.settings import DeskSettings

Role = Literal["reader", "author", "approver", "follow-up"]
ROLES: tuple[Role, ...] = get_args(Role)


class Person(Struct, frozen=True):
    """Who acts. `authenticated`: a provider told us; else it is a name that somebody chose."""

    name: str
    roles: frozenset[Role] = frozenset(ROLES)
    authenticated: bool = False
    subject: str = ""
    """Who the provider says it is, whatever they are called; "" for a chosen name."""
    email: str = ""
    groups: frozenset[str] = frozenset()
    """Of the provider's groups those that decide which plans they see."""


class Session(Struct):
    """What the desk knows of one browser. `person` is None until a name is chosen, `entered` until it had the token."""

    id: str = msgspec.field(default_factory=lambda: secrets.token_urlsafe(16))
    csrf: str = msgspec.field(default_factory=lambda: secrets.token_urlsafe(24))
    entered: bool = False
    person: Person | None = None
    lang: str = ""
    notice: str = ""
    """What the next page tells, once."""
    began: int = 0
    """When they logged in, in seconds since 1970."""
    login: str = ""
    """The provider's own id of the login (`sid`), by which it can end it."""
    sub: str = ""
    """The provider's own id of the person, whatever the settings know them by."""


class Sessions:
    """Reads and writes the sealed cookie. `secret`: at least 16 bytes, from a file or the environment."""

    def __init__(self, secret: bytes, settings: DeskSettings, ended: Ended) -> None:
        # Under other settings of who may do what nobody is in any more: what they may is found out anew.
        who = msgspec.json.encode((settings.login, settings.provider, settings.roles, settings.plan_grants))
        self._seal = sealed_with(secret, b"session", who)
        self._settings, self._ended = settings, ended

    def read(self, request: Request, now: dt.datetime) -> Session:
        """The session of a request; a new one where there is none, it is not ours, too old, or ended.

        Raises `SystemFailure` where it cannot be known whether it was ended.
        """
        data = unsealed(
            self._seal, request.cookies.get(self._settings.cookie, ""), self._settings.hours * 3600, now
        )
        try:
            found = msgspec.json.decode(data, type=Session)
        except msgspec.MsgspecError:
            return Session()
        return found if self._holds(found, now) else Session()

    def write(self, response: Response, session: Session, now: dt.datetime) -> None:
        """Give the browser the session, valid from now on."""
        response.set_cookie(
            self._settings.cookie,
            sealed(self._seal, msgspec.json.encode(session), now),
            max_age=self._settings.hours * 3600,
            path="/",
            secure=self._settings.secure,
            httponly=True,
            samesite="lax",
        )

    def end(self, session: Session, now: dt.datetime, *, everywhere: bool = False) -> None:
        """A session is over, also for who has a copy of it; `everywhere`: and every other that this person has."""
        seconds = int(now.timestamp())
        self._ended.end(f"session:{session.id}", seconds)
        if everywhere and session.person is not None and session.person.subject:
            self._ended.end(f"person:{session.person.subject}", seconds)

    def end_login(self, sid: str, now: dt.datetime, *, sub: str = "") -> None:
        """The provider says that a login is over, or all of a person."""
        self._ended.end(f"login:{sid}" if sid else f"sub:{sub}", int(now.timestamp()))

    def _holds(self, session: Session, now: dt.datetime) -> bool:
        names = [f"session:{session.id}"]
        if self._settings.login:
            person, age = session.person, now.timestamp() - session.began
            if person is None or not person.authenticated or age > self._settings.hours * 3600:
                return False
            names += [f"person:{person.subject}", f"login:{session.login}", f"sub:{session.sub}"]
        return not session.entered or not self._ended.has(session.began, *names)


def renewed(session: Session) -> Session:
    """A session of its own for who comes in now: of the old one only the language is kept."""
    return Session(entered=True, lang=session.lang)


def sealed_with(secret: bytes, purpose: bytes, also: bytes = b"") -> Fernet:
    """The seal for one purpose: what was sealed for another, or under another `also`, is not ours."""
    made = hashlib.sha256(b"avtale desk " + purpose + b"\0" + hashlib.sha256(also).digest() + secret).digest()
    return Fernet(base64.urlsafe_b64encode(made))


def sealed(seal: Fernet, data: bytes, now: dt.datetime) -> str:
    """As a cookie takes it without quotes."""
    return seal.encrypt_at_time(data, current_time=int(now.timestamp())).decode().rstrip("=")


def unsealed(seal: Fernet, given: str, seconds: int, now: dt.datetime) -> bytes:
    """What was sealed within `seconds`; b"" for all else."""
    try:
        return seal.decrypt_at_time(
            given + "=" * (-len(given) % 4), ttl=seconds, current_time=int(now.timestamp())
        )
    except InvalidToken:
        return b""
