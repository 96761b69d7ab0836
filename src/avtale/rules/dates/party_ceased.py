"""A party has ceased, and the document still binds it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from avtale.facts.state import OVER
from avtale.findings import Problem
from avtale.format.describe import describe_kind
from avtale.format.model import Party
from avtale.message import Message
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """To the last day there must be somebody to hold to it (docs/domain.md, "Names and languages")."""
    span = context.span
    if context.document.validity is None or context.state.name in OVER or span.has_ended(context.on):
        return
    for party in context.document.parties:
        last = _last(party)
        if last is None or (span.end is not None and span.end <= last) or _never_began(party, span.start):
            continue
        heir = Message(
            " Etterfølgeren er {heir}: sett den inn med «avtale replace-party».",
            " Its successor is {heir}: put that one in with “avtale replace-party”.",
            heir=party.succeeded_by,
        )
        yield problem(
            f"{party.pointer}/existed",
            "«Har bestått» (existed): {name} {gone} {last}, men {kind} {until}.{way}",
            "“Has existed” (existed): {name} {gone} {last}, but {kind} {until}.{way}",
            name=context.name(party.id),
            gone=Message("opphørte", "ceased")
            if last < context.on
            else Message("består bare til", "exists only until"),
            last=last,
            kind=Message(*(describe_kind(context.document.kind, lang) for lang in ("nb", "en"))),
            until=Message("gjelder til {end}", "holds until {end}", end=span.end)
            if span.end
            else Message("har ingen siste dag", "has no last day"),
            way=heir
            if party.succeeded_by
            else Message(
                " Sett inn parten som har oppgavene nå, eller sett en siste dag.",
                " Put in the party that has the tasks now, or set a last day.",
            ),
        )


def _last(party: Party) -> dt.date | None:
    """The last day the party existed; None where it still does."""
    ends = [each.to for each in party.existed]
    return max((end for end in ends if end), default=None) if all(ends) else None


def _never_began(party: Party, start: dt.date | None) -> bool:
    """Whether it was gone on the first day; dates/party_not_existing tells of it."""
    return start is not None and not any(
        (each.from_ is None or each.from_ <= start) and (each.to is None or start <= each.to)
        for each in party.existed
    )
