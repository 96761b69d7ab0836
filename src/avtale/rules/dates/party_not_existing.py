"""The party did not exist on that day."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.dates import short
from avtale.format.model import Party
from avtale.partial_date import PartialDate, on
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """A party's years stand in the document, so that this rule knows no county (seed 004, header)."""
    header, validity = context.document.control_header, context.document.validity
    days = [
        (
            on(header.effective_from) if header and header.effective_from else None,
            "dokumenthodet gjelder fra",
            "the control header takes effect",
        ),
        (validity.from_ if validity else None, "avtalen gjelder fra", "the agreement applies from"),
    ]
    for party in context.document.parties:
        outside = [
            (day, nb, en) for day, nb, en in days if day and party.existed and not _existed(party, day)
        ]
        if not outside:
            continue
        name = context.name(party.id)
        if len({day for day, _, _ in outside}) == 1:  # one day is named once
            day = outside[0][0]
            outside = [
                (day, " og ".join(nb for _, nb, _ in outside), " and ".join(en for _, _, en in outside))
            ]
        yield problem(
            f"{party.pointer}/existed",
            f"«Har bestått» (existed): {name} fantes ikke {' eller '.join(f'{short(d)}, som {nb}' for d, nb, _ in outside)}. "
            "Sett inn parten som hadde oppgavene da, eller rett datoen.",
            f"“Has existed” (existed): {name} did not exist on {' or '.join(f'{d}, when {en}' for d, _, en in outside)}. "
            "Put in the party that had the tasks then, or correct the date.",
        )


def _existed(party: Party, day: PartialDate) -> bool:
    """Whether it was there on any of the days it can be."""
    return any(
        (s.from_ is None or s.from_ <= day.last) and (s.to is None or day.first <= s.to)
        for s in party.existed
    )
