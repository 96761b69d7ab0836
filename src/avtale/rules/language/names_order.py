"""The names of the party stand in the wrong order."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.repository import Repository
from avtale.findings import Problem
from avtale.format.model import Name
from avtale.format.names import in_order
from avtale.rules.rule import Located, RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Norwegian, Sami, Kven (docs/domain.md, "Names and languages")."""
    for party in context.document.parties:
        yield from _problems(party.names, f"{party.pointer}/names")


def check_repository(repository: Repository, _history: History | None) -> Iterator[Located]:
    """The owner's names in the settings."""
    owner, source = repository.settings.owner, repository.settings_source
    if owner is not None and source is not None:
        yield from ((source, found) for found in _problems(owner.names, f"{owner.pointer}/names"))


def _problems(names: tuple[Name, ...], pointer: str) -> Iterator[Problem]:
    order = in_order([name.language for name in names])
    if order == sorted(order):
        return
    right = [names[index].name or "?" for index in order]
    moves = "avtale check --fix" if pointer.startswith("/parties/") else None
    do, do_en = (f" «{moves}» flytter dem.", f" “{moves}” moves them.") if moves else ("", "")
    yield problem(
        pointer,
        f"«Navn» (names): rekkefølgen er norsk, samisk, kvensk: {', '.join(f'«{name}»' for name in right)}.{do}",
        f"“Names” (names): the order is Norwegian, Sami, Kven: {', '.join(f'“{name}”' for name in right)}.{do_en}",
        on_key=True,
    )
