"""What a deadline and a kind of document are called in the overview."""

from __future__ import annotations

from functools import cache

from avtale.desk.words import Words
from avtale.facts.agenda import Due
from avtale.format.schema import kinds, published
from avtale.publish.words import actors, clean
from avtale.publish.year import mark
from avtale.wording import told_in

_OF_SIGNING = ("signature", "certificate", "timestamp", "fetch")


def due_said(due: Due, lang: str) -> str:
    """What falls due, in a line."""
    if due.kind in _OF_SIGNING and due.entry.document is not None:
        called = actors(due.entry.document)
        who = [clean(called.get(one, one)) for one in due.owners]
        return Words("overview", lang)(f"due_{due.kind}", who=", ".join(who))
    return mark(due, lang).said


@cache
def kind_said(kind: str, lang: str) -> str:
    """What a kind is called."""
    return str(published(kind, told_in(lang)).get("title", kind)) if kind in kinds() else kind
