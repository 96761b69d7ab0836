"""Someone shall be told, and nobody says when."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Duty
from avtale.locales.patterns import patterns
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """A duty to tell without a time limit (seed 004, §6 C)."""
    for duty in context.all(Duty):
        if (
            not duty.informs
            or _only_handed_over(duty, context)
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


def _only_handed_over(duty: Duty, context: RuleContext) -> bool:
    """Whether the task is to send, submit or keep a document: whoever gets it is not told of something that has happened."""
    return any(
        patterns(lang or context.own_language).only_handed_over.match(said.strip())
        for lang, said in (duty.does.values if duty.does else ())
    )


def _limits(duty: Duty, context: RuleContext) -> bool:
    """Whether the duty has a limit; one that stands there and cannot be read is the schema's to tell of."""
    if duty.deadline is None:
        return not context.absent(duty, "deadline")
    limits = ("within", "date", "every", "month", "during", "when_needed", "after", "before", "before_event")
    return any(not context.absent(duty.deadline, key) for key in limits)
