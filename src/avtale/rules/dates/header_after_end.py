"""The control header takes effect after the agreement has ended."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.dates import short
from avtale.format.describe import describe_kind
from avtale.rules.dates._amended import also_amended
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Of an amendment also what it makes of the dates of the agreement."""
    yield from also_amended(context, _of)


def _of(context: RuleContext) -> Iterator[Problem]:
    """Compare the header's day with the last day of validity (seed 004, header and §5)."""
    header, start, end = context.document.control_header, context.span.start, context.span.end
    if header is None or header.effective_from is None or end is None or header.effective_from <= end:
        return
    if start is not None and end < start:
        return  # dates/end_before_start tells of it
    kind, kind_en = (describe_kind(context.document.kind, lang) for lang in ("nb", "en"))
    lasts, lasts_en = ("varte", "lasted") if end < context.on else ("varer", "lasts")
    yield problem(
        "/control_header/effective_from",
        f"«Gjelder fra» (effective_from) er {short(header.effective_from)}, men {kind} {lasts} bare til {short(end)}. "
        "Lag en ny versjon med ny varighet, eller avslutt dokumentet.",
        f"“Effective from” (effective_from) is {header.effective_from}, but {kind_en} only {lasts_en} to {end}. "
        "Make a new version with a new duration, or close the document.",
    )
