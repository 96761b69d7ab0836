"""Something required is left out."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Amendment, Routine
from avtale.inheritance.left_out import place_of, required
from avtale.inheritance.suspects import gone
from avtale.inheritance.tree import at, locate
from avtale.rules.chain._said import where
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """What nobody below may drop (docs/architecture.md, "The chain")."""
    if gone(context.entry, context.repository, context.on):
        return
    if isinstance(context.document, Routine):
        yield from _left_out(context, context.document)
    elif isinstance(context.document, Amendment):
        yield from _removed(context, context.document)


def _left_out(context: RuleContext, document: Routine) -> Iterator[Problem]:
    if context.effective is None or context.effective.above is None:
        return
    above = context.effective.above
    for each in document.left_out:
        place = place_of(above, each.id)
        if place is not None and required(above.value(place)):
            nb, en = where(above.origin(place), "nb"), where(above.origin(place), "en")
            yield problem(
                f"{each.pointer}/id",
                f"«Utelatt» (left_out): «{each.id}» kreves av {nb} og kan ikke utelates. Slett linjen.",
                f"“Left out” (left_out): “{each.id}” is required by {en} and cannot be left out. Delete the line.",
            )


def _removed(context: RuleContext, document: Amendment) -> Iterator[Problem]:
    tree = context.chain.amended(context.entry)
    if tree is None or tree.above is None:
        return
    for change in document.changes:
        place = locate(tree.plain, change.at or "") if change.action == "removes" and change.at else None
        if place is None or not required(at(tree.plain, place)):
            continue
        held = locate(tree.above.data, change.at or "")
        if held is not None:
            nb, en = where(tree.above.origin(held), "nb"), where(tree.above.origin(held), "en")
            yield problem(
                f"{change.pointer}/at",
                f"«Endringer» (changes): «{change.at}» kreves av {nb} og kan ikke tas bort. Slett endringen.",
                f"“Changes” (changes): “{change.at}” is required by {en} and cannot be removed. Delete the change.",
            )
