"""YAML: the same draft as text, with the schema's completion and what is found, for those who like it."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from starlette.responses import HTMLResponse, JSONResponse, Response

from avtale.desk.errors import not_here
from avtale.desk.repository import PLAN
from avtale.desk.visit import Visit
from avtale.desk.writing.answers import found_in, save_draft
from avtale.desk.writing.work import Work
from avtale.format import schema
from avtale.generate.merge import merge
from avtale.source.editing import BOM
from avtale.wording import told_in


def show(visit: Visit) -> Response:
    """The draft as text."""
    work = Work(visit, visit.named("path"))
    return visit.show("write/yaml", **_parts(work))


def act(visit: Visit) -> Response:
    """Keep the text as it is typed; undo, redo and save as in the form."""
    work = Work(visit, visit.named("path"))
    op = visit.field("op")
    if "text" in visit.form and not work.frozen:
        _keep(work, visit.field("text"), visit.field("step"))
    if visit.live:
        return HTMLResponse(visit.html("write/yaml_typed", **_parts(work)))
    if op == "save":
        return save_draft(work, view="yaml")
    if op == "discard":
        work.drafts.forget(work.person, work.path)
        return visit.go(f"/yaml/{quote(work.path)}" if work.saved is not None else "/write", say="discarded")
    if op == "undo":
        work.undo()
    elif op == "redo":
        work.redo()
    return visit.go(f"/yaml/{quote(work.path)}")


def completion(visit: Visit) -> Response:
    """The schema of a kind of document in the language somebody reads, for the editor."""
    kind = visit.named("kind")
    if kind not in schema.kinds() or kind == PLAN:
        raise not_here()
    return JSONResponse(schema.published(kind, told_in(visit.lang)))


def _keep(work: Work, text: str, step: str) -> None:
    """What was typed, with the line ends the file has; what another window wrote meanwhile stays where it is not in the way."""
    mine = text.replace("\r\n", "\n")
    now = work.text.decode("utf-8-sig", "replace")
    seen = int(step) if step.isdecimal() else work.step
    if seen != work.step:
        before = work.drafts.step_text(work.person, work.path, seen)
        if before is not None:
            base = before.decode("utf-8-sig", "replace").replace("\r\n", "\n")
            mine = merge(base, mine, now.replace("\r\n", "\n")).text
    if "\r\n" in now:
        mine = mine.replace("\n", "\r\n")
    work.keep((BOM if work.text.startswith(BOM) else b"") + mine.encode("utf-8", "replace"), "yaml")


def _parts(work: Work) -> dict[str, Any]:
    found = found_in(work)
    marks = [{"line": one.line, "severity": one.severity, "message": one.spelled} for one in found]
    known = work.data.get("title")
    return {
        "work": work, "found": found, "marks": json.dumps(marks), "title": known if isinstance(known, str) else work.path,
        "text": work.text.decode("utf-8-sig", "replace"), "kind": work.kind if work.kind in schema.kinds() else "",
    }  # fmt: skip
