"""Ny: a document from a kind or from one that exists: its next version, a renewal, an amendment. What comes of it is a draft."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from msgspec.structs import replace
from starlette.responses import Response

from avtale.desk.overview.filters import Choices
from avtale.desk.page import Page
from avtale.desk.repository import PLAN
from avtale.desk.visit import Visit
from avtale.desk.writing.drafts import owner_of
from avtale.errors import UsageError
from avtale.facts.repository import DocumentFile
from avtale.format import schema
from avtale.format.called import first_name
from avtale.format.draft import Answers, draft, key_from, kinds_with_draft, values_of
from avtale.format.draft_answers import party_name, usual_title
from avtale.lifecycle.amend import AmendmentRequest, amend
from avtale.lifecycle.bump import bump
from avtale.lifecycle.copy import copy
from avtale.lifecycle.renew import renew
from avtale.lifecycle.start import new_place, stands_on
from avtale.lifecycle.steps import steps
from avtale.wording import told_in

PAGE = Page("new", order=20, of_document="/new?from={key}@{version}", steps=("next", "renew", "amend"))
_KINDS = ("agreement", "routine", "programme", "action_plan")
"""An amendment begins from what it changes, and a plan for a youth is not written here."""


@PAGE.get("/new", needs="author")
def show(visit: Visit) -> Response:
    """First what it is to be, then what must be known to begin."""
    kind, source = visit.query.get("kind", ""), visit.query.get("from", "")
    lang = told_in(visit.lang)
    repository = visit.repository
    documents = [
        each[-1]
        for each in repository.versions.values()
        if each[-1].document and each[-1].document.kind != PLAN
    ]
    if source:
        key, _, version = source.partition("@")
        entry = visit.document(key, version)
        now = [step for step in steps(entry, visit.repository, visit.today) if step in PAGE.steps]
        whys = {step: visit.why_not(step, entry) for step in now}
        return visit.show("new/copy", entry=entry, whys=whys, title=_title(entry))
    kinds = [(name, schema.raw(name)) for name in _KINDS if name in kinds_with_draft()]
    if kind in dict(kinds):
        parents = [
            entry
            for entry in documents
            if entry.document and entry.document.kind in schema.of_kind(kind).get("stands_on", ())
        ]
        return visit.show(
            "new/answers",
            kind=kind,
            wanted=values_of(kind),
            parents=parents,
            said=_said(schema.raw(kind), lang),
            name=_title,
            owner=first_name(repository.settings.owner.names) if repository.settings.owner else "",
            known=Choices.of(visit.rows).parties,
        )
    told = [(name, *_said(one, lang)) for name, one in kinds]
    offices = next((page.address for page in visit.desk.pages if page.name == "offices"), "")
    return visit.show("new", kinds=told, documents=documents, name=_title, offices=offices)


@PAGE.post("/new", needs="author")
def begin(visit: Visit) -> Response:
    """Begin a document of a kind."""
    kind, repository = visit.field("kind"), visit.repository
    if kind not in _KINDS or repository.root is None:
        raise UsageError(
            nb="Velg hva slags dokument det skal bli.", en="Choose what kind of document it is to be."
        )
    key, _, version = visit.field("parent").partition("@")
    parent = visit.document(key, version) if key else None
    above = stands_on(parent) if parent is not None else None
    parties = tuple(name for value in visit.form.getlist("party") if (name := " ".join(str(value).split())))
    if above is not None and parties:
        above = replace(above, parties=())  # those that were written count
    elif above is not None:
        parties = tuple(map(party_name, above.parties))
    begins = visit.day("from")
    year = int(visit.field("year")) if visit.field("year").isdecimal() else None
    if begins is None:
        begins = dt.date(year, 1, 1) if year else visit.today
    office = visit.line("office")
    title = visit.line("title") or usual_title(kind, visit.lang, office=office, year=year, parent=key)
    answers = Answers(
        title, parties or ((office,) if office else ()), begins, visit.day("to"), written_by=visit.person.name,
        language=visit.field("language") or repository.settings.language or "nb",
        above=above, office=office, year=year,
    )  # fmt: skip
    path = new_place(repository, kind, answers)
    text = draft(kind, answers, lang=told_in(visit.lang), hints=False)
    return _begun(visit, path, text.encode())


@PAGE.post("/new/copy", needs="author")
def from_existing(visit: Visit) -> Response:
    """The next version of a document, the same for a new period, or another with its content."""
    repository, how = visit.repository, visit.field("how")
    entry = visit.document(visit.field("key"), visit.field("version"))
    begins = visit.day("from")
    if how == "next":
        visit.require("next", entry)
        made = bump(entry, repository, major=bool(visit.field("major")), effective_from=begins, dry_run=True)
        return _begun(visit, made.file, made.after)
    if how == "renew":
        visit.require("renew", entry)
        made = renew(entry, repository, start=begins, end=visit.day("to"), dry_run=True)
        return _begun(visit, made.file, made.after)
    if how == "amend":
        return _amendment(visit, visit.require("amend", entry), begins)
    title = visit.line("title")
    if not title:
        raise UsageError(nb="Det nye dokumentet må ha en tittel.", en="The new document must have a title.")
    assert entry.document is not None
    key = key_from(title)
    changes = {"/control_header/written_by": visit.person.name}
    made = copy(
        entry,
        repository,
        str(entry.document.kind),
        key=key,
        title=title,
        changes=dict(changes),
        effective_from=begins,
        folder=key,
        dry_run=True,
    )
    return _begun(visit, made.file, made.after)


def _amendment(visit: Visit, entry: DocumentFile, begins: dt.date | None) -> Response:
    """An amendment whose changes are still to be written, or that prolongs. One of before, from the same day, is gone on with."""
    until = visit.day("to")
    changes = [AmendmentRequest("prolongs", value=until)] if until else []
    made = amend(
        entry, visit.repository, changes, valid_from=begins, on=visit.today, title=visit.line("title"),
        written_by=visit.person.name, lang=told_in(visit.lang), dry_run=True,
    )  # fmt: skip
    if not made.changed:
        return visit.go(f"/draft/{visit.path_of(made.file)}", say="amended_before")
    return _begun(visit, made.file, made.after)


def _begun(visit: Visit, file: Path, text: bytes) -> Response:
    """Keep it as a draft, unless there is one of that name that would be lost."""
    path = visit.path_of(file)
    known = visit.desk.drafts.find(owner_of(visit.person), path)
    if file.exists() or (known is not None and known.changed):
        raise UsageError(
            nb="Du har et utkast, eller det finnes et dokument, i {path} allerede. Gå videre der, eller velg en annen tittel.",
            en="You have a draft, or there is a document, in {path} already. Go on there, or choose another title.",
            path=path,
        )
    visit.desk.drafts.begin(owner_of(visit.person), path, None, text, visit.now)
    return visit.go(f"/draft/{path}", say="begun")


def _said(one: dict[str, object], lang: str) -> tuple[str, str]:
    told = one["x-en"] if lang == "en" else one
    assert isinstance(told, dict)
    return str(told.get("title", "")), str(told.get("description", ""))


def _title(entry: DocumentFile) -> str:
    title = entry.document.title if entry.document else None
    return str(title) if title else str(entry)
