"""Signed on a day that cannot be right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.dates import short
from avtale.format.describe import describe_kind
from avtale.format.model import Signatory
from avtale.partial_date import PartialDate
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """The dates on the page, and those of the register; the opposite of dates/signed_after_start."""
    span, register = context.span, context.repository.register
    end = None if span.start is not None and span.end is not None and span.end < span.start else span.end
    signatories = context.all(Signatory)
    for signatory in signatories:
        day, pointer = signatory.signed_on, f"{signatory.pointer}/signed_on"
        if day is None:
            continue
        if end is not None and day.first > end:
            yield _after_end(context, pointer, day, end)
        elif day.first > context.on:
            yield problem(
                pointer,
                f"«Dato» (signed_on): {short(day)} er ikke kommet ennå. Skriv dagen det ble underskrevet, eller ta datoen bort.",
                f"“Date” (signed_on): {day} has not come yet. Write the day it was signed, or take the date away.",
            )
    key, version = context.entry.key, context.entry.version
    approval = register.approval(key, version)
    for event in register.of(key, version, "signature"):
        own = next((one.pointer for one in signatories if one.party == event.party), "/signatories")
        if event.on is not None and end is not None and event.on > end:
            yield _after_end(context, own, event.on, end)
        elif event.on is not None and approval is not None and approval.on and event.on < approval.on:
            name = context.name(event.party)
            yield problem(
                own,
                f"«Underskrifter» (signatories): registeret sier at {name} skrev under {short(event.on)}, men versjonen ble "
                f"først godkjent {short(approval.on)}. Finn ut hva som ble underskrevet.",
                f"“Signatories” (signatories): the register says that {name} signed on {event.on}, but the version was only "
                f"approved on {approval.on}. Find out what was signed.",
            )


def _after_end(context: RuleContext, pointer: str, day: dt.date | PartialDate, end: dt.date) -> Problem:
    kind, kind_en = (describe_kind(context.document.kind, lang) for lang in ("nb", "en"))
    lasts, lasts_en = ("varte", "lasted") if end < context.on else ("varer", "lasts")
    return problem(
        pointer,
        f"«Underskrifter» (signatories): underskrevet {short(day)}, men {kind} {lasts} bare til {short(end)}. "
        "Rett datoen, eller lag en ny versjon som varer lenger.",
        f"“Signatories” (signatories): signed on {day}, but {kind_en} only {lasts_en} to {end}. "
        "Correct the date, or make a new version that lasts longer.",
    )
