"""Signed after the agreement took effect."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.dates import short
from avtale.format.model import Signatory
from avtale.partial_date import PartialDate, on
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """The last signature's date, on the page or in the register, and the first day of validity (seed 004, §5, last page).

    A date that cannot be right is dates/signed_outside_validity's to tell of.
    """
    validity = context.document.validity
    if validity is None or validity.from_ is None or validity.retroactive:
        return
    start, end = validity.from_, context.span.end
    late = [
        (day, pointer)
        for day, pointer in _signed(context)
        if start.last < day.first <= context.on and (end is None or day.first <= end)
    ]
    if not late:
        return
    day, pointer = max(late, key=lambda pair: pair[0].last)
    yield problem(
        pointer,
        f"«Dato» (signed_on): underskrevet {short(day)}, men avtalen gjelder fra {short(start)}. "
        "Skriv «retroactive: true» under «validity» hvis partene er enige om det, eller flytt «Gjelder fra».",
        f"“Date” (signed_on): signed {day}, but the agreement applies from {start}. "
        "Write “retroactive: true” under “validity” if the parties agree, or move “Valid from”.",
    )


def _signed(context: RuleContext) -> Iterator[tuple[PartialDate, str]]:
    signatories = context.all(Signatory)
    for signatory in signatories:
        if signatory.signed_on:
            yield signatory.signed_on, f"{signatory.pointer}/signed_on"
    if context.state.name not in ("approved", "in_force", "expires_soon"):
        return  # nobody works by it
    for event in context.repository.register.of(context.entry.key, context.entry.version, "signature"):
        own = next((one.pointer for one in signatories if one.party == event.party), None)
        if own is not None and event.on is not None and event.fingerprint == context.entry.fingerprint:
            yield on(event.on), own
