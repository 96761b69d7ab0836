"""One duty has two owners."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from avtale.findings import Problem
from avtale.format.model import Duty
from avtale.format.values import Text, one_or_many, text
from avtale.rules.chain._said import where
from avtale.rules.rule import RuleContext, called, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """One id under another owner is chain/bound_loosened's to tell; here two ids say the same."""
    first: dict[tuple[object, ...], Duty] = {}
    above, duties = _above(context), context.all(Duty)
    all_said = [_plain(str(duty.does)) for duty in duties if duty.does is not None]
    if not above and len(set(all_said)) == len(all_said):
        return
    for duty in duties:
        if duty.does is None or not duty.owner:
            continue
        said = _plain(str(duty.does))
        key = (
            said,
            _plain(str(duty.when or "")),
            duty.informs,
            duty.to,
            duty.target_group,
            tuple(map(str, duty.items)),
        )
        other = first.setdefault(key, duty)
        if other.owner != duty.owner:
            mine, theirs = context.name(duty.owner), context.name(other.owner)
            yield problem(
                f"{duty.pointer}/owner",
                f"«Ansvarlig» (owner): {mine} skal {_quoted(duty.does)}, og det skal {theirs} også («{called(other.id)}»). Behold den ene, og før "
                "den andre opp under «together_with».",
                f"“Owner” (owner): {mine} is to do the same as {theirs} (“{called(other.id)}”): {_quoted(duty.does)}. Keep one, and list the other "
                "under “together_with”.",
            )
            continue
        held = above.get((said, key[1]))
        if held is None or duty.id in held[0] or _parties(context, held[1]) == _parties(context, duty.owner):
            continue
        owner, place = context.name(held[1]), held[2]
        yield problem(
            f"{duty.pointer}/owner",
            f"«Ansvarlig» (owner): {context.name(duty.owner)} skal {_quoted(duty.does)}, men {_where(context, place, 'nb')} gir det til {owner}. "
            "Rett den ansvarlige, eller slett plikten her om den bare gjentar den andre.",
            f"“Owner” (owner): {context.name(duty.owner)} is to do this, but {_where(context, place, 'en')} gives it to {owner}: "
            f"{_quoted(duty.does)}. Correct the owner, or delete the duty here if it only repeats the other.",
        )


def _above(context: RuleContext) -> dict[tuple[str, str], tuple[frozenset[str], tuple[str, ...], str]]:
    """The duties above by what they say and when: their ids, owners and place."""
    above = context.effective.above if context.effective is not None else None
    found: dict[tuple[str, str], tuple[frozenset[str], tuple[str, ...], str]] = {}
    for name, place in above.duties.items() if above is not None else ():
        duty: Any = above.value(place) if above is not None else None
        if (
            isinstance(duty, dict)
            and isinstance(duty.get("does"), str)
            and (owner := one_or_many(text)(duty.get("owner"), ""))
        ):
            key = (_plain(duty["does"]), _plain(str(duty.get("when") or "")))
            ids = found[key][0] if key in found else frozenset()
            found[key] = (ids | {name}, owner, place)
    return found


def _parties(context: RuleContext, owners: tuple[str, ...]) -> set[str]:
    return {context.party_of(one) for one in owners}


def _where(context: RuleContext, place: str, lang: str) -> str:
    above = context.effective.above if context.effective is not None else None
    return where(above.origin(place), lang) if above is not None else ""


def _quoted(does: Text) -> str:
    """What is done, as the middle of a sentence."""
    said = " ".join(str(does).split()).rstrip(".")
    return said if said[1:2].isupper() else said[:1].lower() + said[1:]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")
