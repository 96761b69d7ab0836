"""One request as a page sees it: who asks, in which language, for what, and on which day; and how to answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote

from markupsafe import Markup
from msgspec import Struct
from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from avtale.desk.assets import address_of
from avtale.desk.errors import not_here, status_of
from avtale.desk.news import asking
from avtale.desk.next_step import NextStep, next_step
from avtale.desk.repository import kept
from avtale.desk.security.csrf import FIELD
from avtale.desk.security.headers import FRAMED
from avtale.desk.security.own_machine import at_own_machine
from avtale.desk.session import Person, Session
from avtale.desk.templates import render
from avtale.desk.words import LANGUAGES, Words
from avtale.errors import AvtaleError, UsageError
from avtale.facts.repository import DocumentFile, Repository
from avtale.format.values import date
from avtale.lifecycle.approver import Actor
from avtale.lifecycle.steps import Step, require_step, steps, why_not
from avtale.message import Message
from avtale.publish.words import due_headline
from avtale.wording import month, written

if TYPE_CHECKING:
    from avtale.desk.app import Desk
    from avtale.desk.overview.row import Row
    from avtale.desk.page import Needs, Page

T = TypeVar("T")
_MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


class Way(Struct, frozen=True):
    """A page about a version that somebody may go to, and why it is of no use to them now; None where it is."""

    page: Page
    why_not: Message | None


class Visit:
    """A request. `form` is what was posted, empty at a GET; `notice` of the session is told on the next page."""

    def __init__(self, desk: Desk, page: Page | None, request: Request, session: Session) -> None:
        self.desk, self.page, self.request, self.session = desk, page, request, session
        self.form = FormData()
        self.now: dt.datetime = desk.clock()

    # --- who, what, when ---

    @property
    def person(self) -> Person:
        """Who asks; every page that needs a role has one."""
        assert self.session.person is not None
        return self.session.person

    @property
    def today(self) -> dt.date:
        return self.now.date()

    @property
    def lang(self) -> str:
        """The language somebody chose, else that of the settings, else bokmål."""
        chosen: str | None = self.session.lang
        if not chosen and self.session.entered:
            with suppress(
                AvtaleError
            ):  # a repository that cannot be opened is to be told of, in some language
                chosen = self.repository.settings.language
        return chosen if chosen in LANGUAGES else "nb"

    @property
    def words(self) -> Words:
        return Words(self.page.name if self.page else "desk", self.lang)

    def words_of(self, page: str) -> Words:
        """The words of another page, as the menu needs them."""
        return Words(page, self.lang)

    @property
    def query(self) -> QueryParams:
        return self.request.query_params

    @property
    def asked(self) -> str:
        """What was asked for, to come back to: as the browser wrote it, and an address of ours."""
        path = quote(self.request.scope["path"], safe="/~@:!$&'()*+,;=")
        query = self.request.url.query
        return local(f"{path}?{query}" if query else path)

    @property
    def live(self) -> bool:
        """Whether htmx asks, for a part of the page."""
        return self.request.headers.get("HX-Request") == "true"

    @property
    def own_machine(self) -> bool:
        """Whether who asks sits at the machine that the desk runs on."""
        return at_own_machine(self.request, self.desk.settings)

    def named(self, name: str) -> str:
        """What stands at `{name}` of the address."""
        return str(self.request.path_params[name])

    def field(self, name: str, default: str = "") -> str:
        """A field of the form that was posted, as text."""
        value = self.form.get(name, default)
        return value if isinstance(value, str) else default

    def line(self, name: str) -> str:
        """The same on one line, with one space between its words."""
        return " ".join(self.field(name).split())

    def day(self, name: str) -> dt.date | None:
        """A field of the form as a day; None where it is empty. Raises `UsageError` for what is no date."""
        value = self.field(name).strip()
        found = date(value) if value else None
        if value and found is None:
            raise UsageError(
                nb="«{value}» er ingen dato. Skriv år-måned-dag.",
                en="“{value}” is no date. Write year-month-day.",
                value=value,
            )
        return found

    # --- the repository ---

    @property
    def repository(self) -> Repository:
        """As it is now; the same object while nothing changes."""
        return self.desk.current()

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` finds out about the repository, once as long as no file of it changes."""
        return kept(self.repository, key, make)

    def document(self, key: str, version: str, repository: Repository | None = None) -> DocumentFile:
        """One version of one document. Raises `NotHere`, also for a plan that is not to be served."""
        known = (repository or self.repository).versions.get(key, ())
        found = next((entry for entry in known if entry.version == version and entry.document), None)
        if found is None:
            raise not_here()
        return found

    def entry(self, repository: Repository | None = None) -> DocumentFile:
        """The version that the address names, `{key}/{version}`. Raises `NotHere`."""
        return self.document(self.named("key"), self.named("version"), repository)

    def path_of(self, file: Path) -> str:
        """A file as drafts and addresses name it: from the repository's folder."""
        root = self.repository.root
        assert root is not None
        return file.resolve().relative_to(root.resolve()).as_posix()

    @staticmethod
    def address(pattern: str, key: str, version: str) -> str:
        """The address of a page about one version, by its pattern: `/document/{key}/{version}`."""
        return pattern.format(key=quote(key, safe=""), version=quote(version, safe=""))

    def ways_on(self, entry: DocumentFile) -> list[Way]:
        """The pages about one version that who asks may go to, what is to be done with it now first."""
        found = [
            page for page in self.desk.pages if page.of_document and self.may(page.needs(page.of_document))
        ]
        now = steps(entry, self.repository, self.today)
        on = {page: [step for step in now if step in page.steps] for page in found}
        found.sort(key=lambda page: now.index(on[page][0]) if on[page] else len(now))
        return [Way(page, self._why_not(on[page], entry)) for page in found if on[page] or not page.steps]

    def _why_not(self, of_page: list[Step], entry: DocumentFile) -> Message | None:
        said = [self.why_not(step, entry) for step in of_page]
        return None if None in said else next(iter(said), None)

    def why_not(self, step: Step, entry: DocumentFile) -> Message | None:
        """Why who asks cannot do something with a version as it stands now; None where they can."""
        return why_not(step, entry, self.repository, self.today, self.actor(entry))

    def require(self, step: Step, entry: DocumentFile) -> DocumentFile:
        """The version, with which who asks can do that as it stands now. Raises an `AvtaleError`."""
        require_step(step, entry, self.repository, self.today, self.actor(entry))
        return entry

    def actor(self, entry: DocumentFile) -> Actor:
        """Who asks, as the acts know them, and whether they saved any of what stands in a version."""
        person, root = self.person, self.repository.root
        wrote = root is not None and self.desk.drafts.wrote(person, entry.path.relative_to(root).as_posix())
        return Actor(person.name, person.email, wrote)

    def _listed(self, page: Page) -> bool:
        person = self.session.person
        return person is not None and bool(page.listed & person.roles) and self.may(page.needs(page.address))

    @property
    def rows(self) -> list[Row]:
        """Every version as the overview shows it, the most urgent first; the same list as long as nothing changes."""
        return self.desk.rows.of(self.repository, self.today)

    def row(self, key: str, version: str) -> Row | None:
        """One version as the overview shows it; None where it does not."""
        return next((row for row in self.rows if (row.key, row.version) == (key, version)), None)

    def next_step(self, row: Row) -> NextStep | None:
        """What comes next for a version, and where."""
        return next_step(self, row)

    def may(self, needs: Needs) -> bool:
        """Whether who asks is what a page needs."""
        person = self.session.person
        return needs in ("nothing", "entered") or (person is not None and needs in person.roles)

    # --- answers ---

    def show(
        self,
        template: str,
        *,
        status: int | None = None,
        problem: AvtaleError | None = None,
        **values: object,
    ) -> HTMLResponse:
        """A page, or with a template of a part (`overview/rows`) what htmx puts into one.

        `problem` is why what was asked for was not done: the page shows it, under the status of HTTP that goes with it unless one is given.
        """
        values["problem"] = problem.message if problem else None
        usual = status_of(problem) if problem else 200
        return HTMLResponse(self.html(template, **values), status or usual)

    def html(self, template: str, **values: object) -> str:
        """The same as text, for who puts several parts into one answer."""
        given: dict[str, object] = {
            "t": self.words,
            "lang": self.lang,
            "languages": LANGUAGES,
            "day": lambda day: written(day, self.lang),
            "due_said": lambda due: due_headline(due, self.lang),
            "month_name": lambda number: month(number, self.lang).capitalize(),
            "visit": self,
            "csrf": self.session.csrf,
            "csrf_field": lambda: Markup('<input type="hidden" name="{}" value="{}">').format(
                FIELD, self.session.csrf
            ),
            "asset": address_of,
            "news": lambda: asking(self),
            "menu": [page for page in self.desk.menu if self._listed(page)],
            "page": self.page,
        }
        return render(template, given | values)

    def framed(self, make: Callable[[], str], *, refused: str = "error/framed") -> HTMLResponse:
        """The document that `make` renders, for a frame of ours: with its own style, and without any script.

        Where it cannot be rendered, why, by the template `refused`.
        """
        try:
            html = make()
        except AvtaleError as error:
            html = self.html(refused, said=error.message)
        return HTMLResponse(html, headers={"Content-Security-Policy": FRAMED})

    def file(self, data: bytes, name: str) -> Response:
        """A file to keep, under a name whose ending says what it is (RFC 6266)."""
        told = f"attachment; filename*=UTF-8''{quote(name, safe='', errors='replace')}"
        kind = _MEDIA_TYPES[name.rpartition(".")[2]]
        return Response(data, media_type=kind, headers={"Content-Disposition": told})

    def go(self, address: str, *, say: str | Message = "", **values: object) -> RedirectResponse:
        """On to another page of ours, by GET, which tells there what `say` of the words is."""
        if say:
            self.session.notice = self.words(say, **values)
        return RedirectResponse(local(address), 303)

    def said(self, response: Response, say: str | Message, **values: object) -> Response:
        """The answer, and with it a sentence for the live region, so that also who does not see it knows."""
        response.headers["X-Say"] = quote(self.words(say, **values))
        return response

    def told(self) -> str:
        """The notice that waits; it is told once, on a page that somebody went to: a frame or a script may ask for one meanwhile."""
        if self.request.headers.get("Sec-Fetch-Dest", "document") != "document":
            return ""
        notice, self.session.notice = self.session.notice, ""
        return notice


def local(address: str) -> str:
    """An address of ours, whatever was asked for: what leads to another machine becomes the first page."""
    ours = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if ours else "/"
