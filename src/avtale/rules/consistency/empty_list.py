"""The list is empty."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import ContactList, ListOfItems, Needs
from avtale.rules.rule import RuleContext, problem
from avtale.source import pointer as pointers


def check(context: RuleContext) -> Iterator[Problem]:
    """An announced list that is empty (seed 001, contacts)."""
    lists: tuple[ListOfItems | Needs | ContactList, ...] = (
        *context.all(ListOfItems),
        *context.all(Needs),
        *context.all(ContactList),
    )
    for each in lists:
        if not each.items and _is_empty(each.pointer, context):
            key = pointers.split(each.pointer)[-1]
            heading, heading_en = (f" «{each.heading}»", f" “{each.heading}”") if each.heading else ("", "")
            yield problem(
                f"{each.pointer}/items",
                f"«Punkter» (items): listen{heading} ({key}) er tom. Fyll den, eller slett den.",
                f"“Items” (items): the list{heading_en} ({key}) is empty. Fill it, or delete it.",
                on_key=True,
            )


def _is_empty(pointer: str, context: RuleContext) -> bool:
    """Items that are there and cannot be read are the schema's to tell of."""
    try:
        return pointers.resolve(context.entry.source.data, [*pointers.split(pointer), "items"]) == []
    except KeyError:
        return False
