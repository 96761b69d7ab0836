"""The number does not fit the list."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import ListOfItems
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """“Fem formål” and five items is right (docs/domain.md, "What a good tool finds wrong"); an empty list is another rule's."""
    for each in context.all(ListOfItems):
        if each.announced is not None and each.items and each.announced != len(each.items):
            yield problem(
                f"{each.pointer}/announced",
                f"«Varslet antall» (announced) er {each.announced}, men listen har {len(each.items)}. "
                "Rett tallet, eller legg til det som mangler.",
                f"“Announced number” (announced) is {each.announced}, but the list has {len(each.items)}. "
                "Correct the number, or add what is missing.",
            )
