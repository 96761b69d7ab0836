"""The small values of a workbook's parts, and what is wrong with one."""

from __future__ import annotations

import re

COLUMNS, ROWS = 16_384, 1_048_576
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_NOT_FORMAT = re.compile(r'"[^"]*+"?|\\.|\[(?!(?:h+|m+|s+)\])[^\]]*+\]?', re.IGNORECASE)


class DamagedError(Exception):
    """The file is no workbook, or does not follow the standard where it matters."""


class TooLargeError(Exception):
    """The file needs more than a list of offices may."""


def part_name(name: str) -> str:
    """A part's name as it is compared: without the case of its letters (ISO/IEC 29500-2, 6.2.2)."""
    return name.replace("\\", "/").lstrip("/").lower()


def place_of(name: str) -> tuple[int, int]:
    """Row and column of "C7". Raises `DamagedError`."""
    found = _PLACE.fullmatch(name.replace("$", ""))
    if found is None:
        raise DamagedError
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    if column > COLUMNS or int(found[2]) > ROWS:
        raise DamagedError
    return int(found[2]), column


def area_of(name: str) -> tuple[int, int, int, int]:
    first, _, last = name.partition(":")
    return (*place_of(first), *place_of(last or first))


def column_name(column: int) -> str:
    """What Excel calls a column: 28 is "AB"."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def whole_number(text: str | None) -> int:
    if text is None or not re.fullmatch(r"[1-9][0-9]{0,6}", text):
        raise DamagedError
    return int(text)


def index_within(text: str, length: int) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) >= length:
        raise DamagedError
    return int(text)


def is_true(text: str | None) -> bool:
    return text in ("1", "true", "on")


def is_zero(text: str | None) -> bool:
    return text is not None and re.fullmatch(r"0(?:\.0*)?", text) is not None


def shows_date(code: str) -> bool:
    """Whether a format has a day, month, year, hour or second outside quotations and conditions (18.8.31)."""
    return re.search("[dmyhs]", _NOT_FORMAT.sub("", code[:1000]), re.IGNORECASE) is not None
