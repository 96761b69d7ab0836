"""A rule about dates, asked also of an agreement as an amendment leaves it. Shared by the rules about dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from avtale.facts.repository import DocumentFile
from avtale.findings import Problem
from avtale.format.model import Amendment, Change
from avtale.inheritance.amended import apply
from avtale.rules.chain._said import name
from avtale.rules.rule import RuleContext


def also_amended(
    context: RuleContext, found: Callable[[RuleContext], Iterator[Problem]]
) -> Iterator[Problem]:
    """What `found` has to say of the document; of an amendment also what is new in the agreement it changes.

    That is told at the change which brought it about.
    """
    yield from found(context)
    if not isinstance(context.document, Amendment) or not context.document.changes:
        return
    amended, data = context.chain.amended(context.entry), context.chain.before(context.entry)
    if amended is None or data is None:
        return
    done = apply(context.entry, data)
    before = {(each.pointer, each.nb) for each in found(_with(context, amended.entry, data))}
    target = name(amended.entry)
    for problem in found(_with(context, amended.entry, done.data)):
        change = _change(problem.pointer, done.changed)
        if change is not None and (problem.pointer, problem.nb) not in before:
            yield replace(
                problem,
                pointer=change.pointer + ("/to" if change.to else "/value" if change.value else ""),
                nb=f"«Endringer» (changes) gir feil i {target}. {problem.nb}",
                en=f"“Changes” (changes) bring about a fault in {target}. {problem.en}",
                on_key=False,
            )


def _with(context: RuleContext, amended: DocumentFile, data: object) -> RuleContext:
    """The facts of the amended document, were its file to say `data`."""
    entry = amended.saying(data)
    return RuleContext(entry, entry.document or context.document, context.repository, context.on)


def _change(pointer: str, changed: dict[str, Change]) -> Change | None:
    """The change behind a problem: the one of its place, else of the part that its place belongs to."""
    own = [change for place, change in changed.items() if _within(pointer, place) or _within(place, pointer)]
    part = pointer.split("/")[1:2]
    near = [change for place, change in changed.items() if place.split("/")[1:2] == part]
    return next(iter((*own, *near, *changed.values())), None)


def _within(inner: str, outer: str) -> bool:
    return inner == outer or inner.startswith(f"{outer}/")
