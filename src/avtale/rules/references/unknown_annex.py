"""The text points at an annex that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.amendments import amended_entry
from avtale.findings import Problem
from avtale.locales.patterns import patterns
from avtale.rules.rule import RuleContext, problem
from avtale.source.pointer import split

_NAMING = frozenset({"title", "number", "nb", "nn", "se", "en"})  # a title may stand in several languages
_APART = ("/annexes/", "/silences/", "/references/", "/based_on/", "/supersedes/", "/selection/annex", "/transcribed_from/")  # fmt: skip


def check(context: RuleContext) -> Iterator[Problem]:
    """Annexes are numbered in the order they are listed; one may also stand in the text, as a section of that name."""
    annex = patterns(context.own_language).annex
    if not annex.stands_in(context.entry.source.text):
        return
    amended = amended_entry(context.entry, context.repository)
    of = [context.document, *([amended.document] if amended and amended.document else ())]
    above = context.effective.value("/annexes") if context.effective is not None else None
    listed = max(*(len(each.annexes) for each in of), len(above) if isinstance(above, list) else 0)
    named = {
        found["number"]
        for pointer, said in context.strings
        if pointer.startswith(("/annexes/", "/sections/")) and split(pointer)[-1] in _NAMING
        for found in annex.all(f" {said}")
    }
    for pointer, said in context.strings:
        if pointer.startswith(_APART) or pointer.endswith("/source"):
            continue
        for found in annex.all(f" {said}"):
            if found["number"] not in named and not 0 < _place(found["number"]) <= listed:
                yield problem(
                    pointer,
                    f"«{found[0]}»: dokumentet har {listed or 'ingen'} vedlegg. Før det opp under «annexes», eller rett "
                    "nummeret.",
                    f"“{found[0]}”: the document has {listed or 'no'} {'annex' if listed == 1 else 'annexes'}. Enter it "
                    "under “annexes”, or correct the number.",
                )
                break


def _place(number: str) -> int:
    """Which annex a number or a letter means."""
    return int(number) if number.isdecimal() else ord(number) - ord("A") + 1
