"""An id points at nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from avtale.findings import Problem
from avtale.format import labels
from avtale.format.model import Amendment, Cost, Duty, Meeting
from avtale.format.owners import COLLECTIVE, EACH
from avtale.rules.rule import RuleContext, problem

_WORDS = {
    "party": ("en part", "a party", "Parter", "parties"),
    "actor": ("en part eller rolle", "a party or role", "Parter og roller", "parties and roles"),
    "body": ("et organ", "a body", "Organer", "bodies"),
    "target_group": ("en målgruppe", "a target group", "Målgrupper", "target groups"),
    "follow_up": ("en plikt eller et møte", "a duty or meeting", "Plikter og møter", "duties and meetings"),
}


def check(context: RuleContext) -> Iterator[Problem]:
    """Every field that names something by its id, as the schema's x-refers says, and who pays a cost."""
    parties, roles = _called(context, "parties"), _called(context, "roles")
    groups = _called(context, "target_groups")
    bodies = _called(context, "bodies")
    actors = parties | roles | bodies
    known = {
        "party": parties,
        "actor": actors,
        "body": bodies,
        "target_group": groups,
        "follow_up": _due(context),
    }
    everything = actors | groups
    for use in context.uses:
        if use.id not in known[use.target] and not (use.target == "actor" and use.id in COLLECTIVE):
            yield _unknown(use.pointer, use.id, use.target, known[use.target], everything)
    for cost in context.all(Cost):
        if cost.paid_by and cost.paid_by not in (EACH, *parties):
            yield _unknown(
                f"{cost.pointer}/paid_by", cost.paid_by, "party", {**parties, EACH: ""}, everything
            )


def _due(context: RuleContext) -> dict[str, str]:
    """What a deadline may hang on, by id: each duty and meeting of the document and of those above, and its evaluation."""
    own = {one.id: str(one.does or "") for one in context.all(Duty) if one.id}
    own |= {one.id: str(one.title or "") for one in context.all(Meeting) if one.id}
    above = ("meetings", "responsibilities", "reporting")
    return {one: "" for section in above for one in _called(context, section)} | own | {"evaluation": ""}


def _called(context: RuleContext, section: str) -> dict[str, str]:
    """What each party, role or group is called, by id: the document's own, and those it has from above."""
    own = {
        part.id: str(getattr(part, "title", None) or context.name(part.id))
        for part in getattr(context.document, section, ())
        if part.id
    }
    whole = context.effective.ids(section) if context.effective else []
    amended = {part.id: str(getattr(part, "title", None) or part.id) for part in _amended(context, section)}
    return amended | own | {one: context.name(one) for one in whole if one not in own}


def _amended(context: RuleContext, section: str) -> list[Any]:
    """The parties, roles or groups of the document that an amendment changes."""
    amendment = isinstance(context.document, Amendment)
    document = context.chain.named_above(context.entry) if amendment else None
    return [part for part in getattr(document, section, ()) if part.id]


def _unknown(
    pointer: str, word: str, target: str, known: dict[str, str], everything: dict[str, str]
) -> Problem:
    nb, en, listed_nb, listed_en = _WORDS[target]
    if word in everything:
        said_nb = f"«{word}» er {everything[word] or 'noe annet'}, men her må det stå {nb}"
        said_en = f"“{word}” is {everything[word] or 'something else'}, but {en} must stand here"
    else:
        said_nb = f"«{word}» er ikke {nb} i dokumentet"
        said_en = f"“{word}” is not {en} of the document"
    words = COLLECTIVE if target == "actor" else ()
    near = labels.nearest(word, (*known, *words), {key: name for key, name in known.items() if name})
    choices = ", ".join(known) or "ingen"
    help_nb = f"Mener du «{near}»?" if near else f"{listed_nb}: {choices}."
    help_en = f"Do you mean “{near}”?" if near else f"The {listed_en}: {choices if known else 'none'}."
    return problem(pointer, f"{said_nb}. {help_nb}", f"{said_en}. {help_en}")
