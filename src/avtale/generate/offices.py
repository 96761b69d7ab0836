"""Offices as rows say them: each value checked, what is wrong told with its line and column, and a bad row left out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct, field

from avtale.findings import Problem
from avtale.format.draft import key_from
from avtale.generate.columns import Layout, title
from avtale.generate.row import NOTHING, RowReader
from avtale.generate.table import Cell, Row, Table
from avtale.locales import by_name, languages

_STRENGTHS = {
    "skal": "shall",
    "shall": "shall",
    "bør": "should",
    "should": "should",
    "vil": "will",
    "will": "will",
    "kan": "may",
    "may": "may",
}
_CALLED = {"samisk": "nordsamisk"}


class Step(Struct, frozen=True):
    """A local step: how binding it is, and what is done; `more` are other fields of a duty, from YAML and JSON."""

    does: str
    strength: str = "shall"
    more: dict[str, Any] = field(default_factory=dict)


class Office(Struct, frozen=True):
    """One office as its row says it. What the list does not say is ""."""

    row: Row
    place: Cell
    office: str
    key: str = ""
    dok_id: str = ""
    organisation_number: str = ""
    municipality: str = ""
    address: str = ""
    days: tuple[str, ...] = ()
    place_name: str = ""
    school: str = ""
    contact: str = ""
    telephone: str = ""
    email: str = ""
    deputy: str = ""
    leader: str = ""
    language: str = ""
    contact_from: dt.date | None = None
    effective_from: dt.date | None = None
    steps: tuple[Step, ...] = ()


def read_offices(table: Table, found: Layout) -> tuple[list[Office], list[Problem]]:
    """The sound rows as offices, and a problem for each thing that is wrong with the others; empty rows are passed by."""
    offices, problems = [], []
    for row in table.rows[found.first :]:
        if row.empty:
            continue
        reader = _Reader(row, {column.field: column.at for column in found.columns}, title, "office-row")
        office = reader.office()
        problems += reader.problems
        if office is not None and not reader.problems:
            offices.append(office)
    twice = _twice(offices)
    problems += twice.values()
    return [office for index, office in enumerate(offices) if index not in twice], problems


class _Reader(RowReader):
    def office(self) -> Office | None:
        if self.row.wrong is not None:
            cell, why = self.row.wrong
            self._wrong(cell, why.nb, why.en)
            return None
        name = self._text("office")
        place = self._cell("office") or next(iter(self.row.cells.values()))
        if not name and not self.problems:
            self._wrong(
                place, "Raden har ikke noe navn på kontoret.", "The row has no name of the office.", "office"
            )
        town = " ".join(part for part in (self._postal_code(), self._text("postal_town")) if part)
        telephone = self._telephone()
        contact = self._text("contact")
        at = self._cell("contact") or place
        if not contact and (at is place or at.empty) and (telephone or self._text("email")):
            self._wrong(at, "Kontaktpersonen mangler, men telefon eller e-post står der.", "There is a telephone or e-mail, but no contact person.", "contact")  # fmt: skip
        return Office(
            row=self.row,
            place=place,
            office=name,
            key=self._matching("key", r"[a-z][a-z0-9_-]*", "små bokstaver a til z, tall, - og _, med en bokstav først", "lower-case letters, digits, - and _, a letter first"),
            dok_id=self._text("dok_id"),
            organisation_number=self._organisation_number(),
            municipality=self._text("municipality"),
            address=", ".join(part for part in (self._text("address"), town) if part),
            days=self._days(),
            place_name=self._text("place"),
            school=self._text("school"),
            contact=contact,
            telephone=telephone,
            email=self._matching("email", r"[^\s@,;<>]++@[^\s@,;<>][^\s@,;<>.]*+\.[^\s@,;<>]++", "en e-postadresse, som navn@example.org", "an e-mail address, like name@example.org"),
            deputy=self._text("deputy"),
            leader=self._text("leader"),
            language=self._language(),
            contact_from=self._date("contact_from"),
            effective_from=self._date("effective_from"),
            steps=self._steps(),
        )  # fmt: skip

    def _matching(self, name: str, pattern: str, nb: str, en: str) -> str:
        text = self._text(name)
        if text and not re.fullmatch(pattern, text):
            self._wrong(
                self._cell(name) or self.row_place, f"«{text}» er ikke {nb}.", f"“{text}” is not {en}.", name
            )
            return ""
        return text

    def _telephone(self) -> str:
        text, cell = self._text("telephone"), self._cell("telephone")
        if not text or cell is None:
            return ""
        digits = re.sub(r"\D", "", text)
        if cell.typed == "number" and len(digits) < 8:
            self._wrong(cell, f"«{text}» er et tall, og nuller foran er borte. Formater cellen som tekst og skriv nummeret på nytt.", f"“{text}” is a number, and leading zeros are lost. Format the cell as text and write it anew.", "telephone")  # fmt: skip
            return ""
        if not re.fullmatch(r"\+?[\d ()/-]+", text) or not 3 <= len(digits) <= 15:
            self._wrong(
                cell, f"«{text}» er ikke noe telefonnummer.", f"“{text}” is no telephone number.", "telephone"
            )
            return ""
        if cell.typed == "number" and len(digits) == 8:
            return " ".join(digits[at : at + 2] for at in range(0, 8, 2))
        return text

    def _postal_code(self) -> str:
        text, cell = self._text("postal_code"), self._cell("postal_code")
        if text and cell is not None and not re.fullmatch(r"[0-9]{4}", text):
            lost = cell.typed == "number" and len(text) < 4
            nb = (
                "nullen foran er borte; formater cellen som tekst" if lost else "et postnummer har fire sifre"
            )
            en = (
                "the leading zero is lost; format the cell as text"
                if lost
                else "a postal code has four digits"
            )
            self._wrong(cell, f"«{text}»: {nb}.", f"“{text}”: {en}.", "postal_code")
            return ""
        return text

    def _organisation_number(self) -> str:
        text, cell = self._text("organisation_number"), self._cell("organisation_number")
        if not text or cell is None:
            return ""
        from stdnum.no import orgnr

        digits = re.sub(r"[\s.]", "", text)
        if not digits.isascii() or not orgnr.is_valid(digits) or len(digits) != 9:
            self._wrong(cell, f"«{text}» er ikke noe organisasjonsnummer: kontrollsifferet stemmer ikke, eller det har ikke ni sifre.", f"“{text}” is no organisation number: the check digit is wrong, or it has not nine digits.", "organisation_number")  # fmt: skip
            return ""
        return digits

    def _language(self) -> str:
        text = self._text("language")
        if not text:
            return ""
        called = text.lower()
        found = by_name().get(_CALLED.get(called, called), "")
        if not found:
            *first, last = languages()
            listed = ", ".join(first)
            self._wrong(self._cell("language") or self.row_place, f"«{text}» er ikke et språk avtale kjenner. Skriv {listed} eller {last}.", f"“{text}” is no language avtale knows. Write {listed} or {last}.", "language")  # fmt: skip
        return found

    def _days(self) -> tuple[str, ...]:
        return tuple(
            " ".join(part.split())
            for item in self._items("days", _one_text)
            for part in re.split(r",|;|/|\n|\bog\b", str(item))
            if part.strip() and part.strip().lower() not in NOTHING
        )

    def _steps(self) -> tuple[Step, ...]:
        steps = []
        for item in self._items("steps", _step_like):
            if isinstance(item, dict):
                more = {key: value for key, value in item.items() if key not in ("does", "strength")}
                steps.append(Step(str(item["does"]), str(item.get("strength") or "shall"), more))
                continue
            for part in re.split(r"\n|\|", str(item)):
                text = " ".join(part.split()).removeprefix("- ").removeprefix("• ")
                word, colon, rest = text.partition(":")
                strength = _STRENGTHS.get(word.strip().lower()) if colon else None
                text = rest.strip() if strength else text
                if text and text.lower() not in NOTHING:
                    steps.append(Step(text, strength or "shall"))
        return tuple(steps)

    def _items(self, name: str, fits: Callable[[Any], bool]) -> Iterable[Any]:
        cell = self._cell(name)
        if cell is None or cell.empty or not self._sound(cell, name):
            return ()
        items = cell.value if isinstance(cell.value, list) else [cell.value]
        if not all(fits(item) for item in items):
            self._wrong(cell, "Her skal det stå tekst, eller en liste av tekster.", "A text, or a list of texts, must stand here.", name)  # fmt: skip
            return ()
        return items


def _one_text(item: Any) -> bool:
    return isinstance(item, (str, int))


def _step_like(item: Any) -> bool:
    return _one_text(item) or (isinstance(item, dict) and isinstance(item.get("does"), str))


def _twice(offices: list[Office]) -> dict[int, Problem]:
    """A problem for every row whose office another row has too; which of them is right, only the author knows."""
    found: dict[int, Problem] = {}
    ways: tuple[tuple[Callable[[Office], str], str, str], ...] = (
        (lambda office: " ".join(office.office.casefold().split()), "samme kontor", "the same office"),
        (lambda office: office.organisation_number, "samme organisasjonsnummer", "the same organisation number"),
        (lambda office: office.dok_id, "samme Dok.id.", "the same document id"),
        (lambda office: office.key or key_from(office.office), "et navn som gir samme nøkkel", "a name that gives the same key"),
    )  # fmt: skip
    for identify, nb, en in ways:
        seen: dict[str, list[int]] = {}
        for index, office in enumerate(offices):
            if word := identify(office):
                seen.setdefault(word, []).append(index)
        for alike in seen.values():
            for index in alike if len(alike) > 1 else ():
                lines = ", ".join(str(offices[other].place.line) for other in alike[:6] if other != index)
                place = offices[index].place
                told_nb = f"Linje {lines} har {nb}: «{offices[index].office}». Ingen av dem er tatt inn. Slett den ene"
                told_en = (
                    f"Line {lines} has {en}: “{offices[index].office}”. None of them was taken in. Delete one"
                )
                if "nøkkel" in nb:
                    told_nb, told_en = (
                        f"{told_nb}, eller gi dem hver sin nøkkel i kolonnen «Nøkkel»",
                        f"{told_en}, or give each a key in a column “Nøkkel”",
                    )
                problem = Problem(
                    "office-twice", "", f"{told_nb}.", f"{told_en}.", place=(place.line, place.column)
                )
                found.setdefault(index, problem)
    return found
