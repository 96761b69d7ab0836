"""The meeting has no cadence."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Meeting
from avtale.rules.rule import RuleContext, called, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Meetings without cadence (seed 004, §4)."""
    for meeting in context.all(Meeting):
        if context.absent(meeting, "every"):
            yield problem(
                meeting.pointer,
                f"«Hvor ofte» (every) mangler for «{called(meeting.title, meeting.id)}». Legg til for eksempel «every: 3 months».",
                f"“How often” (every) is missing for “{called(meeting.title, meeting.id)}”. Add for instance “every: 3 months”.",
            )
