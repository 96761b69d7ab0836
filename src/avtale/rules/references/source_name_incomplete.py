"""The name of the source is not complete."""

from __future__ import annotations

import re
from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Reference
from avtale.message import Message
from avtale.rules.first_look import held
from avtale.rules.rule import RuleContext, problem

_SEEN = ("Prop.", "Innst.", "Meld.", "St.meld", "St. meld", "Ot.prp", "Ot. prp")
_NAME = re.compile(
    r"\b(?P<kind>Prop\.|Innst\.|Meld\.\s?St\.|St\.\s?meld\.|Ot\.\s?prp\.)\s*(?:nr\.\s*)?(?P<number>\d+)(?:\s+(?P<letter>[SL]{1,2})\b)?"
)
_SESSION = re.compile(r"\b\d{4}\s?[–/-]\s?(?:\d{4}|\d{2})\b")
_LETTERED = ("Prop.", "Innst.")


def check(context: RuleContext) -> Iterator[Problem]:
    """“Prop. 1” without its letter (seed 001, funding); what Stortinget prints has a name of one form."""
    if not held(context.entry.source.text, _SEEN):
        return
    for reference in context.all(Reference):
        match = _NAME.search(str(reference.title or ""))
        if match is None:
            continue
        lacks = []
        if match["kind"] in _LETTERED and match["letter"] is None:
            lacks.append(Message("bokstaven (S eller L)", "its letter (S or L)"))
        if _SESSION.search(str(reference.title)) is None:
            lacks.append(Message("sesjonen, for eksempel (2014–2015)", "its session, such as (2014–2015)"))
        if lacks:
            yield problem(
                f"{reference.pointer}/title",
                "«Tittel» (title): «{name}» mangler {lacks}. Skriv navnet slik det står på forsiden.",
                "“Title” (title): “{name}” lacks {lacks}. Write the name as on its front page.",
                name=match[0].strip(),
                lacks=lacks,
            )
