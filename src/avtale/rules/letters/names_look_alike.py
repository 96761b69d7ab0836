"""Two parties or roles have names that look alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.skeleton import skeleton
from avtale.rules.rule import RuleContext, problem

Named = tuple[str, str, str]  # whose it is, the name, its pointer


def check(context: RuleContext) -> Iterator[Problem]:
    """Parties among themselves, in every name they bear; roles among themselves within one party."""
    document = context.document
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
    yield from _same_file(context)


def _same_file(context: RuleContext) -> Iterator[Problem]:
    """Two files of which macOS and Windows keep one: ø as one sign and as two, or a capital."""
    files: dict[str, list[str]] = context.repository.kept.get("file names", {})
    if not files:
        for entry in context.repository.entries:
            files.setdefault(_folded(entry.name), []).append(entry.name)
        context.repository.kept["file names"] = files
    for other in files.get(_folded(context.entry.name), ()):
        if other != context.entry.name:
            yield problem(
                "",
                f"Filen heter det samme som «{other}», bortsett fra store bokstaver eller hvordan tegnene er lagret. macOS og Windows "
                "beholder bare den ene. Gi en av dem et annet navn.",
                f"The file is called the same as “{other}”, but for capitals or how its letters are stored. macOS and Windows keep "
                "only one of them. Rename one.",
            )


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())


def _twice(named: Iterator[Named]) -> Iterator[Problem]:
    first: dict[str, Named] = {}
    for whose, name, pointer in named:
        other = first.setdefault(skeleton(name), (whose, name, pointer))
        if other[0] != whose:
            yield problem(
                pointer,
                f"«{name}» ser ut som «{other[1]}», som er en annen. Er det den samme, så behold én; ellers skriv navnene så de kan skilles.",
                f"“{name}” looks like “{other[1]}”, which is another. Where it is the same one, keep one; otherwise write the names so that "
                "they can be told apart.",
            )
