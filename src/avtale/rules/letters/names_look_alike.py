"""Two parties or roles have names that look alike."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.skeleton import skeleton
from avtale.rules.rule import Facts, fault

Named = tuple[str, str, str]  # whose it is, the name, its pointer


def check(facts: Facts) -> Iterator[Problem]:
    """Parties among themselves, in every name they bear; roles among themselves within one party."""
    document = facts.document
    yield from _twice(
        (party.pointer, name.name, f"{name.pointer}/name")
        for party in document.parties
        for name in party.names
        if name.name
    )
    for party in dict.fromkeys(role.party for role in document.roles):
        yield from _twice(
            (role.pointer, said, role.title.pointer)
            for role in document.roles
            if role.party == party and role.title is not None
            for _, said in role.title.values
        )


def _twice(named: Iterator[Named]) -> Iterator[Problem]:
    first: dict[str, Named] = {}
    for whose, name, pointer in named:
        other = first.setdefault(skeleton(name), (whose, name, pointer))
        if other[0] != whose:
            yield fault(
                pointer,
                f"«{name}» ser ut som «{other[1]}», som er en annen. Er det den samme, så behold én; ellers skriv navnene så de kan skilles.",
                f"“{name}” looks like “{other[1]}”, which is another. Where it is the same one, keep one; otherwise write the names so that "
                "they can be told apart.",
            )
