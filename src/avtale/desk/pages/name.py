"""Coming in, one's name, one's language, and leaving. Without a login a name is what somebody says it is."""

from __future__ import annotations

import time
from contextlib import suppress

from starlette.responses import Response

from avtale.desk.errors import not_here
from avtale.desk.login.gate import LEFT
from avtale.desk.page import Page
from avtale.desk.session import ROLES, Person, Session, renewed
from avtale.desk.visit import Visit, local
from avtale.desk.words import LANGUAGES
from avtale.errors import AvtaleError, UsageError
from avtale.terminal import one_line

PAGE = Page("name")
_LONGEST = 300


@PAGE.get("/name", needs="entered")
def show(visit: Visit) -> Response:
    return _page(visit, local(visit.query.get("next", "/")))


@PAGE.get("/start", needs="nothing")
def start(visit: Visit) -> Response:
    """Come in with the address of the terminal: under a session that nobody can have known before."""
    if visit.desk.settings.login:
        raise not_here()
    visit.desk.entrance.use(visit.query.get("token", ""), time.monotonic())
    visit.session = renewed(visit.session)
    return visit.go("/")


@PAGE.post("/name", needs="entered")
def choose(visit: Visit) -> Response:
    name = one_line(visit.line("name"))
    if not name or len(name) > _LONGEST or visit.desk.settings.login:
        raise UsageError(
            nb="Skriv navnet ditt, høyst 300 tegn.", en="Write your name, at most 300 characters."
        )
    visit.session.person = Person(name)
    return visit.go(visit.field("next", "/"), say="saved", name=name)


@PAGE.post("/name/address", needs="reader")
def address(visit: Visit) -> Response:
    if visit.desk.settings.login:
        raise not_here()
    token = visit.desk.entrance.token()
    made = f"{visit.request.url.scheme}://{visit.request.url.netloc}/start?token={token}"
    return _page(visit, "/", made)


@PAGE.post("/language", needs="entered")
def language(visit: Visit) -> Response:
    chosen = visit.field("lang")
    visit.session.lang = chosen if chosen in LANGUAGES else ""
    return visit.go(visit.field("next", "/"))


@PAGE.post("/leave", needs="entered")
def leave(visit: Visit) -> Response:
    """Out, also for who has a copy of the cookie; `everywhere`: in every browser. Then from the provider, where there is one."""
    visit.desk.sessions.end(visit.session, visit.now, everywhere=bool(visit.field("everywhere")))
    visit.session = Session(lang=visit.lang)
    away, settings = None, visit.desk.settings
    if visit.desk.gate is not None:
        with suppress(AvtaleError):  # one is out here, whatever the provider says
            away = visit.desk.gate.provider.leave(f"{settings.address}{settings.base}{LEFT}")
    if settings.login and away is None:
        return visit.go(LEFT)
    response = visit.show("name/left", away=away)
    if away:  # a redirect after a form may not leave our own pages (`form-action`)
        response.headers["Refresh"] = f"0; url={away}"
    return response


def _page(visit: Visit, after: str, address: str = "") -> Response:
    mine = visit.session.person.roles if visit.session.person else ()
    return visit.show("name", next=after, address=address, roles=[role for role in ROLES if role in mine])
