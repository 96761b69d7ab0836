"""The list of the overview as a sheet, for who sorts and counts in Excel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from avtale.desk.overview.row import Row
from avtale.desk.words import Words
from avtale.generate.sheet import Cell, sheet
from avtale.publish.words import document_kind, due_headline

_COLUMNS = (
    "document", "key", "version", "kind", "state", "from", "to", "n_missed", "next_day", "next_due", "signed", "required", "party", "office", "school", "who",
)  # fmt: skip


def as_sheet(rows: Iterable[Row], t: Words) -> bytes:
    """An Excel file with a line for each."""
    return sheet(
        t("documents"), [t(f"column_{name}") for name in _COLUMNS], (tuple(_cells(row, t)) for row in rows)
    )


def _cells(row: Row, t: Words) -> Iterator[Cell]:
    span, signed, coming = row.status.state.span, row.status.signed, None if row.over else row.next
    yield from (row.title, row.key, row.version, document_kind(row.kind, t.lang), t(f"state.{row.state}"))
    for day in (span.first, span.last):
        yield None if day is None else day.first if day.exact else str(day)
    yield len(row.missed)
    yield coming.due if coming else None
    yield due_headline(coming, t.lang) if coming else None
    yield from (signed.recorded, signed.required) if signed.required else (None, None)
    yield from (", ".join(row.parties), row.office, row.school)
    yield f"{', '.join(row.has.who)} ({t(row.has.doing)})" if row.has.who else None
