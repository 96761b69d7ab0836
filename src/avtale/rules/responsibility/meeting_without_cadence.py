"""The meeting has no cadence."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Meeting
from avtale.locales.patterns import patterns
from avtale.rules.rule import RuleContext, called, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Meetings without cadence (seed 004, §4)."""
    for meeting in context.all(Meeting):
        if all(context.absent(meeting, key) for key in ("every", "during", "when_needed")) and not any(
            patterns(lang or context.own_language).as_needed.search(said)
            for text in (meeting.title, meeting.about)
            if text
            for lang, said in text.values
        ):
            yield problem(
                meeting.pointer,
                f"«Hvor ofte» (every) mangler for «{called(meeting.title, meeting.id)}». Legg til for eksempel «every: 3 months», eller «when_needed: true» når det holdes ved behov.",
                f"“How often” (every) is missing for “{called(meeting.title, meeting.id)}”. Add for instance “every: 3 months”, or “when_needed: true” where it is held when needed.",
            )
