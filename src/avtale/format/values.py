"""The small values of a document, and how they are read leniently from plain data.

Lenient means: what is missing or of the wrong shape becomes None or an empty tuple, because
a draft with errors must still be shown to the person who writes it. The schema complains, not these.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Literal

from msgspec import Struct

from avtale import partial_date
from avtale.partial_date import PartialDate

Unit = Literal["hour", "day", "working day", "week", "month", "year"]
_LONGEST_COUNT = 4000  # digits; Python refuses to count beyond some thousand
_PERIOD = re.compile(r"([1-9][0-9]*) (hour|working day|day|week|month|year)s?\Z")
_DECIMAL = re.compile(r"[0-9]{1,15}(\.[0-9]{1,4})?\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")

Converter = Callable[[Any, str], Any]


class Text(Struct, frozen=True):
    """A text, perhaps in several languages, in the order written.

    `values` pairs a language ("nb", "nn", "en", "se"; "" for the document's own) with the text.
    `markdown` tells whether it is running text in Markdown.
    """

    values: tuple[tuple[str, str], ...]
    pointer: str = ""
    markdown: bool = False

    def in_language(self, lang: str, own: str) -> tuple[str, str]:
        """The text in `lang` if it is there, else in the document's `own` language, else the first; and its language."""
        by_lang = {key or own: value for key, value in self.values}
        for wanted in (lang, own):
            if wanted in by_lang:
                return by_lang[wanted], wanted
        key, value = self.values[0]
        return value, key or own

    def __str__(self) -> str:
        return self.values[0][1]


class Period(Struct, frozen=True):
    """A length of time as written: a count and a unit."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'s' if self.count != 1 else ''}"


class PartOfYear(Struct, frozen=True):
    """A part of the year by its first and last month; `each` where the bare word stands for all such parts.

    The seasons are those of meteorology, three whole months each (docs/decisions/0033-when.md).
    """

    name: str
    first: int
    last: int
    each: bool = False

    @property
    def months(self) -> int:
        """How many months it is long."""
        return (self.last - self.first) % 12 + 1


_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}
_PARTS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
_PART = re.compile(r"(?:(quarter) ([1-4])|(half-year) ([12])|([1-9]|1[0-2])-([1-9]|1[0-2]))\Z")


def part_of_year(value: Any, _pointer: str = "") -> PartOfYear | None:
    """ "autumn", "quarter 2", "3-4" and their like."""
    if not isinstance(value, str):
        return None
    if value in _SEASONS:
        return PartOfYear(value, *_SEASONS[value])
    if value in _PARTS:
        return PartOfYear(value, 1, _PARTS[value], each=True)
    found = _PART.match(value)
    if found is None:
        return None
    if found[5]:
        return PartOfYear("months", int(found[5]), int(found[6]))
    name = found[1] or found[3]
    last = int(found[2] or found[4]) * _PARTS[name]
    return PartOfYear(name, last - _PARTS[name] + 1, last)


def text(value: Any, _pointer: str = "") -> str | None:
    """A scalar as the author wrote it; None for anything else."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return None


def localized(value: Any, pointer: str = "", *, markdown: bool = False) -> Text | None:
    """A text or a mapping of language to text."""
    if isinstance(value, dict):
        pairs = tuple((str(k), t) for k, v in value.items() if (t := text(v)) is not None)
        return Text(pairs, pointer, markdown) if pairs else None
    plain = text(value)
    return None if plain is None else Text((("", plain),), pointer, markdown)


def prose(value: Any, pointer: str = "") -> Text | None:
    """Running text in Markdown."""
    return localized(value, pointer, markdown=True)


def date(value: Any, _pointer: str = "") -> dt.date | None:
    """An ISO date, YYYY-MM-DD (the schema's `format: date`); None for anything else."""
    if isinstance(value, str) and _DATE.match(value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            return None
    return None


def date_or_part(value: Any, _pointer: str = "") -> PartialDate | None:
    """A date, or only its month or year, quoted or not."""
    written = text(value)
    return partial_date.parse(written) if written else None


def period(value: Any, _pointer: str = "") -> Period | None:
    """ "6 months" and its like."""
    match = _PERIOD.match(value) if isinstance(value, str) else None
    if match is None or len(match[1]) > _LONGEST_COUNT:
        return None
    return Period(int(match[1]), match[2])  # type: ignore[arg-type]


def integer(value: Any, _pointer: str = "") -> int | None:
    """An unquoted whole number."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def decimal(value: Any, _pointer: str = "") -> Decimal | None:
    """An amount or a per cent, never by way of a binary fraction: 62.5 comes from the reader as its text."""
    found = text(value)
    return Decimal(found) if found is not None and _DECIMAL.match(found) else None


def boolean(value: Any, _pointer: str = "") -> bool | None:
    """An unquoted true or false."""
    return value if isinstance(value, bool) else None


def many(converter: Converter) -> Converter:
    """A list of what `converter` reads; items it cannot read are left out."""

    def read(value: Any, pointer: str = "") -> tuple[Any, ...]:
        if not isinstance(value, list):
            return ()
        items = [converter(item, f"{pointer}/{index}") for index, item in enumerate(value)]
        return tuple([item for item in items if item is not None])

    return read


def one_or_many(converter: Converter) -> Converter:
    """What `converter` reads, alone or in a list; always as a tuple."""
    several = many(converter)

    def read(value: Any, pointer: str = "") -> tuple[Any, ...]:
        if isinstance(value, list):
            return tuple(several(value, pointer))
        one = converter(value, pointer)
        return () if one is None else (one,)

    return read
