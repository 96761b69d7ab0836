"""The day of the next review has passed."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.dates import short
from avtale.format.model import FollowUpPlan
from avtale.rules.rule import RuleContext, problem

_HELD = ("in_force", "expires_soon", "undetermined", "approved")


def check(context: RuleContext) -> Iterator[Problem]:
    """A document that somebody works by; a draft has its day to be set anew (docs/domain.md, "Control headers")."""
    header = context.document.control_header
    day = header.next_review if header else None
    if day is None or day >= context.on or context.state.name not in (*_HELD, "draft"):
        return
    if context.repository.log.done(context.entry.key, "review", day) is not None:
        return
    frozen = context.repository.frozen_by(context.entry) if context.transcribed else None
    if frozen is not None and frozen.on is not None and day < frozen.on:
        return  # nobody followed it up then (facts/occurrences.py)
    root = context.repository.root
    # A plan never enters the log, and a loose file has none.
    if context.state.name == "draft" or root is None or isinstance(context.document, FollowUpPlan):
        do, do_en = (
            "Se over dokumentet, og skriv dagen det skal ses over neste gang.",
            "Look it over, and write the day it is to be looked over next.",
        )
    elif context.state.name == "approved":  # what is not in use yet has nothing to log
        do, do_en = "Se over dokumentet, og lag en ny versjon.", "Look it over, and make a new version."
    else:
        command = f"avtale done {context.entry.key} review --due {day} --by"
        do = f"Se over dokumentet, og lag en ny versjon, eller før det med «{command} NAVN»."
        do_en = f"Look it over, and make a new version, or record it with “{command} NAME”."
    yield problem(
        "/control_header/next_review",
        f"«Neste revisjon» (next_review): {short(day)} er passert. {do}",
        f"“Next review” (next_review): {day} has passed. {do_en}",
    )
