"""The parts of an amount do not make the whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from avtale.facts.money import Amount, amount, over
from avtale.findings import Problem, Severity
from avtale.format.model import Cost, Economy, Funding, Payment
from avtale.format.words import Words
from avtale.locales import labels
from avtale.locales.patterns import patterns
from avtale.message import Message
from avtale.rules.rule import RuleContext, problem

_HUNDRED = Decimal(100)


def check(context: RuleContext) -> Iterator[Problem]:
    """Posts against their frame, payments against what is paid, and the amounts that the text on the frame names.

    More than the whole cannot be right; less may be a part that nobody has given a purpose.
    """
    start, end = context.span.start, context.span.end
    for economy in context.all(Economy):
        yield from _posts(economy, economy.costs, "costs", start, end)
        yield from _told(economy, context.own_language)
    for funding in context.all(Funding):
        yield from _posts(funding, funding.contributions, "contributions", start, end)
        yield from _payments(amount(funding), funding.payments, funding.pointer)
    for cost in context.all(Cost):
        yield from _payments(None if cost.per else amount(cost), cost.payments, cost.pointer)


def _posts(
    whole: Economy | Funding, rows: Sequence[Cost], key: str, start: dt.date | None, end: dt.date | None
) -> Iterator[Problem]:
    stated = amount(whole)
    if stated is None or not rows:
        return
    by_year: dict[int | None, list[Decimal | None]] = {}
    for row in rows:
        year = row.year if whole.every is not None and row.every is None else None
        by_year.setdefault(year, []).append(over(row, whole, start, end))
    for values in by_year.values():
        yield from _compared(stated, values, f"{whole.pointer}/{key}")


def _payments(stated: Amount | None, payments: Sequence[Payment], pointer: str) -> Iterator[Problem]:
    """Of what is paid once; a payment that comes round has no sum."""
    if not payments or any(each.deadline and each.deadline.every for each in payments):
        return
    percents = [each.percent for each in payments if each.percent is not None]
    if len(percents) == len(payments) and sum(percents) != _HUNDRED:
        said = [Words(labels(lang)).number(sum(percents, Decimal())) for lang in ("nb", "en")]
        yield problem(
            f"{pointer}/payments",
            f"«Utbetalinger» (payments): delene blir {said[0]} prosent til sammen. Rett dem, så de blir 100.",
            f"“Payments” (payments): the parts make {said[1]} per cent. Correct them, so that they make 100.",
            on_key=True,
        )
    if stated is None:
        return
    values: list[Decimal | None] = []
    for each in payments:
        own = amount(each)
        if own is not None:
            values.append(own.value if own.currency == stated.currency else None)
        else:
            values.append(stated.value * each.percent / _HUNDRED if each.percent is not None else None)
    if not percents:
        yield from _compared(stated, values, f"{pointer}/payments")


def _compared(stated: Amount, values: Sequence[Decimal | None], at: str) -> Iterator[Problem]:
    known = [value for value in values if value is not None]
    whole = len(known) == len(values)
    found = sum(known, Decimal())
    if found > stated.value:
        yield _differs(at, Amount(found, stated.currency), stated, "error")
    elif whole and found < stated.value:
        yield _differs(at, Amount(found, stated.currency), stated, "warning")


def _differs(at: str, found: Amount, stated: Amount, severity: Severity, on_key: bool = True) -> Problem:
    return problem(
        at,
        "Delene blir {found} til sammen, men hele beløpet er {stated}. Det skiller {rest}. Rett et av tallene, eller skriv opp "
        "det som mangler.",
        "The parts make {found}, but the whole amount is {stated}. They differ by {rest}. Correct one of the numbers, or "
        "enter what is missing.",
        severity=severity,
        on_key=on_key,
        found=_said(found),
        stated=_said(stated),
        rest=_said(Amount(abs(stated.value - found.value), stated.currency)),
    )


def _said(one: Amount) -> Message:
    nb, en = (Words(labels(lang)).money(one.value, one.currency) for lang in ("nb", "en"))
    return Message(nb, en)


def _told(economy: Economy, own: str) -> Iterator[Problem]:
    """A text that says what the whole is and then its parts, or the other way round; nothing where it is not plain."""
    if economy.frame is None:
        return
    for lang, text in economy.frame.values:
        sought = patterns(lang or own)
        if not sought.whole_amount.search(text) or sought.no_part.search(text):
            continue
        values = [_value(found.groupdict(), sought.scales) for found in sought.amounts.finditer(text)]
        if len(values) < 3:
            continue
        whole = max(values)
        parts = values[1:] if values[0] == whole else values[:-1] if values[-1] == whole else []
        if parts and whole not in parts and not _makes(parts, whole):
            pointer = f"{economy.frame.pointer}/{lang}" if lang else economy.frame.pointer
            yield _differs(pointer, Amount(sum(parts, Decimal())), Amount(whole), "warning", on_key=False)
            return


def _value(found: dict[str, str | None], scales: Iterable[tuple[int, object]]) -> Decimal:
    digits = "".join((found["before"] or found["after"] or "").split())
    for mark in ",.":
        head, _, tail = digits.rpartition(mark)
        if head and len(tail) < 3:  # decimals; three digits after a mark are thousands
            digits = f"{head.translate(_MARKS)}.{tail}"
            break
    else:
        digits = digits.translate(_MARKS)
    value = Decimal(digits)
    word = found["scale"] or found["scale_after"]
    if word:
        value *= next(number for number, form in scales if form.search(f" {word}"))  # type: ignore[attr-defined]
    return value


_MARKS = str.maketrans("", "", ".,")


def _makes(parts: list[Decimal], whole: Decimal) -> bool:
    """Whether some of the parts that stand together make the whole: one text may divide it twice."""
    for first in range(len(parts)):
        total = Decimal()
        for part in parts[first:]:
            total += part
            if total == whole:
                return True
    return False
