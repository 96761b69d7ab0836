"""Fields that are left to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from avtale.findings import Problem
from avtale.rules.rule import RuleContext

_SEEN = ("# FYLL INN:", "# FILL IN:")
# What has a finding of its own while it is missing, by section and field.
_ASKED = frozenset(
    (
        ("control_header", "written_by"),
        *(
            (section, field)
            for section in ("responsibilities", "changes", "actions")
            for field in ("strength", "does")
        ),
        ("meetings", "every"),
        ("evaluation", "month"),
        ("evaluation", "record"),
        ("signatories", "title"),
    )
)

_ASKED_ANYWHERE = frozenset(("education_goal", "legal_bases"))


def check(context: RuleContext) -> Iterator[Problem]:
    """The marks that `avtale new` writes: a title, what to fill in, and the field, each a comment."""
    text = context.entry.source.text
    if not any(mark in text for mark in _SEEN):
        return
    section, gaps = "", []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        top = _field().match(line)
        if top is not None and not line.startswith(("#", " ")):
            section = top["name"]
        if line.strip().startswith(_SEEN) and number + 1 < len(lines):
            below = lines[number + 1].strip()
            if not below.startswith("#"):
                continue  # the # is gone: the field is filled in, and only the mark was left
            field = _field().match(below.lstrip("#").strip())
            if field is None or (section, field["name"]) in _ASKED or field["name"] in _ASKED_ANYWHERE:
                continue
            title = lines[number - 1].strip().lstrip("#").strip().rstrip(".") if number else ""
            gaps.append((number + 1, line.index("#") + 1, title or field["name"], field["name"]))
    if not gaps:
        return
    first, column, title, name = gaps[0]
    several = ", ".join(f"{called} ({line})" for line, _, called, _ in gaps)
    one = len(gaps) == 1
    yield Problem(
        "",
        "",
        f"«{title}» ({name}) står igjen å fylle inn. Fyll inn, eller slett linjen."
        if one
        else f"{len(gaps)} felt står igjen å fylle inn, med linjen i parentes: {several}. Fyll inn, eller slett linjene.",
        f"“{title}” ({name}) is left to fill in. Fill it in, or delete the line."
        if one
        else f"{len(gaps)} fields are left to fill in, with the line in brackets: {several}. Fill them in, or delete the lines.",
        place=(first, column),
    )


@cache
def _field() -> re.Pattern[str]:
    return re.compile(r"(?:- )?(?P<name>[a-z_]+):")
