"""One row of a list, value by value: each checked, what is wrong told with its place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from avtale.findings import Problem
from avtale.generate.table import Cell, Row
from avtale.national_number import masked

_FORMULA = re.compile(r"[=@]|[+-](?![\s\d(])|[\t\r]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_LONGEST = 2_000
NOTHING = frozenset({"-", "–", "—", "n/a"})


class RowReader:
    """The row's values by field. `columns` tells where each field stands, `title` what it is called in a language.

    What is wrong goes into `problems`, with `code`; such a value reads as nothing.
    """

    def __init__(
        self, row: Row, columns: dict[str, int | str], title: Callable[[str, str], str], code: str
    ) -> None:
        self.row, self.columns = row, columns
        self.problems: list[Problem] = []
        self._title, self._code = title, code

    def _cell(self, name: str) -> Cell | None:
        at = self.columns.get(name)
        return None if at is None else self.row.cells.get(at)

    def _text(self, name: str) -> str:
        """One line of text. A list is wrong here."""
        cell = self._cell(name)
        if cell is None or (cell.empty and cell.wrong is None):
            return ""
        if not self._sound(cell, name):
            return ""
        if not isinstance(cell.value, str):
            self._wrong(cell, "Her skal det stå én tekst.", "One text must stand here.", name)
            return ""
        text = " ".join(cell.value.split())
        return "" if text.lower() in NOTHING else text

    @property
    def row_place(self) -> Cell:
        return next(iter(self.row.cells.values()), Cell("", self.row.line, 1))

    def _sound(self, cell: Cell, name: str, *, date: bool = False) -> bool:
        if cell.wrong is not None:
            self._wrong(cell, cell.wrong.nb, cell.wrong.en, name)
        elif cell.typed == "date" and not date:
            self._wrong(cell, f"Excel har gjort dette om til en dato ({cell.value}). Formater cellen som tekst og skriv verdien på nytt.", f"Excel has made this a date ({cell.value}). Format the cell as text and write the value anew.", name)  # fmt: skip
        elif isinstance(cell.value, str) and _FORMULA.match(cell.value):
            self._wrong(cell, f"«{masked(cell.value)[:40]}» ser ut som en formel, og blir ikke tatt inn. Skriv verdien som tekst.", f"“{masked(cell.value)[:40]}” looks like a formula and is not taken in. Write the value as text.", name)  # fmt: skip
        elif isinstance(cell.value, str) and masked(cell.value) != cell.value:
            self._wrong(cell, "Her står et fødselsnummer. Det skal ikke stå her; ta det ut av listen.", "Here stands a national identity number. It does not belong here; take it out of the list.", name)  # fmt: skip
        elif isinstance(cell.value, str) and _CONTROL.search(cell.value):
            self._wrong(cell, "Teksten har et tegn som ikke kan vises. Skriv den på nytt.", "The text holds a character that cannot be shown. Write it anew.", name)  # fmt: skip
        elif isinstance(cell.value, str) and len(cell.value) > _LONGEST:
            self._wrong(cell, f"Teksten er på {len(cell.value)} tegn; høyst {_LONGEST} får plass.", f"The text has {len(cell.value)} characters; at most {_LONGEST} fit.", name)  # fmt: skip
        else:
            return True
        return False

    def _wrong(self, cell: Cell, nb: str, en: str, name: str = "") -> None:
        where = ", ".join(part for part in (cell.name, self._title(name, "nb") if name else "") if part)
        where_en = ", ".join(part for part in (cell.name, self._title(name, "en") if name else "") if part)
        told = Problem(
            self._code, "", f"{where}: {nb}" if where else nb, f"{where_en}: {en}" if where_en else en,
            place=(cell.line, cell.column),
        )  # fmt: skip
        if told not in self.problems:
            self.problems.append(told)

    def _date(self, name: str) -> dt.date | None:
        cell = self._cell(name)
        if cell is None or cell.empty or not self._sound(cell, name, date=True):
            return None
        text = str(cell.value).strip()
        if cell.typed == "number":
            self._wrong(cell, f"«{text}» er et tall, ikke en dato.{_as_date(text, 'nb')} Formater cellen som dato.", f"“{text}” is a number, no date.{_as_date(text, 'en')} Format the cell as a date.", name)  # fmt: skip
            return None
        match = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text)
        try:
            if match:
                return dt.date(int(match[3]), int(match[2]), int(match[1]))
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
                return dt.date.fromisoformat(text)
        except ValueError:
            pass
        self._wrong(cell, f"«{text}» er ingen dato. Skriv den som 2026-11-21 eller 21.11.2026.", f"“{text}” is no date. Write it as 2026-11-21 or 21.11.2026.", name)  # fmt: skip
        return None


def _as_date(text: str, lang: str) -> str:
    """The day Excel shows for a serial number, where it could be one."""
    if not text.isdecimal() or not 20_000 <= int(text) <= 80_000:
        return ""
    day = dt.date(1899, 12, 30) + dt.timedelta(days=int(text))
    return f" Trolig er det {day}." if lang == "nb" else f" It is likely {day}."
