"""The text points at a step that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from avtale.facts.amendments import amended_entry
from avtale.findings import Problem
from avtale.locales.patterns import patterns
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Letters are what steps are known by (seed 004, §6); a `source` points into another text."""
    known = _letters(context)
    step = patterns(context.own_language).step
    if not known or not step.stands_in(context.entry.source.text):
        return
    for pointer, said in context.strings:
        if pointer.endswith("/source") or pointer.startswith("/silences/"):
            continue
        for found in step.all(said):
            gone = [letter for letter in re.findall(r"\b[A-ZÆØÅ]\b", found["letters"]) if letter not in known]
            if gone:
                listed = ", ".join(sorted(known))
                yield problem(
                    pointer,
                    f"«{found[0]}»: rutinen har ikke noe trinn {gone[0]}. Trinnene er: {listed}.",
                    f"“{found[0]}”: the routine has no step {gone[0]}. The steps are: {listed}.",
                )
                break


def _letters(context: RuleContext) -> set[str]:
    """The letters of the document's own steps, of those above, and of those that an amendment changes."""
    amended = amended_entry(context.entry, context.repository)
    own = [each.document for each in (context.entry, amended) if each and each.document]
    found = {step.letter for document in own for step in getattr(document, "routine_steps", ())}
    above = context.effective.value("/routine_steps") if context.effective is not None else None
    found |= {step.get("letter") for step in above or () if isinstance(step, dict)}
    return {str(letter) for letter in found if letter}
