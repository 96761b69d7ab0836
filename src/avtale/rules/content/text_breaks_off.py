"""The text promises what does not come."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Agreement, Background, Clause, Duty, Item, Section
from avtale.format.values import Text
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Texts that stand alone, and those whose own list is empty (seed 001, contacts)."""
    numbered: list[Section | Clause] = [*context.all(Section), *context.all(Clause)]
    alone: list[Text | None] = [one.text for one in numbered if not one.clauses]
    alone += [item.text for item in context.all(Item) if not item.items]
    alone += [duty.does for duty in context.all(Duty) if not duty.items]
    for background in context.all(Background):
        follows = background.goal or background.needs or background.commitments or background.schemes
        alone += [] if follows else [background.text]
    if isinstance(context.document, Agreement):
        alone += [context.document.scope, context.document.principle]
    for text in alone:
        for lang, said in text.values if text is not None else ():
            if text is not None and said.rstrip().endswith(":"):
                last = said.strip().rpartition("\n")[2].rpartition(". ")[2]
                yield problem(
                    f"{text.pointer}/{lang}" if lang else text.pointer,
                    f"«{last}» slutter med kolon, og det står ingenting etter. Skriv det som skulle kommet, eller ta setningen bort.",
                    f"“{last}” ends with a colon, and nothing follows. Write what was to come, or take the sentence away.",
                )
