"""The amendment holds outside the time of the agreement."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.amendments import amended_entry, begins
from avtale.facts.decided import entry_span
from avtale.facts.validity import valid_span
from avtale.findings import Problem
from avtale.format.dates import short
from avtale.format.model import Amendment
from avtale.rules.chain._said import name
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Against the span of the amended version as it is prolonged, by this amendment too (docs/architecture.md, "The documents")."""
    document, repository = context.document, context.repository
    amended = amended_entry(context.entry, repository) if isinstance(document, Amendment) else None
    if amended is None or amended.document is None or not isinstance(document, Amendment):
        return
    held, target = entry_span(amended, repository), name(amended)
    longer = [change for change in document.changes if change.action == "prolongs" and change.to]
    end = max(filter(None, (held.end, *(change.to for change in longer))), default=None) if held.end else None
    start = begins(context.entry, repository)
    at = (
        "/validity/from"
        if document.validity and document.validity.from_
        else "/control_header/effective_from"
    )
    if start is not None and end is not None and start > end:
        yield problem(
            at,
            f"«Gjelder fra» (from): endringen begynner {short(start)}, men {target} er slutt {short(end)}. Rett dagen, eller lag en ny versjon.",
            f"“Valid from” (from): the amendment begins {start}, but {target} ends {end}. Correct the day, or make a new version.",
        )
    elif start is not None and held.first is not None and start < held.first.first:
        yield problem(
            at,
            f"«Gjelder fra» (from): endringen begynner {short(start)}, før {target}, som begynner {short(held.first)}. "
            "La den begynne da eller senere.",
            f"“Valid from” (from): the amendment begins {start}, before {target}, which begins {held.first}. "
            "Let it begin then or later.",
        )
    last = document.validity.to if document.validity else None
    if last is not None and end is not None and last.first > end and (start is None or start <= end):
        yield problem(
            "/validity/to",
            f"«Gjelder til» (to): endringen varer til {short(last)}, men {target} bare til {short(end)}. Skriv {end}, eller «until_replaced: true».",
            f"“Valid to” (to): the amendment lasts to {last}, but {target} only to {end}. Write {end}, or “until_replaced: true”.",
            severity="warning",
        )
    stated = valid_span(amended.document).end
    for change in longer:
        if stated is not None and change.to is not None and change.to <= stated:
            yield problem(
                f"{change.pointer}/to",
                f"«Forlenges til» (to): {short(change.to)} er ikke senere enn den dagen {target} alt varer til, {short(stated)}. "
                "Skriv en senere dag; skal den slutte før, så bruk «action: replaces» på /validity/to.",
                f"“Prolonged to” (to): {change.to} is no later than the day {target} lasts to already, {stated}. "
                "Write a later day; to end it earlier, use “action: replaces” at /validity/to.",
            )
