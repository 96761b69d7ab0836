"""From a request to the answer of a page: who it is, whether they may, whether the form is ours, and what went wrong."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response

from avtale.desk.errors import NotAllowed, TooLarge, status_of
from avtale.desk.gate import computing
from avtale.desk.page import Action, Page
from avtale.desk.security.csrf import require_token
from avtale.desk.session import Session
from avtale.desk.settings import MEGABYTE
from avtale.desk.visit import Visit
from avtale.errors import AvtaleError, SystemFailure

if TYPE_CHECKING:
    from avtale.desk.app import Desk

_FIELDS = 20_000
"""Fields in one form: a document of 200 sections has some thousands."""
_FILES = 20
_log = logging.getLogger("avtale.desk")


def answering(desk: Desk, page: Page, action: Action) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint of an action: nobody reaches a page on another way."""

    async def endpoint(request: Request) -> Response:
        now = desk.clock()
        visit = Visit(desk, page, request, Session())
        try:
            session = visit.session = desk.sessions.read(request, now)
            elsewhere = _admitted(visit, action)
            if elsewhere is not None:
                return elsewhere
            if action.method == "POST":
                await _read_form(visit, action)
                if not action.signed:
                    require_token(request, visit.form, session)
            response = await run_in_threadpool(_answered, action, visit)
        except AvtaleError as error:
            response = refused(desk, request, error, visit)
        except ClientDisconnect:
            response = Response(status_code=400)  # nobody hears it
        except Exception as error:
            # Where it was, and not what it says: that may hold what somebody wrote.
            frames = "".join(traceback.format_tb(error.__traceback__))
            _log.error("a page failed with %s\n%s", type(error).__name__, frames)
            response = refused(desk, request, _our_fault(), visit)
        finally:
            await visit.form.close()  # the files that were sent
        if (visit.session.entered or visit.session.lang) and not action.beside:
            desk.sessions.write(response, visit.session, now)
        return response

    return endpoint


def _answered(action: Action, visit: Visit) -> Response:
    with computing():
        return action.answer(visit)


def refused(desk: Desk, request: Request, error: AvtaleError, visit: Visit | None = None) -> Response:
    """The page that says what is wrong and what to do; for htmx the sentence alone, for the live region."""
    session = visit.session if visit else _session(desk, request)
    visit = Visit(desk, None, request, session)  # of no page: one that is broken may not break this
    template = "error/said" if visit.live else "error"
    response = visit.show(template, status=status_of(error), said=error.message)
    return visit.said(response, error.message) if visit.live else response


def _admitted(visit: Visit, action: Action) -> Response | None:
    """None where who asks may; else where they have to go first. Raises `NotAllowed`."""
    session: Session = visit.session
    if action.needs == "nothing":
        return None
    if not session.entered and visit.desk.settings.login:
        if action.method == "GET" and not visit.live:
            return RedirectResponse(f"/login?{urlencode({'next': visit.asked}, safe='/')}", 303)
        raise NotAllowed(
            nb="Du er ikke logget inn lenger. Logg inn i en annen fane, og prøv igjen her; det du skrev, står der du skrev det.",
            en="You are not logged in any more. Log in in another tab and try again here; what you wrote is where you wrote it.",
        )
    if not session.entered:
        raise NotAllowed(
            nb="Du er ikke inne. Åpne adressen som står i terminalen der «avtale desk» ble startet.",
            en="You are not in. Open the address that stands in the terminal where “avtale desk” was started.",
        )
    if action.needs == "entered":
        return None
    if session.person is None:
        back = visit.asked if action.method == "GET" else "/"
        return RedirectResponse(f"/name?{urlencode({'next': back}, safe='/')}", 303)
    if action.needs not in session.person.roles:
        raise NotAllowed(
            nb="Du har ikke rollen som dette krever. Be den som styrer tilgangene, om å få den.",
            en="You do not have the role that this needs. Ask whoever gives access for it.",
        )
    if action.own_machine and not visit.own_machine:  # before anything of what was sent is read
        raise NotAllowed(
            nb="En privat nøkkel skal aldri til en tjener, så dette går bare på din egen maskin. Underskriv med «avtale sign» "
            "der nøkkelen er, og last opp filen her.",
            en="A private key must never reach a server, so this works on your own machine alone. Sign with “avtale sign” "
            "where the key is, and upload the file here.",
        )
    return None


def _session(desk: Desk, request: Request) -> Session:
    try:
        return desk.sessions.read(request, desk.clock())
    except AvtaleError:
        return Session()


async def _read_form(visit: Visit, action: Action) -> None:
    kind = visit.request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return
    bounds: dict[str, int] = {"max_files": _FILES, "max_fields": _FIELDS, "max_part_size": 2 * MEGABYTE}
    try:
        if action.own_machine and kind == "multipart/form-data":
            parser = MultiPartParser(visit.request.headers, visit.request.stream(), **bounds)
            parser.spool_max_size = visit.desk.settings.largest  # a key that is sent is never on the disk
            visit.form = await parser.parse()
        else:
            visit.form = await visit.request.form(**bounds)
    except (HTTPException, MultiPartException) as error:
        raise TooLarge(
            nb="Skjemaet er for stort eller ødelagt, og ingenting er lagret. Del det opp, og prøv igjen.",
            en="The form is too large or broken, and nothing was saved. Split it and try again.",
        ) from error


def _our_fault() -> SystemFailure:
    return SystemFailure(
        nb="Noe gikk galt hos oss, og ingenting er endret. Prøv igjen; det du skrev, står der du skrev det.",
        en="Something went wrong on our side, and nothing was changed. Try again; what you wrote is where you wrote it.",
    )
