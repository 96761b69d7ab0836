"""Skriv: the document as it will look, and beside it the form of the part one points at."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from starlette.responses import HTMLResponse, Response

from avtale.desk.form.build import home_of
from avtale.desk.form.change import add, fill_in, move, take_out
from avtale.desk.form.outline import outline
from avtale.desk.page import Page
from avtale.desk.repository import PLAN
from avtale.desk.visit import Visit
from avtale.desk.writing import yaml_view
from avtale.desk.writing.answers import address, found_before, found_in, save_draft
from avtale.desk.writing.drafts import owner_of
from avtale.desk.writing.found import Found, at_fields, counted, remarks
from avtale.desk.writing.posted import posted_fields
from avtale.desk.writing.preview import chapter_fields, preview
from avtale.desk.writing.work import Data, Work
from avtale.facts.state import state
from avtale.format.mend import mended
from avtale.format.values import date
from avtale.lifecycle.bump import bump
from avtale.message import Message
from avtale.source.pointer import parent
from avtale.wording import written

PAGE = Page("write", order=30, of_document="/write/{key}/{version}", steps=("write",))


@PAGE.get("/write", needs="author")
def choose(visit: Visit) -> Response:
    """What somebody is writing, and every document there is."""
    repository, drafts = visit.repository, visit.desk.drafts.of(owner_of(visit.person))
    rows = visit.kept(
        ("write", visit.today),
        lambda: [
            (
                entry,
                visit.path_of(entry.path),
                state(entry, repository, visit.today).name,
            )
            for versions in repository.versions.values()
            for entry in versions[-1:]
            if entry.document is not None and entry.document.kind != PLAN
        ],
    )
    return visit.show("write/choose", rows=rows, drafts=drafts)


@PAGE.get("/write/{key}/{version}", needs="author")
def by_name(visit: Visit) -> Response:
    """A document by its key and version, as every other page names it."""
    return visit.go(address(visit.path_of(visit.entry().path), visit.query.get("at", "")))


@PAGE.get("/draft/{path:path}", needs="author")
def show(visit: Visit) -> Response:
    work = Work(visit, visit.named("path"))
    if not work.readable:
        return visit.go(f"/yaml/{quote(work.path)}")
    asked = visit.query.get("at", "")
    at = home_of(work.kind, asked)
    vis = tuple(one for one in visit.query.getlist("vis") if one)
    return visit.show(
        "write",
        **_parts(work, at, vis),
        vis=vis,
        chapters=chapter_fields(work.kind),
        no_next=visit.why_not("next", work.saved) if work.frozen and work.saved is not None else None,
    )


@PAGE.get("/preview/{path:path}", needs="author")
def look(visit: Visit) -> Response:
    work = Work(visit, visit.named("path"))
    return visit.framed(lambda: preview(work), refused="write/no_preview")


@PAGE.post("/draft/{path:path}", needs="author")
def act(visit: Visit) -> Response:
    """Keep what is typed, and do what a button says: `op` is a word, for some with the pointer it is about."""
    work = Work(visit, visit.named("path"))
    op, _, about = visit.field("op").partition(":")
    at, vis = visit.field("at"), tuple(str(one) for one in visit.form.getlist("vis") if one)
    seen = int(visit.field("step")) if visit.field("step").isdecimal() else None
    before = found_before(work) if visit.live else []
    given = posted_fields(visit.form)
    if given and not work.frozen and work.readable:
        work.change(lambda data: fill_in(data, work.kind, given, lasting=work.lasting), at, seen=seen)
    if visit.live:
        return _answer(work, at, vis, before)
    if op == "save":
        return save_draft(work, at)
    if op == "discard":
        work.drafts.forget(work.person, work.path)
        return visit.go(address(work.path, at) if work.saved is not None else "/write", say="discarded")
    if op == "undo":
        work.undo()
    elif op == "redo":
        work.redo()
    elif op == "mend":
        _mend(work, about)
    elif op in ("remove", "up", "down", "add"):
        at, about = _arrange(work, op, about, at)
        vis = vis if op != "add" else ()
    return visit.go(address(work.path, at, vis, about))


@PAGE.post("/next/{key}/{version}", needs="author")
def next_version(visit: Visit) -> Response:
    """Begin the version after one that is approved, as a draft."""
    made = bump(visit.require("next", visit.entry()), visit.repository, dry_run=True)
    path = visit.path_of(made.file)
    visit.desk.drafts.begin(owner_of(visit.person), path, None, made.after, visit.now)
    return visit.go(address(path), say="begun")


def _parts(work: Work, at: str, vis: tuple[str, ...]) -> dict[str, Any]:
    """What the page and its parts show."""
    found = found_in(work)
    form = work.form(vis).form(at)
    said = remarks(work.saved, work.repository) if work.saved is not None else []
    there = at_fields(form, work.kind, [*said, *found])
    parts = outline(work.known, work.kind)
    return {
        "work": work, "form": form, "at": at, "found": found, "said": said, "there": there, "outline": parts,
        "count": counted(found), "address": address, "home": lambda pointer: home_of(work.kind, pointer),
        "day_given": lambda value: _day_given(value, work.visit.lang), "title": work.known.text(work.data.get("title")) or work.path, "up": parent(at),
    }  # fmt: skip


def _day_given(value: str, lang: str) -> str:
    """A day as one writes it in `lang`; what is no whole day as it stands."""
    known = date(value)
    return written(known, lang) if known is not None else value


def _answer(work: Work, at: str, vis: tuple[str, ...], before: list[Found]) -> Response:
    """To who types: what is found now, at the fields and in all, and that it is kept. Nothing they type in is touched."""
    visit = work.visit
    values = _parts(work, at, vis)
    response = HTMLResponse(visit.html("write/typed", **values))
    now = {(one.code, one.pointer): one for one in values["found"]}
    then = {(one.code, one.pointer) for one in before}
    come, gone = [one for name, one in now.items() if name not in then], then - set(now)
    if come:
        return visit.said(response, Message("{said}", "{said}", said=come[0].message))
    return visit.said(response, "found_gone", n=len(gone)) if gone else response


def _mend(work: Work, pointer: str) -> None:
    """What `check --fix` would do: to one value, or to all that is safe."""
    if not pointer:
        work.keep(mended(work.text, work.source.name), "mend")
        return
    one = next((one for one in found_in(work) if one.pointer == pointer and one.mend is not None), None)
    if one is not None:
        from avtale.source.editing import set_fields

        work.keep(set_fields(work.text, {pointer: one.mend}, name=work.source.name), "mend")


def _arrange(work: Work, op: str, pointer: str, at: str) -> tuple[str, str]:
    """Add, move or take out a part; the form to show then, and what in it one goes on with."""
    form, shown = at, parent(pointer)

    def do(data: Data) -> Data:
        nonlocal form, shown
        if op == "add":
            made, form = add(data, work.kind, pointer)
            shown = form
            return made
        if op == "remove":
            form = parent(at) if at == pointer else at
            return take_out(data, pointer)
        made, shown = move(data, pointer, -1 if op == "up" else 1)
        return made

    work.change(do, f"{op} {pointer}")
    return form, shown


PAGE.get("/yaml/{path:path}", needs="author")(yaml_view.show)
PAGE.post("/yaml/{path:path}", needs="author")(yaml_view.act)
PAGE.get("/schema/{kind}", needs="author")(yaml_view.completion)
