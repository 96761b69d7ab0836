"""Two versions begin on the same day."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.decided import first_day
from avtale.facts.state import OVER
from avtale.facts.version import order
from avtale.findings import Problem
from avtale.format.dates import short
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """A mistake mended before the older one began is none: then the older one shall never be in use."""
    entry, repository = context.entry, context.repository
    versions = repository.versions.get(entry.key or "", ())
    header = context.document.control_header
    if len(versions) < 2 or header is None or context.transcribed:
        return
    begins = first_day(entry, repository)
    approval = repository.register.approval(entry.key, entry.version)
    decided = approval.on if approval is not None and approval.on else context.on
    if context.state.name in OVER or begins is None or begins > decided:
        return
    for other in reversed(versions):
        if other.document is None or order(other.version) >= order(entry.version):
            continue
        if repository.register.approval(other.key, other.version) is None:
            continue
        if repository.register.withdrawal(other.key, other.version) is not None:
            continue
        if first_day(other, repository) == begins:
            yield problem(
                "/control_header/effective_from" if header.effective_from else "/control_header",
                f"«Gjelder fra» (effective_from): {entry.version} begynner {short(begins)}, samme dag som {other.version}, som da "
                f"aldri har vært i bruk. Skriv dagen {entry.version} tas i bruk.",
                f"“Effective from” (effective_from): {entry.version} begins {begins}, on the same day as {other.version}, which "
                f"then was never in use. Write the day {entry.version} is taken into use.",
                severity="warning" if approval is not None else None,
            )
        return
