"""The version goes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from avtale.facts.repository import DocumentFile
from avtale.facts.state import OVER
from avtale.facts.version import order
from avtale.findings import Problem
from avtale.format.dates import short
from avtale.rules.chain._said import line, links, name
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """By the register where both are approved, else by the days on which they take effect."""
    entry = context.entry
    versions = context.repository.versions.get(entry.key or "", ())
    if len(versions) < 2 or not order(entry.version):
        return
    if context.state.name not in ("withdrawn", "closed", "expired"):
        yield from _earlier(context, [e for e in versions if order(e.version) > order(entry.version)])
    if context.state.name not in OVER:
        yield from _older_parent(context, [e for e in versions if order(e.version) < order(entry.version)])


def _earlier(context: RuleContext, higher: list[DocumentFile]) -> Iterator[Problem]:
    for other in higher:
        day, before, approved = _days(context, other)
        if day is None or before is None or before >= day:
            continue
        did, did_en = ("godkjent", "approved") if approved else ("tatt i bruk", "taken into use")
        yield problem(
            "/control_header/version",
            f"«Versjon» (version): {name(context.entry)} ble {did} {short(day)}, etter {name(other)} ({short(before)}). "
            "Gi den et høyere nummer, eller rett datoen.",
            f"“Version” (version): {name(context.entry)} was {did_en} {day}, after {name(other)} ({before}). "
            "Give it a higher number, or mend the date.",
        )
        return


def _days(context: RuleContext, other: DocumentFile) -> tuple[dt.date | None, dt.date | None, bool]:
    register = context.repository.register
    mine, theirs = (register.approval(each.key, each.version) for each in (context.entry, other))
    if mine is not None and theirs is not None:
        return mine.on, theirs.on, True
    headers = (each.header for each in (context.entry, other))
    day, before = (header.effective_from if header else None for header in headers)
    return day, before, False


def _older_parent(context: RuleContext, lower: list[DocumentFile]) -> Iterator[Problem]:
    previous = lower[-1] if lower else None
    if previous is None or previous.document is None:
        return
    built = {each.key: each.version for each in previous.document.based_on if each.key and each.version}
    for link in links(context):
        old = built.get(link.reference.key or "")
        if old is None or link.reference.version is None or order(link.reference.version) >= order(old):
            continue
        yield problem(
            line(link),
            f"«Bygger på» (based_on): {name(previous)} bygger på {link.reference.key} {old}, men denne på "
            f"{link.reference.version}. Bygg på {old} eller en nyere.",
            f"“Based on” (based_on): {name(previous)} is based on {link.reference.key} {old}, but this one on "
            f"{link.reference.version}. Base it on {old} or a newer one.",
        )
