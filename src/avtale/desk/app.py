"""The desk as an ASGI application: every page there is a file of, and around all of them what keeps others out."""

from __future__ import annotations

import datetime as dt
import gc
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import httpx2
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from avtale.desk.acts import finish_left
from avtale.desk.answer import answering, refused
from avtale.desk.assets import Assets
from avtale.desk.entrance import Entrance
from avtale.desk.errors import not_here
from avtale.desk.following.calendars import Calendars
from avtale.desk.git.keeper import Keeper
from avtale.desk.line import Line
from avtale.desk.login.ended import Ended
from avtale.desk.login.gate import Gate
from avtale.desk.news import mark
from avtale.desk.overview.rows import Rows
from avtale.desk.overview.year import year_of
from avtale.desk.page import Page, all_pages
from avtale.desk.repository import Current
from avtale.desk.security.access_log import AccessLog
from avtale.desk.security.base import Base
from avtale.desk.security.headers import Headers
from avtale.desk.security.origin import SameOrigin
from avtale.desk.security.size import Size
from avtale.desk.session import Sessions
from avtale.desk.settings import DeskSettings
from avtale.desk.signing.drawing import Drawing
from avtale.desk.signing.kept import SignedFiles
from avtale.desk.visit import local
from avtale.desk.words import LANGUAGES
from avtale.desk.writing.drafts import Drafts, kept_for
from avtale.desk.writing.found import Found
from avtale.environment import state_folder
from avtale.errors import AvtaleError, UsageError
from avtale.facts.repository import Repository
from avtale.render.fonts import font_set

Clock = Callable[[], dt.datetime]
_CYCLES = (10_000, 10, 10)
"""How seldom Python looks for what only holds itself: as often as it does by default, it takes a quarter of each keystroke."""


class Desk:
    """What all requests share: the repository, the clock, the sessions, the entrance and the menu."""

    def __init__(
        self,
        root: Path,
        clock: Clock,
        settings: DeskSettings,
        secret: bytes,
        state: Path | None = None,
        keeper: Keeper | None = None,
        to_provider: httpx2.BaseTransport | None = None,
    ) -> None:
        self.clock, self.settings, self.keeper = clock, settings, keeper
        home = kept_for(state or _state(), root)
        self.drafts, self.calendars = Drafts(home), Calendars(home)
        self.drawing, self.signed = Drawing(), SignedFiles(home)
        finish_left(root)
        self.current = Current(root)
        self.line = Line(self.current)
        self.sessions = Sessions(secret, settings, Ended(home, settings.hours * 3600))
        self.entrance = Entrance()
        self.gate = Gate.of(settings, secret, to_provider)
        self.pages: list[Page] = [page for page in all_pages() if page.where(settings)]
        self.rows = Rows()
        self.found: dict[tuple[str, str], tuple[bytes, list[Found]]] = {}
        """What each was told last of the draft they write."""
        self.warmed: tuple[Repository, dt.date] | None = None
        if keeper is not None:
            keeper.given_back, keeper.moved = self._give_back, self.current.changed
        self.menu = [page for page in self.pages if page.order is not None]

    def _give_back(self, path: str, base: bytes, text: bytes) -> bool:
        return self.drafts.give_back(path, base, text, self.clock())

    def warm(self) -> None:
        """Find out before somebody asks what takes long: the fonts, the documents, the overview.

        What goes wrong here is told to the first who asks for it.
        """
        with suppress(AvtaleError):
            font_set()
            before = self.warmed
            self.warmed = (self.current(), self.clock().date())
            if before is not None and before[0] is self.warmed[0] and before[1] == self.warmed[1]:
                return
            mark(self.warmed[0], None)
            rows = self.rows.of(*self.warmed)
            for lang in LANGUAGES:
                year_of(rows, *self.warmed, lang)
            if before is None:  # what stays is not looked through for cycles again: that takes half a second
                gc.collect()
                gc.freeze()
                gc.set_threshold(*_CYCLES)


def _state() -> Path:
    """Where drafts are kept. Raises `UsageError` where there is no place."""
    found = state_folder()
    if found is None:
        raise UsageError(
            nb="Det finnes ikke noe sted å ha utkastene. Si hvor med AVTALE_STATE.",
            en="There is no place for the drafts. Say where with AVTALE_STATE.",
        )
    return found


def app(
    root: Path,
    *,
    clock: Clock,
    settings: DeskSettings | None = None,
    secret: bytes | None = None,
    state: Path | None = None,
    keeper: Keeper | None = None,
    to_provider: httpx2.BaseTransport | None = None,
) -> Starlette:
    """The desk over the repository at `root`. `.state.desk` is its `Desk`, whose entrance gives the first address.

    `secret` seals the sessions; without one it is new, and who was in before is not in any more. Drafts are kept
    below `state`, else where `avtale.environment` says. `keeper`: where `root` lies in a clone of the desk's own.
    `to_provider`: how the provider of the login is reached, for tests.
    """
    settings = settings or DeskSettings()
    desk = Desk(root, clock, settings, secret or secrets.token_bytes(32), state, keeper, to_provider)
    routes: list[BaseRoute] = [
        Route(action.path, answering(desk, page, action), methods=[action.method])
        for page in desk.pages
        for action in page.actions
    ]
    routes.append(Mount("/assets", Assets(), name="assets"))

    def nothing(request: Request, error: Exception) -> Response:
        """Who asks again for what a form was sent to (a reload, a bookmark) comes to the page that has the form."""
        above = request.scope["path"].rstrip("/").rpartition("/")[0]
        if isinstance(error, HTTPException) and error.status_code == 405 and request.method == "GET":
            return RedirectResponse(local(quote(above or "/")), 303)
        return refused(desk, request, not_here())

    made = Starlette(
        routes=routes,
        exception_handlers={404: nothing, 405: nothing},
        middleware=[
            Middleware(ProxyHeadersMiddleware, trusted_hosts=list(settings.proxies)),
            Middleware(AccessLog),
            Middleware(Headers, https=settings.secure),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(settings.hosts), www_redirect=False),
            Middleware(SameOrigin, ours=settings.address),
            Middleware(Size, largest=settings.largest),
            Middleware(Base, base=settings.base),
        ],
    )
    made.state.desk = desk
    return made
