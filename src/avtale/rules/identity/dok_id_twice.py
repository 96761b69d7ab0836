"""One document id on two documents."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Versions of one key share their id; two keys do not."""
    entry = context.entry
    if not entry.id or not entry.key:
        return
    others = [other for other in context.repository.keys_by_id.get(entry.id, ()) if other.key != entry.key]
    if others:
        listed = ", ".join(f"{other.key} ({other.name})" for other in others)
        yield problem(
            "/control_header/id",
            f"«Dok.id.» (id): {entry.id} står også på {listed}. Hvert dokument skal ha sitt eget nummer.",
            f"“Document id” (id): {entry.id} also stands on {listed}. Each document needs a number of its own.",
        )
