"""The evaluation was not held."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.lead_times import lead_time
from avtale.facts.validity import after
from avtale.findings import Problem
from avtale.format.dates import short
from avtale.format.model import FollowUpPlan
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """The last that should have been held since somebody could know of it; a loose file has no log (seed 004, §5)."""
    document, repository = context.document, context.repository
    if document.evaluation is None or repository.root is None or isinstance(document, FollowUpPlan):
        return
    if context.state.name not in ("in_force", "expires_soon"):
        return
    frozen = repository.frozen_by(context.entry)
    if frozen is None and not repository.log.of(context.entry.key, "evaluation"):
        return
    known = frozen.on if frozen is not None else None
    held = [one for one in context.own_occurrences if one.duty.kind == "evaluation" and one.due < context.on]
    held = [one for one in held if known is None or one.date >= known]
    if not held or held[-1].status == "done":
        return
    last, since = held[-1], next((one.date for one in reversed(held) if one.status == "done"), None)
    missed = sum(one.status == "missed" and (since is None or one.date > since) for one in held)
    recent = context.on <= after(last.date, lead_time("evaluation", repository.settings, last.duty.terms))
    # Without a day the command settles the oldest that was missed.
    day = f" --due {last.date}" if any(one.status == "missed" for one in held[:-1]) else ""
    command = f"avtale done {context.entry.key} evaluation{day} --by"
    more = (f" Det er {missed} på rad.", f" That makes {missed} in a row.") if missed > 1 else ("", "")
    yield problem(
        "/evaluation",
        f"«Evaluering» (evaluation): den skulle vært holdt innen {short(last.date)}, og loggen sier ikke at den er det.{more[0]} "
        f"Hold den, og før den med «{command} NAVN».",
        f"“Evaluation” (evaluation): it should have been held by {last.date}, and the log does not say that it was.{more[1]} "
        f"Hold it, and record it with “{command} NAME”.",
        on_key=True,
        severity="notice" if recent else None,
    )
