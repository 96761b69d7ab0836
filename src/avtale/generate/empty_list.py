"""An empty list of offices, with a heading for all that a routine can be made of: as CSV and as an Excel file."""

from __future__ import annotations

from typing import Literal

from avtale.generate.columns import FIELDS, title
from avtale.generate.sheet import sheet
from avtale.message import Message

_SHEET = Message("Kontorer", "Offices")


def empty_list(kind: Literal["csv", "xlsx"], lang: str = "nb") -> bytes:
    """The list with headings in bokmål or English, as `read_table` finds them. The same bytes each time."""
    headings = [title(field, lang) for field in FIELDS]
    if kind == "csv":
        return (";".join(headings) + "\r\n").encode("utf-8-sig")
    return sheet(_SHEET.text(lang), headings)
