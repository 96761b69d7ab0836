"""What `avtale new` is told, what it can find out itself, and what it asks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import click
from msgspec import Struct
from msgspec.structs import replace

from avtale.cli.command import Day, ask
from avtale.cli.echo import prompt
from avtale.cli.invocation import Invocation
from avtale.errors import UsageError
from avtale.facts.repository import DocumentFile, Repository
from avtale.format import schema
from avtale.format.draft import Above, Answers, key_from, values_of
from avtale.format.draft_answers import party_name, usual_title
from avtale.format.draft_values import services
from avtale.format.values import date as read_date
from avtale.lifecycle.start import stands_on
from avtale.message import Message
from avtale.source.scalar import Scalar


class Given(Struct, frozen=True):
    """The options of the command line."""

    kind: str
    title: str | None
    parties: tuple[str, ...]
    valid_from: dt.date | None
    valid_to: dt.date | None
    key: str
    version: str
    parent: str | None
    office: str
    year: int | None
    reference: str
    written_by: str
    language: str | None

    def changes(self, entry: DocumentFile) -> dict[str, Scalar]:
        """What the options set in a copy of `entry`, by pointer."""
        data, wanted = entry.source.data, values_of(self.kind)
        found: dict[str, Scalar] = {}
        if self.written_by:
            found["/control_header/written_by"] = self.written_by
        if isinstance(data.get("validity"), dict):
            found |= {"/validity/from": self.valid_from.isoformat()} if self.valid_from else {}
            found |= {"/validity/to": self.valid_to.isoformat()} if self.valid_to else {}
        if self.office and "office" in wanted:
            found["/office/name"] = self.office
        if self.year and "year" in wanted:
            found["/year"] = self.year
        if self.reference and "reference" in wanted:
            found["/youth/reference"] = self.reference
        return found


def of(begins: Sequence[str]) -> tuple[dt.date | None, str | None]:
    """The day and the document that --from was given: one of each at most."""
    day, doc = None, None
    for value in begins:
        found = read_date(value)
        if (
            found is None
            and value[:1].isdecimal()
            and "/" not in value
            and not value.endswith((".yaml", ".yml"))
        ):
            found = Day().convert(value, None, click.get_current_context())  # says how a date is written
        if found is not None and day is None:
            day = found
        elif found is None and doc is None:
            doc = value
        else:
            raise UsageError(
                nb="--from kan gis som én dato og ett dokument, ikke flere.",
                en="--from can be given as one date and one document, no more.",
            )
    return day, doc


def answers(invocation: Invocation, repository: Repository | None, given: Given, *, asking: bool) -> Answers:
    """Everything a draft needs: as given, found in the repository, or asked for on a terminal."""
    return _Asker(invocation, repository, given, asking).answers()


class _Asker:
    def __init__(
        self, invocation: Invocation, repository: Repository | None, given: Given, asking: bool
    ) -> None:
        self.invocation, self.repository, self.given, self.asking = invocation, repository, given, asking
        self.stands_on: tuple[str, ...] = tuple(schema.of_kind(given.kind).get("stands_on", ()))
        self.wanted = values_of(given.kind)

    def answers(self) -> Answers:
        if self.given.kind == "follow_up_plan":
            self.given = replace(self.given, parties=services(self.given.parties))
        above = self._above() if self.stands_on else None
        given = self.given = self._of_its_kind()
        title = _needed(given.title or self._title(above) or self._ask("Tittel", "Title"), "--title")
        parties = self._parties(above)
        valid_from, valid_to = self._period()
        written_by = given.written_by or self._ask(
            "Skrevet av (Enter for å vente)", "Written by (Enter to wait)", needed=False
        )
        settings = self.repository.settings if self.repository else None
        if above is not None and given.parties:
            above = replace(above, parties=())
        return Answers(
            title, parties, valid_from, valid_to, given.key or self._key(title, given), given.version, written_by,
            given.language or (settings.language if settings else None) or "nb",
            above, given.office, given.year, given.reference,
        )  # fmt: skip

    def _of_its_kind(self) -> Given:
        """With what only some kinds have."""
        given, wanted = self.given, self.wanted
        if "office" in wanted and not given.office:
            given = replace(given, office=self._ask("Kontor", "Office"))
        if "year" in wanted and given.year is None and self.asking:
            given = replace(given, year=self._year())
        if "reference" in wanted and not given.reference:
            text = ("Saksnummer (Enter for å vente; aldri fødselsnummer)", "Case number (Enter to wait)")
            given = replace(given, reference=self._ask(*text, needed=False))
        return given

    def _period(self) -> tuple[dt.date, dt.date | None]:
        """The first day, and the last where it is agreed; it is asked for where the first had to be."""
        given = self.given
        first = given.valid_from or (dt.date(given.year, 1, 1) if given.year else None)
        if first is not None or not self.asking:
            return _needed(first, "--from"), given.valid_to
        first = self._day("Gjelder fra (år-måned-dag)", "Valid from (year-month-day)")
        last = given.valid_to
        if last is None and "to" in self.wanted:
            text = ("Gjelder til (Enter hvis det ikke er avtalt)", "Valid to (Enter if not agreed)")
            last = self._day(*text, needed=False, earliest=first)
        return _needed(first, "--from"), last

    def _key(self, title: str, given: Given) -> str:
        """A plan's key says nothing of the youth but the case."""
        if given.kind == "follow_up_plan" and not given.title and given.reference:
            return key_from(f"plan {given.reference}")
        return key_from(title)

    def _title(self, above: Above | None) -> str:
        """A title that follows from the rest; "" where none does."""
        given, parent = self.given, above.key if above else ""
        return usual_title(
            given.kind, self.invocation.lang, office=given.office, year=given.year, parent=parent
        )

    def _above(self) -> Above | None:
        found = self.invocation.find(self.given.parent)[0] if self.given.parent else self._guessed()
        return stands_on(found) if found is not None else None

    def _guessed(self) -> DocumentFile | None:
        """The one document it can stand on; asked for where there are several and somebody is there to ask."""
        if self.repository is None:
            return None
        newest = [
            versions[-1]
            for versions in self.repository.versions.values()
            if versions[-1].document is not None and versions[-1].document.kind in self.stands_on
        ]
        if len(newest) == 1:
            return newest[0]
        if not newest or not self.asking:
            return None
        listed = ", ".join(str(each) for each in newest)
        text = (
            f"Bygger på eller endrer (Enter for å vente): {listed}",
            f"Based on or amends (Enter to wait): {listed}",
        )
        named = self._ask(*text, needed=False)
        return self.invocation.find(named)[0] if named else None

    def _parties(self, above: Above | None) -> tuple[str, ...]:
        if self.given.parties:
            return self.given.parties
        if above is not None and above.parties:
            return tuple(map(party_name, above.parties))
        if "office" in self.wanted:
            return (self.given.office or self.given.title or "NAV",)
        named: list[str] = []
        while self.asking:
            number = len(named) + 1
            enough = number > 2
            name = self._ask(
                f"Part {number}{' (Enter når alle er med)' if enough else ''}",
                f"Party {number}{' (Enter when all are there)' if enough else ''}",
                needed=not enough,
            )
            if not name:
                break
            named.append(name)
        return tuple(_needed(named, "--party"))

    def _ask(self, nb: str, en: str, *, needed: bool = True) -> str:
        """What somebody types; "" where nobody is there to be asked."""
        if not self.asking:
            return ""
        text = Message(nb, en).text(self.invocation.lang)
        return prompt(text, default=None if needed else "", show_default=False).strip()

    def _year(self) -> int:
        def read(text: str) -> int:
            if not text.isdecimal() or not 1990 <= int(text) <= 2200:
                told = Message(
                    f"«{text}» er ikke et årstall fra 1990 til 2200.",
                    f"“{text}” is no year from 1990 to 2200.",
                )
                raise click.BadParameter(told.text(self.invocation.lang))
            return int(text)

        return ask(Message("År", "Year").text(self.invocation.lang), read)

    def _day(
        self, nb: str, en: str, *, needed: bool = True, earliest: dt.date | None = None
    ) -> dt.date | None:
        def read(text: str) -> dt.date | None:
            day = Day().convert(text, None, click.get_current_context()) if text or needed else None
            if day and earliest and day < earliest:
                told = Message(
                    f"{day} kommer før første dag ({earliest}).",
                    f"{day} is before the first day ({earliest}).",
                )
                raise click.BadParameter(told.text(self.invocation.lang))
            return day

        return ask(Message(nb, en).text(self.invocation.lang), read, needed=needed)


def _needed(value: Any, name: str) -> Any:
    if value:
        return value
    raise UsageError(
        nb=f"{name} mangler. Gi den på linjen, eller kjør i en terminal, så blir du spurt.",
        en=f"{name} is missing. Give it on the line, or run on a terminal to be asked.",
    )
