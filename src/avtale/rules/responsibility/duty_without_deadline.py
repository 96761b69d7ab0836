"""Someone shall be told, and nobody says when."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Duty
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """A duty to tell without a time limit (seed 004, §6 C)."""
    for duty in context.all(Duty):
        if (
            not duty.informs
            or duty.before is not None
            or _limits(duty, context)
            or context.inherited(duty, "deadline")
        ):
            continue
        told = ", ".join(context.name(actor) for actor in duty.informs)
        yield problem(
            f"{duty.pointer}/informs",
            f"«Frist» (deadline) mangler: {context.name(duty.owner) or 'noen'} varsler {told}, men innen når? "
            "Legg til «deadline:» med «within:» og «of:».",
            f"“Deadline” (deadline) is missing: {context.name(duty.owner) or 'someone'} informs {told}, but by when? "
            "Add “deadline:” with “within:” and “of:”.",
        )


def _limits(duty: Duty, context: RuleContext) -> bool:
    """Whether the duty has a limit; one that stands there and cannot be read is the schema's to tell of."""
    if duty.deadline is None:
        return not context.absent(duty, "deadline")
    limits = ("within", "date", "every", "month", "during", "when_needed", "after", "before", "before_event")
    return any(not context.absent(duty.deadline, key) for key in limits)
