"""Money for a time in which the document does not hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from avtale.facts.duties import payments
from avtale.findings import Problem
from avtale.format.model import Cost, Economy, Funding
from avtale.message import Message
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """A payment after the last day never falls due in status and calendar; money for another year has the wrong year."""
    start, end = context.span.start, context.span.end
    priced: list[Cost | Economy | Funding] = [
        *context.all(Economy),
        *context.all(Cost),
        *context.all(Funding),
    ]
    for part in priced:
        if part.year is not None:
            first, last, key = dt.date(max(part.year, 1), 1, 1), dt.date(max(part.year, 1), 12, 31), "year"
        elif part.span is not None and part.span.from_ and part.span.to:
            first, last, key = part.span.from_, part.span.to, "span"
        else:
            continue
        if (end and first > end) or (start and last < start):
            yield problem(
                f"{part.pointer}/{key}",
                "Pengene er for {first} til {last}, men dokumentet gjelder {span}. Rett årstallet, eller hvor lenge det gjelder.",
                "The money is for {first} to {last}, but the document holds {span}. Correct the year, or how long it holds.",
                first=first,
                last=last,
                span=_span(start, end),
            )
    wholes = [part for part in priced if not isinstance(part, Economy)]
    for due in payments(wholes, context.own_language):
        if isinstance(due.rule, dt.date) and ((end and due.rule > end) or (start and due.rule < start)):
            yield problem(
                f"{due.pointer}/deadline",
                "Utbetalingen {day} er utenfor tiden dokumentet gjelder, {span}, og blir derfor ikke fulgt opp. Rett dagen, eller hvor "
                "lenge det gjelder.",
                "The payment on {day} is outside the time in which the document holds, {span}, and so is not followed up. Correct the "
                "day, or how long it holds.",
                day=due.rule,
                span=_span(start, end),
            )


def _span(start: dt.date | None, end: dt.date | None) -> Message:
    return Message(
        "{first}–{last}", "{first} to {last}", first=start or "?", last=end or Message("videre", "further on")
    )
