"""A deadline or a meeting comes after the end, or never."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice

from avtale.facts.duties import FollowUp, follow_ups
from avtale.facts.validity import after
from avtale.findings import Problem
from avtale.format.dates import short
from avtale.format.describe import describe_kind
from avtale.format.model import Amendment
from avtale.format.values import Period
from avtale.locales import labels
from avtale.rules.rule import RuleContext, called, problem

_WITHIN = {"duty": "/deadline", "meeting": ""}
"""What is to be done while the document holds, and where below its pointer it says when. A body's term may well be longer, and the
days of payments and of an evaluation have rules of their own.
"""
_LIFE = Period(100, "year")
"""No agreement holds so long: what comes round less often never comes again."""


def check(context: RuleContext) -> Iterator[Problem]:
    """What falls due outside the validity stands in no calendar; an amendment's duties hold as long as what it amends."""
    document, start, end = context.document, context.span.start, context.span.end
    if isinstance(document, Amendment):
        return
    nb, en = (describe_kind(document.kind, lang) for lang in ("nb", "en"))
    for item in follow_ups(document, context.span):
        place = f"{item.pointer}{_WITHIN.get(item.kind, '')}"
        what, what_en = (called(item.what, _kind(item, lang) or item.id) for lang in ("nb", "en"))
        first, again = _dates(item, start)
        if start and not isinstance(item.rule, dt.date | None) and (not again or again > after(start, _LIFE)):
            yield problem(
                place,
                f"«{what}» gjentas så sjelden at det aldri kommer igjen mens {nb} gjelder. Rett hvor ofte, eller skriv en dato.",
                f"“{what_en}” comes round so seldom that it never comes again while {en} holds. Correct how often, or write a date.",
            )
        elif end and first and first > end and item.kind in _WITHIN:
            yield problem(
                place,
                f"«{what}» kommer tidligst {short(first)}, men {nb} er slutt {short(end)}, og da varsles ingen. Rett den ene, "
                "eller la det gjøres før slutten.",
                f"“{what_en}” comes no earlier than {first}, but {en} ends {end}, and nobody is reminded then. Correct one of them, "
                "or have it done before the end.",
            )


def _kind(item: FollowUp, lang: str) -> str:
    """What a duty of the document itself is called, which has no words of its own: «Evaluering»."""
    return labels(lang)(f"due.kind.{item.kind}") if item.id == item.kind else ""


def _dates(item: FollowUp, start: dt.date | None) -> tuple[dt.date | None, dt.date | None]:
    """The first day of it and the next, where there are such."""
    if item.rule is None or isinstance(item.rule, dt.date):
        return item.rule, None
    first, again, *_ = (*islice(item.rule.dates(start), 2), None, None) if start else (None, None)
    return first, again
