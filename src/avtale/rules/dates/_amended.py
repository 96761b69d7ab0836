"""A rule about dates, asked also of an agreement as an amendment leaves it. Shared by the rules about dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from avtale.facts.repository import Entry
from avtale.findings import Problem
from avtale.format.bind import load
from avtale.format.model import Amendment, Change
from avtale.inheritance.amended import apply
from avtale.rules.chain._said import name
from avtale.rules.rule import Facts


def also_amended(facts: Facts, found: Callable[[Facts], Iterator[Problem]]) -> Iterator[Problem]:
    """What `found` has to say of the document; of an amendment also what is new in the agreement it changes.

    That is told at the change which brought it about.
    """
    yield from found(facts)
    if not isinstance(facts.document, Amendment) or not facts.document.changes:
        return
    amended, data = facts.chain.amended(facts.entry), facts.chain.before(facts.entry)
    if amended is None or data is None:
        return
    done = apply(facts.entry, data)
    before = {(each.pointer, each.nb) for each in found(_with(facts, amended.entry, data))}
    target = name(amended.entry)
    for problem in found(_with(facts, amended.entry, done.data)):
        change = _change(problem.pointer, done.changed)
        if change is not None and (problem.pointer, problem.nb) not in before:
            yield replace(
                problem,
                pointer=change.pointer + ("/to" if change.to else "/value" if change.value else ""),
                nb=f"«Endringer» (changes) gir feil i {target}. {problem.nb}",
                en=f"“Changes” (changes) bring about a fault in {target}. {problem.en}",
                on_key=False,
            )


def _with(facts: Facts, amended: Entry, data: object) -> Facts:
    """The facts of the amended document, were its file to say `data`."""
    source = replace(amended.source, data=data)
    document = load(source)
    entry = Entry(amended.path, amended.name, source, document)
    return Facts(entry, document or facts.document, facts.repository, facts.on)


def _change(pointer: str, changed: dict[str, Change]) -> Change | None:
    """The change behind a problem: the one of its place, else of the part that its place belongs to."""
    own = [change for place, change in changed.items() if _within(pointer, place) or _within(place, pointer)]
    part = pointer.split("/")[1:2]
    near = [change for place, change in changed.items() if place.split("/")[1:2] == part]
    return next(iter((*own, *near, *changed.values())), None)


def _within(inner: str, outer: str) -> bool:
    return inner == outer or inner.startswith(f"{outer}/")
