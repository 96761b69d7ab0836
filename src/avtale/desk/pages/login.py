"""Logging in by the provider that the settings name, and being logged out by it."""

from __future__ import annotations

import time

from starlette.responses import RedirectResponse, Response

from avtale.desk.answer import refused
from avtale.desk.errors import NotAllowed
from avtale.desk.login.gate import BACK, LEFT, Gate
from avtale.desk.login.provider import LONGEST_ID
from avtale.desk.login.roles import person_of
from avtale.desk.page import Page
from avtale.desk.security.rate import caller
from avtale.desk.session import renewed
from avtale.desk.visit import Visit, local
from avtale.errors import AvtaleError

PAGE = Page("login", where=lambda settings: settings.provider is not None)


@PAGE.get("/login", needs="nothing")
def begin(visit: Visit) -> Response:
    """To the provider, which knows already who it is or asks."""
    gate = _gate(visit)
    address, begun = gate.provider.begin(local(visit.query.get("next", "/")))
    response = RedirectResponse(address, 303)
    gate.waiting.keep(visit.request, response, begun, visit.now)
    return response


@PAGE.get(BACK, needs="nothing")
def back(visit: Visit) -> Response:
    """From the provider, with its word for who it is: in, under a session that nobody can have known before."""
    gate = _gate(visit)
    try:
        response = _let_in(visit, gate)
    except AvtaleError as error:
        gate.failed.count(time.monotonic(), caller(visit.request))
        response = refused(visit.desk, visit.request, error, visit)
    gate.waiting.spent(visit.request, response)
    return response


@PAGE.get("/login/ended", needs="nothing")
def ended(visit: Visit) -> Response:
    """The provider says that a login is over (OpenID Connect Front-Channel Logout 1.0): by its `sid`, which nobody can guess."""
    gate = _gate(visit)
    gate.failed.count(time.monotonic(), caller(visit.request))
    sid = visit.query.get("sid", "")
    if visit.query.get("iss") == gate.provider.login.issuer and 0 < len(sid) <= LONGEST_ID:
        visit.desk.sessions.end_login(sid, visit.now)
    return visit.show("login")


@PAGE.post("/login/ended", needs="nothing", signed=True)
def told_ended(visit: Visit) -> Response:
    """The same from the provider's server to ours (Back-Channel Logout 1.0): by a token that it has signed."""
    gate = _gate(visit)
    try:
        sid, sub = gate.provider.ended(visit.field("logout_token"), visit.now)
    except NotAllowed:
        gate.failed.count(time.monotonic(), caller(visit.request))
        return Response(status_code=400)
    visit.desk.sessions.end_login(sid, visit.now, sub=sub)
    return Response(status_code=200)


@PAGE.get(LEFT, needs="nothing")
def left(visit: Visit) -> Response:
    """Where the provider leads who has left it too."""
    return visit.go("/") if visit.session.person is not None else visit.show("login")


def _gate(visit: Visit) -> Gate:
    """Raises `TooMany` for a machine from which it failed too often."""
    gate = visit.desk.gate
    assert gate is not None
    gate.failed.require(time.monotonic(), caller(visit.request))
    return gate


def _let_in(visit: Visit, gate: Gate) -> Response:
    begun = gate.waiting.take(visit.request, visit.now)
    if begun is None and visit.session.person is not None:
        return visit.go("/")  # Back, or reload: they are in
    if begun is None:
        raise NotAllowed(
            nb="Innloggingen er for gammel, eller den ble begynt i en annen nettleser. Gå til oversikten og logg inn på nytt.",
            en="The login is too old, or it was begun in another browser. Go to the overview and log in anew.",
        )
    claims = gate.provider.finish(visit.query, begun, visit.now)
    person = person_of(claims, visit.desk.settings)
    gate.came.require(time.monotonic(), person.subject)
    gate.came.count(time.monotonic(), person.subject)
    visit.session = renewed(visit.session)
    visit.session.person, visit.session.began = person, int(visit.now.timestamp())
    sid = claims.get("sid")
    visit.session.login = sid if isinstance(sid, str) and len(sid) <= LONGEST_ID else ""
    visit.session.sub = str(claims["sub"])[:LONGEST_ID]
    return visit.go(begun.next)
