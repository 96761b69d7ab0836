"""The text points at a step that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from avtale.facts.amended import amended_entry
from avtale.facts.tree import at
from avtale.findings import Problem
from avtale.locales.patterns import patterns
from avtale.rules.rule import Facts, fault


def check(facts: Facts) -> Iterator[Problem]:
    """Letters are what steps are known by (seed 004, §6); a `source` points into another text."""
    known = _letters(facts)
    step = patterns(facts.document.language or "nb").step
    if not known or not step.stands_in(facts.entry.source.text):
        return
    for pointer, said in facts.strings:
        if pointer.endswith("/source") or pointer.startswith("/silences/"):
            continue
        for found in step.all(said):
            gone = [letter for letter in re.findall(r"\b[A-ZÆØÅ]\b", found["letters"]) if letter not in known]
            if gone:
                listed = ", ".join(sorted(known))
                yield fault(
                    pointer,
                    f"«{found[0]}»: rutinen har ikke noe trinn {gone[0]}. Trinnene er: {listed}.",
                    f"“{found[0]}”: the routine has no step {gone[0]}. The steps are: {listed}.",
                )
                break


def _letters(facts: Facts) -> set[str]:
    """The letters of the document's own steps, of those above, and of those that an amendment changes."""
    trees: list[Any] = [facts.entry.source.data]
    if facts.resolved is not None:
        trees.append(facts.resolved.data)
    amended = amended_entry(facts.entry, facts.repository)
    if amended is not None:
        trees.append(amended.source.data)
    lists = [steps for tree in trees if isinstance(steps := at(tree, "/routine_steps"), list)]
    steps = [step for each in lists for step in each if isinstance(step, dict)]
    return {str(step["letter"]) for step in steps if step.get("letter")}
