"""The same id twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from avtale.findings import Problem
from avtale.format.model import (
    Cost,
    Disagreement,
    Duty,
    Item,
    Meeting,
    Part,
    Party,
    Payment,
    Presence,
    Role,
    Scheme,
    Section,
    TargetGroup,
)
from avtale.rules.rule import RuleContext, problem
from avtale.source.pointer import parent

WITHIN_A_LIST: tuple[type[Part], ...] = (Presence, Item, TargetGroup, Scheme, Cost, Section, Disagreement)


def check(context: RuleContext) -> Iterator[Problem]:
    """Ids are unique among those one could take for another (docs/architecture.md, "The documents")."""
    yield from _twice([*context.all(Party), *context.all(Role)], context)
    yield from _twice([*context.all(Duty), *context.all(Meeting), *context.all(Payment)], context)
    lists: dict[str, list[Part]] = {}
    for cls in WITHIN_A_LIST:
        for part in context.all(cls):
            lists.setdefault(parent(part.pointer), []).append(part)
    for each in lists.values():
        yield from _twice(each, context)


def _twice(named: Iterable[Part], context: RuleContext) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for part in named:
        own = getattr(part, "id", None)
        if own in first:
            line, _ = context.entry.source.position(f"{first[own]}/id")
            yield problem(
                f"{part.pointer}/id",
                f"«Id» (id): «{own}» er alt brukt på linje {line}. Gi denne en annen id.",
                f"“Id” (id): “{own}” is already used on line {line}. Give this one another id.",
            )
        elif own:
            first[own] = part.pointer
