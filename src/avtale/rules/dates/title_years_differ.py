"""The years of the title are not those of the validity."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from avtale.facts.validity import ValidSpan
from avtale.findings import Problem
from avtale.format.model import Reference
from avtale.format.values import Text
from avtale.locales.patterns import patterns
from avtale.message import Message
from avtale.rules.rule import RuleContext, problem

_YEARS = re.compile(
    r"(?<![\d/.-])((?:19|20)\d\d)(?:\s?[–—/-]\s?|\s(?:til|til og med|to|rájes)\s)((?:19|20)?\d\d)(?![\d/.-])"
)
_LAST_YEAR = re.compile(r"(?<![\d/.:–—-])((?:19|20)\d\d)[\s)»”.]*\Z")
_NAMED_BY_YEARS = ("action_plan", "programme")
"""Kinds whose own title may be that of a plan."""


def check(context: RuleContext) -> Iterator[Problem]:
    """“2027–2032” is from the first year to the last; a single year, last in the title, is one of those it holds in."""
    span = context.span
    if context.document.validity is None or (span.start is None and span.end is None):
        return
    header = context.document.control_header
    told: set[str] = set()
    for title in (context.document.title, header.title if header else None, context.document.subject):
        for lang, said in title.values if isinstance(title, Text) else ():
            years = _years(said, lang or context.own_language, context)
            if years is None or years[0] in told or _agree(years[1], years[2], span):
                continue
            told.add(years[0])
            assert title is not None
            yield problem(
                f"{title.pointer}/{lang}" if lang else title.pointer,
                "Tittelen sier {years}, men dokumentet gjelder {span}. Rett det som er feil.",
                "The title says {years}, but the document holds {span}. Correct the one that is wrong.",
                years=years[0],
                span=_span(span),
            )


def _years(said: str, lang: str, context: RuleContext) -> tuple[str, int, int | None] | None:
    """The words, and the first and last year, None for the last where there is one alone; those of another's name are no years of this."""
    found = _YEARS.search(said)
    alone = _LAST_YEAR.search(said) if found is None else None
    at = found or alone
    if at is None or _of_another(said[: at.start()], at[0], lang, context):
        return None
    first = int(at[1])
    if found is None:
        return at[1], first, None
    last = int(found[2]) if len(found[2]) == 4 else first // 100 * 100 + int(found[2])
    return (found[0], first, last) if first < last else None


def _of_another(before: str, years: str, lang: str, context: RuleContext) -> bool:
    """Whether the years belong to a plan that the title names, or to a source that is listed."""
    if any(years.strip(" .)") in str(each.title) for each in context.all(Reference) if each.title):
        return True
    plan = next((each.known for each in patterns(lang).sources if each.kind == "plan"), None)
    return (
        context.document.kind not in _NAMED_BY_YEARS and plan is not None and plan.search(before) is not None
    )


def _agree(first: int, last: int | None, span: ValidSpan) -> bool:
    begins = span.start.year if span.start else None
    # "to 1 January" often means that it ends when the year before does
    ends = {span.end.year, (span.end - dt.timedelta(days=1)).year} if span.end else None
    if last is None:
        return (begins is None or begins <= first) and (ends is None or first <= max(ends))
    return begins in (None, first) and (last in ends if ends is not None else not span.open_ended)


def _span(span: ValidSpan) -> Message:
    if span.end is None:
        return Message(
            "fra {start} og har ingen siste dag", "from {start} and has no last day", start=span.start
        )
    if span.start is None:
        return Message("til {end}", "until {end}", end=span.end)
    return Message("fra {start} til {end}", "from {start} to {end}", start=span.start, end=span.end)
