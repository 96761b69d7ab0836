"""Historikk: who did what with a document, and when, in words: from git, the register, the log and the comments."""

from __future__ import annotations

from itertools import groupby

from starlette.responses import Response

from avtale.desk.form.build import Builder
from avtale.desk.page import Page
from avtale.desk.visit import Visit
from avtale.desk.writing.work import known_in
from avtale.errors import UsageError
from avtale.facts.acts import Act, acts
from avtale.facts.repository import DocumentFile
from avtale.publish.words import actors, clean

PAGE = Page("history", of_document="/history/{key}/{version}")
_OF_PARTY = ("signature", "termination")
_OF_ALL = ("evaluation", "review")
"""Duties that a document has without an id of its own."""
_OF_FIELD = ("comment", "returned")


@PAGE.get("/history/{key}/{version}")
def show(visit: Visit) -> Response:
    entry = visit.entry()
    found = acts(entry.key or "", visit.repository)
    days = [(day, list(those)) for day, those in groupby(found, key=lambda act: act.day)]
    return visit.show(
        "history",
        entry=entry,
        row=visit.row(entry.key or "", entry.version or ""),
        days=days,
        about=lambda act: _about(act, entry, visit),
    )


def _about(act: Act, entry: DocumentFile, visit: Visit) -> str:
    """What an act is about, in words: a party by its name, a field by what leads to it, a duty by what is done."""
    if not act.about:
        return ""
    if act.what in _OF_PARTY and entry.document is not None:
        return clean(actors(entry.document).get(act.about, act.about))
    known = known_in(entry, visit.repository, visit.today, visit.lang)
    if act.what in _OF_FIELD:
        try:
            crumbs = Builder(known, str(known.data.get("kind"))).crumbs(act.about)
        except UsageError:
            return ""
        return clean(" › ".join(said for _, said in crumbs))
    if act.what in ("done", "undone"):
        duty = act.about.partition(".")[0]
        if duty in _OF_ALL:
            return visit.words(f"duty_{duty}")
        found = [said for group in known.choices("follow_up") for one, said in group.options if one == duty]
        return clean(next(iter(found), act.about))
    return clean(act.about)
