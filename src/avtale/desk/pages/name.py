"""Coming in, one's name, one's language, and leaving. Without a login a name is what somebody says it is."""

from __future__ import annotations

import time

from starlette.responses import Response

from avtale.desk.page import Page
from avtale.desk.session import Person, Session, renewed
from avtale.desk.visit import Visit, local
from avtale.desk.words import LANGUAGES
from avtale.errors import UsageError
from avtale.terminal import one_line

PAGE = Page("name")
_LONGEST = 300


@PAGE.get("/name", needs="entered")
def show(visit: Visit) -> Response:
    return visit.show("name", next=local(visit.query.get("next", "/")), address="")


@PAGE.get("/start", needs="nothing")
def start(visit: Visit) -> Response:
    """Come in with the address of the terminal: under a session that nobody can have known before."""
    visit.desk.entrance.use(visit.query.get("token", ""), time.monotonic())
    visit.session = renewed(visit.session)
    return visit.go("/")


@PAGE.post("/name", needs="entered")
def choose(visit: Visit) -> Response:
    name = one_line(" ".join(visit.field("name").split()))
    if not name or len(name) > _LONGEST or visit.desk.settings.login:
        raise UsageError(
            nb="Skriv navnet ditt, høyst 300 tegn.", en="Write your name, at most 300 characters."
        )
    visit.session.person = Person(name)
    return visit.go(visit.field("next", "/"), say="saved", name=name)


@PAGE.post("/name/address", needs="reader")
def address(visit: Visit) -> Response:
    token = visit.desk.entrance.token()
    made = f"{visit.request.url.scheme}://{visit.request.url.netloc}/start?token={token}"
    return visit.show("name", next="/", address=made)


@PAGE.post("/language", needs="entered")
def language(visit: Visit) -> Response:
    chosen = visit.field("lang")
    visit.session.lang = chosen if chosen in LANGUAGES else ""
    return visit.go(visit.field("next", "/"))


@PAGE.post("/leave", needs="entered")
def leave(visit: Visit) -> Response:
    visit.session = Session(lang=visit.lang)
    return visit.show("name/left")
