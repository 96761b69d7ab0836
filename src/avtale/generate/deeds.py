"""A filled form of what was done, row by row into the log: a list as CSV, Excel, YAML or JSON (`avtale done --from`)."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from msgspec import Struct

from avtale.errors import AvtaleError
from avtale.facts.find import find
from avtale.facts.repository import DocumentFile, Repository
from avtale.findings import Problem
from avtale.format import labels
from avtale.generate.columns import plain
from avtale.generate.row import RowReader
from avtale.generate.table import Cell, Listed, Row, Table, read_table
from avtale.lifecycle.done import Deed, Logged, add_deed
from avtale.lifecycle.log_writing import LogWriting
from avtale.message import Message

FORM = Listed(
    Message("skjema over det som er gjort", "form of what was done"), Message("plikt", "duty"), ("done",)
)
_PLACES = {
    "key": ("key",),
    "duty": ("duty",),
    "occurrence": ("occurrence",),
    "what": (),
    "done_on": ("done_on",),
    "by": ("by",),
    "evidence": ("evidence",),
    "where": ("evidence", 0, "where"),
    "note": ("note",),
    "even_so": ("even_so",),
}
FIELDS = tuple(_PLACES)
"""The columns of the form, in its order; `what` is for who fills it in, and is not read."""
_WHAT = Message("Hva det er", "What it is")
_YES = frozenset({"ja", "j", "x", "true", "yes", "y", "1"})
_CODE = "done-row"
_LOOK_AT = 10  # rows above the heading that a title may take


class Filled(Struct, frozen=True):
    """What a form came to: what was recorded, of which document, how many rows were left open, and what is wrong.

    Where anything is wrong, nothing was written.
    """

    logged: tuple[tuple[DocumentFile, Logged], ...]
    open: int
    problems: tuple[Problem, ...]
    passed_over: int = 0
    """How many rows were recorded before, in the same words."""


def record_form(
    path: Path,
    repository: Repository,
    *,
    on: dt.date,
    by: str | None = None,
    entry: DocumentFile | None = None,
    dry_run: bool = False,
) -> Filled:
    """Record every row of the form in `path` that has a day on which it was done; all of them, or none.

    A day after `on` is refused. `by` did it where a row does not say who, `entry` is the document where a row names none. Evidence
    lies in the folder of the form, or below it. Raises as `read_table` and `LogWriting.write`.
    """
    table = read_table(path, of=FORM)
    if table.problems:
        return Filled((), 0, table.problems)
    columns, first = _columns(table)
    missing = [
        field
        for field in ("key", "duty", "done_on")
        if field not in columns and (field != "key" or not entry)
    ]
    if missing and not any(row.wrong for row in table.rows):
        return Filled((), 0, (_no_columns(missing),))
    writing, logged, problems, left = LogWriting(repository, several=True), [], [], 0
    for row in table.rows[first:]:
        if row.empty:
            continue
        reader = _Reader(row, columns, title, _CODE)
        if reader.is_open:
            left += 1
            continue
        deed = reader.deed(repository, path.parent, on, by, entry)
        if deed is not None and not reader.problems:
            try:
                if (added := add_deed(writing, deed)) is not None:
                    logged.append((deed.entry, added))
            except AvtaleError as error:
                reader.problems.append(_at(row, error))
        problems += reader.problems
    if not problems and not dry_run:
        writing.write()
    return Filled(() if problems else tuple(logged), left, tuple(problems), writing.passed_over)


def title(field: str, lang: str) -> str:
    """What a column is called, by the schema of the log."""
    if field == "what":
        return _WHAT.text(lang)
    return labels.title_of(labels.property_at("log_entry", _PLACES[field]), lang)


def _columns(table: Table) -> tuple[dict[str, int | str], int]:
    """Where each field stands, and the first row below the heading: the row of which the most is known."""
    known = {plain(word): field for field in FIELDS for word in (field, title(field, "nb"), title(field, "en"))}  # fmt: skip
    if table.keyed:
        return {known[plain(str(key))]: key for row in table.rows for key in row.cells if plain(str(key)) in known}, 0  # fmt: skip
    best: tuple[dict[str, int | str], int] = ({}, 0)
    for index, row in enumerate(table.rows[:_LOOK_AT]):
        words = {at: plain(cell.value) for at, cell in row.cells.items() if isinstance(cell.value, str)}
        found = {known[word]: at for at, word in words.items() if word in known}
        if len(found) > len(best[0]):
            best = (found, index + 1)
    return best


def _no_columns(missing: list[str]) -> Problem:
    nb, en = (", ".join(f"«{title(field, lang)}»" for field in missing) for lang in ("nb", "en"))
    return Problem(
        _CODE, "",
        f"Skjemaet mangler kolonnen {nb}. «avtale done --form FIL» lager et tomt skjema.",
        f"The form has no column {en}. “avtale done --form FILE” makes an empty form.",
        place=(1, 1),
    )  # fmt: skip


def _at(row: Row, error: AvtaleError) -> Problem:
    cell = next(iter(row.cells.values()), Cell("", row.line, 1))
    return Problem(_CODE, "", error.nb, error.en, place=(row.line, cell.column))


class _Reader(RowReader):
    @property
    def is_open(self) -> bool:
        """Whether nobody has filled in the row yet."""
        if self.row.wrong is not None:
            return False
        cells = (self._cell(name) for name in ("done_on", "by", "evidence", "where", "note", "even_so"))
        return all(cell is None or cell.empty for cell in cells)

    def deed(
        self, repository: Repository, folder: Path, on: dt.date, by: str | None, entry: DocumentFile | None
    ) -> Deed | None:
        """What the row says; None where it cannot be told."""
        if self.row.wrong is not None:
            cell, why = self.row.wrong
            self._wrong(cell, why.nb, why.en)
            return None
        day, duty, who = self._date("done_on"), self._text("duty"), self._text("by") or by
        for name, value in (("done_on", day), ("duty", duty), ("by", who)):
            if not value and not self.problems:
                self._wrong(
                    self._cell(name) or self.row_place, "Her må det stå noe.", "This must be filled in.", name
                )
        if day is not None and day > on:
            self._wrong(
                self._cell("done_on") or self.row_place,
                f"{day} har ikke kommet ennå. Registrer det når det er gjort.",
                f"{day} has not come yet. Record it when it is done.",
                "done_on",
            )
        document = self._document(repository, on) or entry
        due = self._date("occurrence")
        evidence, where, note = self._evidence(folder), self._text("where"), self._text("note")
        even_so = self._text("even_so").casefold() in _YES
        if self.problems or document is None or day is None or not who:
            return None
        return Deed(
            entry=document, duty=duty, by=who, on=day, due=due, evidence=evidence,
            where=where or None, note=note or None, even_so=even_so,
        )  # fmt: skip

    def _document(self, repository: Repository, on: dt.date) -> DocumentFile | None:
        key = self._text("key")
        if not key:
            if "key" in self.columns and not self.problems:
                self._wrong(self._cell("key") or self.row_place, "Her må det stå noe.", "This must be filled in.", "key")  # fmt: skip
            return None
        try:
            return find(repository, key, on)
        except AvtaleError as error:
            self._wrong(self._cell("key") or self.row_place, error.nb, error.en, "key")
            return None

    def _evidence(self, folder: Path) -> tuple[Path, ...]:
        """The files beside the form that a cell names: one, or several in a list, on lines of their own or with | between."""
        cell = self._cell("evidence")
        if cell is None or cell.empty or not self._sound(cell, "evidence"):
            return ()
        told = cell.value if isinstance(cell.value, list) else [cell.value]
        names = [name.strip() for each in told for name in re.split(r"[\n|]", str(each)) if name.strip()]
        home = folder.resolve()
        for name in names:
            if not (home / name).resolve().is_relative_to(home):  # who fills it in names no file of ours
                self._wrong(cell, f"Filen {name} ligger utenfor mappen skjemaet ligger i. Legg den der.", f"The file {name} lies outside the folder of the form. Put it there.", "evidence")  # fmt: skip
            elif not (folder / name).is_file():
                self._wrong(cell, f"Fant ikke filen {name}, sett fra mappen skjemaet ligger i.", f"No file {name}, seen from the folder of the form.", "evidence")  # fmt: skip
        return tuple(folder / name for name in names)
