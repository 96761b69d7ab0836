"""A party of the Sami administrative area lacks its Sami name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct

from avtale.facts.git import History
from avtale.facts.repository import Repository
from avtale.findings import Problem
from avtale.format.model import Name
from avtale.format.names import SAMI
from avtale.format.values import date
from avtale.rules.rule import Located, RuleContext, called, problem
from avtale.source.read import read_source

_DATA = Path(__file__).resolve().parent / "sami_area.yaml"


class Member(Struct, frozen=True):
    """One body of the area, from when to when it belongs to it, and its Sami names by language."""

    name: str
    organisation_number: str | None
    start: dt.date | None
    end: dt.date | None
    sami: Mapping[str, str]

    def belongs(self, day: dt.date | None) -> bool:
        """Without a day only those whose membership has no known end count."""
        if day is None:
            return self.end is None
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


def check(context: RuleContext) -> Iterator[Problem]:
    """Official names stand in Norwegian, Sami and Kven (docs/domain.md, "Names and languages")."""
    validity, header = context.document.validity, context.document.control_header
    day = (validity.from_.last if validity and validity.from_ else None) or (
        header.effective_from if header else None
    )
    for party in context.document.parties:
        yield from _problem(party.names, party.organisation_number, party.pointer, day)


def check_repository(repository: Repository, _history: History | None) -> Iterator[Located]:
    """The owner of the collection, whose names stand on every page."""
    owner, source = repository.settings.owner, repository.settings_source
    if owner is not None and source is not None:
        found = _problem(owner.names, owner.organisation_number, owner.pointer, None)
        yield from ((source, told_problem) for told_problem in found)


def _problem(
    names: tuple[Name, ...], number: str | None, pointer: str, day: dt.date | None
) -> Iterator[Problem]:
    if not any("kommune" in (name.name or "").casefold() for name in names) and number is None:
        return
    if any(name.language in SAMI for name in names):
        return
    said = {_plain(name.name or "") for name in names}
    member = next((m for m in members() if m.belongs(day) and _is(m, said, number)), None)
    if member is None or said & {_plain(name) for name in member.sami.values()}:
        return
    add = [f"{{name: {name}, language: {lang}}}" for lang, name in member.sami.items()]
    do = f"Legg til «- {add[0]}»." if add else "Legg til navnet med «language: se», «smj» eller «sma»."
    do_en = f"Add “- {add[0]}”." if add else "Add the name with “language: se”, “smj” or “sma”."
    yield problem(
        f"{pointer}/names",
        f"«Navn» (names): {called(names[0].name, member.name)} hører til det samiske forvaltningsområdet og mangler samisk navn. {do}",
        f"“Names” (names): {called(names[0].name, member.name)} belongs to the Sami administrative area and lacks its Sami name. {do_en}",
        on_key=True,
    )


def _is(member: Member, said: set[str], number: str | None) -> bool:
    """By number, or by name: its own, or with a unit after it."""
    if number is not None and number == member.organisation_number:
        return True
    name = _plain(member.name)
    return any(each == name or each.startswith((f"{name} ", f"{name},")) for each in said)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


@cache
def members() -> tuple[Member, ...]:
    """Those of the data file, in its order."""
    return tuple(
        Member(
            one["name"],
            one.get("organisation_number"),
            date(one.get("from")),
            date(one.get("to")),
            one.get("sami", {}),
        )
        for one in read_source(_DATA).data["members"]
    )
