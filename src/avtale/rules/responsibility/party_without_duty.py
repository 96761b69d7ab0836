"""A party has nothing to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from avtale.findings import Problem
from avtale.format.model import Agreement
from avtale.format.owners import bodies, spelled
from avtale.rules.rule import RuleContext, problem

_BINDS = frozenset(
    (
        *("owner", "together_with", "agreed_between", "convened_by", "convener_alternates", "participants"),
        *("chair", "chair_alternates", "secretariat", "appointed_by"),
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
    named = {use.id for use in context.uses if _field(use.pointer) in _BINDS}
    used = {one for actor in named for one in _stand_for(actor, context)}
    if all(party.id in used for party in document.parties):
        return
    data = context.effective.data if context.effective is not None else context.entry.source.data
    tasks = [one for actor in _bound(data) for one in _stand_for(actor, context)]
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


def _stand_for(actor: str, context: RuleContext) -> Iterator[str]:
    """The parties behind an actor: a role's, those whose members make up a body."""
    body = next((one for one in bodies(context.document) if one.id == actor), None)
    members = tuple(member.party for member in body.members if member.party) if body is not None else ()
    for one in spelled(members or (actor,), context.parties, context.names):
        yield context.party_of(one)


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
