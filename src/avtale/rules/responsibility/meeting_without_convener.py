"""Nobody convenes the meeting."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Meeting
from avtale.rules.rule import Facts, called, fault


def check(facts: Facts) -> Iterator[Problem]:
    """Meetings that nobody is to call (seed 004, §4)."""
    for meeting in facts.all(Meeting):
        if facts.absent(meeting, "convened_by") and not meeting.convener_alternates:
            between = " og ".join(facts.name(actor) for actor in meeting.between)
            between_en = " and ".join(facts.name(actor) for actor in meeting.between)
            yield fault(
                meeting.pointer,
                f"«Innkalles av» (convened_by) mangler for «{called(meeting.title, meeting.id)}»"
                f"{f' mellom {between}' if between else ''}. Legg til «convened_by:».",
                f"“Convened by” (convened_by) is missing for “{called(meeting.title, meeting.id)}”"
                f"{f' between {between_en}' if between else ''}. Add “convened_by:”.",
            )
