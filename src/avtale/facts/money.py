"""Amounts: what a part states, what rows make together, and what that is over the time of a whole.

Amounts are decimals as written and never binary fractions. A rate (so much per pupil) is no amount to add.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from avtale.format.model import Cost, Economy, Funding, Payment
from avtale.format.values import Period

NOK = "NOK"
Priced = Cost | Economy | Funding | Payment


class Amount(Struct, frozen=True):
    """So much, in a currency by ISO 4217."""

    value: Decimal
    currency: str = NOK


class Sum(Struct, frozen=True):
    """What several rows make together; `every` where each of them is for so long."""

    amount: Amount
    every: Period | None = None


def amount(part: Priced) -> Amount | None:
    """The amount that a part states; kroner where it names no currency."""
    if part.amount_nok is not None:
        return Amount(part.amount_nok)
    return None if part.amount is None else Amount(part.amount, part.currency or NOK)


def also(part: Priced) -> Amount | None:
    """The amount in another currency that stands beside the one in kroner."""
    if part.amount_nok is None or part.amount is None:
        return None
    return Amount(part.amount, part.currency or NOK)


def sums(rows: Iterable[Cost]) -> tuple[Sum, ...]:
    """What can be added: rows of one currency that are for as long, two at least, in the order of the first."""
    found: dict[tuple[str, Period | None], list[Decimal]] = {}
    for row in rows:
        one = amount(row)
        if one is not None and row.per is None:
            found.setdefault((one.currency, row.every), []).append(one.value)
    return tuple(
        Sum(Amount(sum(values, Decimal()), currency), every)
        for (currency, every), values in found.items()
        if len(values) > 1
    )


def over(row: Cost, whole: Economy | Funding, start: dt.date | None, end: dt.date | None) -> Decimal | None:
    """What a row comes to over the time that the amount of `whole` is for; None where that cannot be computed.

    `start` and `end` are the validity, which counts where neither names a year or a span.
    """
    one, all_ = amount(row), amount(whole)
    if one is None or all_ is None or row.per is not None or one.currency != all_.currency:
        return None
    if row.every == whole.every:
        return one.value
    if row.every is None:  # so much once, beside so much a year
        return one.value if row.year is not None and whole.every == Period(1, "year") else None
    if whole.every is not None:
        return None
    first, last = _time(row) or _time(whole) or (start, end)
    times = _times(row.every, first, last)
    return None if times is None else one.value * times


def _time(part: Cost | Economy | Funding) -> tuple[dt.date | None, dt.date | None] | None:
    if part.year is not None:
        return dt.date(part.year, 1, 1), dt.date(part.year, 12, 31)
    return (part.span.from_, part.span.to) if part.span is not None else None


def _times(every: Period, first: dt.date | None, last: dt.date | None) -> int | None:
    """How many whole periods there are from the first day to the last; None where they do not fit exactly."""
    if first is None or last is None or last < first or last == dt.date.max:
        return None
    end = last + dt.timedelta(days=1)
    if every.unit in ("month", "year") and end.day == first.day:
        length = (end.year - first.year) * 12 + end.month - first.month
        times, rest = divmod(length, every.count * (12 if every.unit == "year" else 1))
    elif every.unit in ("day", "week"):
        times, rest = divmod((end - first).days, every.count * (7 if every.unit == "week" else 1))
    else:
        return None
    return times if times and not rest else None
