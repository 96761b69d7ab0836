"""The text tells another duration than the fields."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from avtale.facts.validity import lasting
from avtale.findings import Problem
from avtale.format.dates import short
from avtale.format.values import Period
from avtale.locales.patterns import Patterns, Sought, patterns
from avtale.rules.rule import RuleContext, problem

_DAY, _WEEKS, _QUARTER = dt.timedelta(days=1), dt.timedelta(weeks=2), dt.timedelta(days=92)
_APART = ("/silences/", "/changes/", "/based_on/", "/references/")


def check(context: RuleContext) -> Iterator[Problem]:
    """Only of the document itself, and only where its own fields give the day (seed 004, §5)."""
    validity, text = context.document.validity, context.entry.source.text
    if validity is None:
        return
    seen = {
        lang: known
        for lang in context.spoken
        if (known := patterns(lang)).term.stands_in(text) or known.length.stands_in(text)
    }
    start, end = context.span.first if validity.from_ else None, context.span.last
    texts = (
        (f"{said.pointer}/{lang}" if lang else said.pointer, value, seen[spoken])
        for said in (context.said if seen else ())
        for lang, value in said.values
        if (spoken := lang or context.own_language) in seen and not said.pointer.startswith(_APART)
    )
    for pointer, value, known in texts:
        yield from _length(context, pointer, value, known)
        for found in _own(value, known, known.term):
            first, last = _day(found["first"], known), _day(found["last"], known)
            # "til 1. august" may leave that day out
            after_last = (
                end.last + _DAY if end and not found["inclusive"] and end.last < dt.date.max else None
            )
            for day, stated, nb, en in (
                (first, start, "Gjelder fra", "Valid from"),
                (last, end, "Gjelder til", "Valid to"),
            ):
                if day is None or stated is None or stated.first <= day <= stated.last:
                    continue
                if stated is end and day == after_last:
                    continue
                yield problem(
                    pointer,
                    f"«{' '.join(found[0].split())}», men «{nb}» under «validity» er {short(stated)}. Rett den ene.",
                    f"“{' '.join(found[0].split())}”, but “{en}” under “validity” is {stated}. Correct one of them.",
                )
                break


def _length(context: RuleContext, pointer: str, value: str, known: Patterns) -> Iterator[Problem]:
    """“Three years” over a span of four. A school year is called a year too, so some weeks make no difference."""
    start, end = context.span.first, context.span.last
    if start is None or end is None or end.last < start.first:
        return
    for found in _own(value, known, known.length):
        count = _count(found["number"], known)
        last = lasting(start, Period(count, "month" if found["month"] else "year"))
        slack = _WEEKS if found["month"] else _QUARTER
        if count and not (last.first - slack <= end.last and end.first - slack <= last.last):
            said = " ".join(found[0].split())
            yield problem(
                pointer,
                f"«{said}», men etter «validity» gjelder den {short(start)}–{short(end)}. Rett den ene.",
                f"“{said}”, but by “validity” it holds from {start} to {end}. Correct one of them.",
            )


def _count(number: str, known: Patterns) -> int:
    if number.isdecimal():
        return int(number)
    return next((n for n, words in known.number_words if words.fullmatch(number)), 0)


def _own(said: str, known: Patterns, sought: Sought) -> Iterator[re.Match[str]]:
    """Where a text tells how long its own document holds: “denne avtalen”, or “avtalen” first in a sentence."""
    for found in sought.all(said):
        before = said[: found.start()].rstrip()
        if not before or before.endswith((".", ":", ";", "!", "?")) or known.this.search(before):
            yield found


def _day(text: str | None, known: Patterns) -> dt.date | None:
    if not text:
        return None
    try:
        if "-" in text:
            return dt.date.fromisoformat(text)
        numbers = [int(each) for each in re.findall(r"\d+", text)]
        if len(numbers) == 3:
            return dt.date(numbers[2], numbers[1], numbers[0])
        named = re.sub(r"\A\d+\.?\s+|(?<!\s)\s++\d++\Z", "", text)
        month = next(number for number, name in enumerate(known.months, 1) if name.match(named))
        return dt.date(numbers[1], month, numbers[0])
    except (ValueError, StopIteration):
        return None
