"""Someone shall be told, and nobody says when."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Duty
from avtale.rules.rule import Facts, fault


def check(facts: Facts) -> Iterator[Problem]:
    """A duty to tell without a time limit (seed 004, §6 C)."""
    for duty in facts.all(Duty):
        if (
            not duty.informs
            or duty.before is not None
            or _limits(duty, facts)
            or facts.inherited(duty, "deadline")
        ):
            continue
        told = ", ".join(facts.name(actor) for actor in duty.informs)
        yield fault(
            f"{duty.pointer}/informs",
            f"«Frist» (deadline) mangler: {facts.name(duty.owner) or 'noen'} varsler {told}, men innen når? "
            "Legg til «deadline:» med «within:» og «of:».",
            f"“Deadline” (deadline) is missing: {facts.name(duty.owner) or 'someone'} informs {told}, but by when? "
            "Add “deadline:” with “within:” and “of:”.",
        )


def _limits(duty: Duty, facts: Facts) -> bool:
    """Whether the duty has a limit; one that stands there and cannot be read is the schema's to tell of."""
    if duty.deadline is None:
        return not facts.absent(duty, "deadline")
    return any(not facts.absent(duty.deadline, key) for key in ("within", "date", "every", "month"))
