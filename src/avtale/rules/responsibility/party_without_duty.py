"""A party has nothing to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from avtale.findings import Problem
from avtale.format.model import Agreement
from avtale.rules.rule import RuleContext, problem

_BINDS = frozenset(
    (
        *("owner", "together_with", "agreed_between", "convened_by", "convener_alternates", "participants"),
        *("between", "who", "controllers", "granted_by", "paid_by", "offered_by"),
    )
)
_BEGUN = 3
"""From so many tasks on a document is more than a beginning, and who has none was forgotten."""


def check(context: RuleContext) -> Iterator[Problem]:
    """What stands above counts, and what the roles do; to be told of something binds nobody."""
    document = context.document
    if not isinstance(document, Agreement) or len(document.parties) < 2:
        return
    belongs = dict(context.effective.parties) if context.effective is not None else {}
    belongs |= {role.id: role.party for role in document.roles if role.id and role.party}
    used = {belongs.get(use.id, use.id) for use in context.uses if _field(use.pointer) in _BINDS}
    if all(party.id in used for party in document.parties):
        return
    data = context.effective.data if context.effective is not None else context.entry.source.data
    tasks = [belongs.get(actor, actor) for actor in _bound(data)]
    shares = document.economy.shares if document.economy else ()
    bound = {*tasks, *(share.party for share in shares if share.percent)}
    if not any(party.id in bound for party in document.parties) or len(tasks) < _BEGUN:
        return
    if any(role.id in tasks for role in document.roles):
        return  # a role without a party may be anyone's
    for party in document.parties:
        if party.id and party.id not in bound:
            name = context.name(party.id)
            yield problem(
                party.pointer,
                f"«Parter» (parties): {name} skriver under, men har ingen oppgave i avtalen. Skriv hva {name} skal gjøre, "
                "eller ta parten ut.",
                f"“Parties” (parties): {name} signs but has no task in the agreement. Write what {name} is to do, or take "
                "the party out.",
            )


def _field(pointer: str) -> str:
    """The field that a pointer leads to, or into a list of."""
    return pointer.rstrip("/0123456789").rpartition("/")[2]


def _bound(data: Any) -> list[str]:
    """Every id that stands in a field which binds, as often as it stands there."""
    found: list[str] = []
    waiting = [data]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            for key, value in one.items():
                if key in _BINDS:
                    found += [
                        each
                        for each in (value if isinstance(value, list) else [value])
                        if isinstance(each, str)
                    ]
                elif isinstance(value, (dict, list)):
                    waiting.append(value)
    return found
