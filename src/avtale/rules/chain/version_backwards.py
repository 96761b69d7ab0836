"""The version goes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from avtale.facts.repository import Entry
from avtale.facts.version import order
from avtale.findings import Problem
from avtale.format.dates import short
from avtale.inheritance.suspects import GONE
from avtale.rules.chain._said import line, links, name
from avtale.rules.rule import Facts, fault


def check(facts: Facts) -> Iterator[Problem]:
    """By the register where both are approved, else by the days on which they take effect."""
    entry = facts.entry
    versions = facts.repository.versions.get(entry.key or "", ())
    if len(versions) < 2 or not order(entry.version):
        return
    if facts.state.name not in ("withdrawn", "expired"):
        yield from _earlier(facts, [e for e in versions if order(e.version) > order(entry.version)])
    if facts.state.name not in GONE:
        yield from _older_parent(facts, [e for e in versions if order(e.version) < order(entry.version)])


def _earlier(facts: Facts, higher: list[Entry]) -> Iterator[Problem]:
    for other in higher:
        day, before, approved = _days(facts, other)
        if day is None or before is None or before >= day:
            continue
        did, did_en = ("godkjent", "approved") if approved else ("tatt i bruk", "taken into use")
        yield fault(
            "/control_header/version",
            f"«Versjon» (version): {name(facts.entry)} ble {did} {short(day)}, etter {name(other)} ({short(before)}). "
            "Gi den et høyere nummer, eller rett datoen.",
            f"“Version” (version): {name(facts.entry)} was {did_en} {day}, after {name(other)} ({before}). "
            "Give it a higher number, or mend the date.",
        )
        return


def _days(facts: Facts, other: Entry) -> tuple[dt.date | None, dt.date | None, bool]:
    register = facts.repository.register
    mine, theirs = (register.approval(each.key, each.version) for each in (facts.entry, other))
    if mine is not None and theirs is not None:
        return mine.on, theirs.on, True
    headers = (each.document.control_header if each.document else None for each in (facts.entry, other))
    day, before = (header.effective_from if header else None for header in headers)
    return day, before, False


def _older_parent(facts: Facts, lower: list[Entry]) -> Iterator[Problem]:
    previous = lower[-1] if lower else None
    if previous is None or previous.document is None:
        return
    built = {each.key: each.version for each in previous.document.based_on if each.key and each.version}
    for link in links(facts):
        old = built.get(link.reference.key or "")
        if old is None or link.reference.version is None or order(link.reference.version) >= order(old):
            continue
        yield fault(
            line(link),
            f"«Bygger på» (based_on): {name(previous)} bygger på {link.reference.key} {old}, men denne på "
            f"{link.reference.version}. Bygg på {old} eller en nyere.",
            f"“Based on” (based_on): {name(previous)} is based on {link.reference.key} {old}, but this one on "
            f"{link.reference.version}. Base it on {old} or a newer one.",
        )
