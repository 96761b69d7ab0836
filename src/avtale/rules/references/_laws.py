"""Laws and regulations by what they are called, as `laws.yaml` beside this file knows them."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct

from avtale.format.values import date
from avtale.source.read import read_source

_DATA = Path(__file__).resolve().parent / "laws.yaml"
_ID = re.compile(r"\b(LOV|FOR)-(\d{4})-(\d{2})-(\d{2})(?:-(\d+))?\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\b(\d{1,2})\.\s?([^\W\d_]+|\d{1,2})\.?\s?(\d{4})\s+(?:nr|no)\.?\s?(\d+)\b")
_WORD = re.compile(r"[\w-]+")
_AND_MORE = re.compile(r"(?: m\.m| m\.v| mv)?\.?\Z")
_MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
_MONTH = {name[:3]: number for number, name in enumerate(_MONTHS, 1)} | {"may": 5, "oct": 10, "dec": 12}
_ENDINGS = (("loven", "lova"), ("forskriften", "forskrifta"), ("forordningen", "forordninga"))

CITED = (
    "lov",
    "Lov",
    "LOV",
    "orskrift",
    "orordning",
    "Act",
    "Code",
    "Constitution",
    "Regulation",
    "GDPR",
    "láhk",
    "lága",
)
"""What a text holds, one of them, before it can cite a law."""

LIKE_A_LAW = re.compile(
    r"(?:lov|loven|lova|forskrift|forskriften|forskrifta|láhka|láhkaásahus)\b|\A(?:lov|forskrift)\b|\b(?:Act|Regulations?)\b",
    re.IGNORECASE,
)
"""How the title of a law or regulation looks."""


class Law(Struct, frozen=True, eq=False, dict=True):
    """A law or regulation: what it is called, without capitals, and when it was in force, where that is sure."""

    id: str
    title: str
    names: tuple[str, ...]
    called: tuple[str, ...]
    """All names, former ones and those in other languages too."""
    start: dt.date | None
    end: dt.date | None
    replaced_by: str | None
    sections: Mapping[str, str]

    @cached_property
    def made(self) -> dt.date | None:
        """The day it was made, which is part of its number."""
        found = _ID.match(self.id)
        return dt.date(int(found[2]), int(found[3]), int(found[4])) if found else None

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """Its number, and how a text writes it: “17. juli 1998 nr. 61”."""
        found = _ID.match(self.id)
        if found is None or self.made is None or not found[5]:
            return (self.id,)
        return self.id, f"{self.made.day}. {_MONTHS[self.made.month - 1]} {self.made.year} nr. {found[5]}"


@cache
def laws() -> tuple[Law, ...]:
    """Those of the data file, in its order."""
    return tuple(_read(one) for one in data()["laws"])


@cache
def data() -> Mapping[str, Any]:
    """The data file."""
    return read_source(_DATA).data  # type: ignore[no-any-return]


def cited(text: str) -> Iterator[tuple[str, Law]]:
    """Each law that a text names, by its number or its name, with the words; one of several of a name is the one in force."""
    text = " ".join(text.split())
    for mark in _numbers(text):
        if (law := _by_number().get(mark[1])) is not None:
            yield mark[0], law
    lowered = text.lower()
    for word in _WORD.finditer(lowered):
        last = word[0].removesuffix("s")
        for name in _by_last_word().get(last, ()):
            start = word.start() + len(last) - len(name)
            if lowered.startswith(name, start) and not lowered[max(start - 1, 0) : start].isalnum():
                yield text[start : start + len(name)], _by_name()[name][-1]
                break


def has_number(text: str) -> bool:
    """Whether a text says the number of a law, known here or not: nobody needs more to find it."""
    return next(_numbers(text), None) is not None


def nearest(title: str) -> str | None:
    """The name of a law that a title may be a misspelling of."""
    near = difflib.get_close_matches(title.strip().lower(), _by_name(), n=1, cutoff=0.85)
    return near[0] if near else None


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    """Each number of a law in a text: the words, and “1998-07-17-61”."""
    for found in _ID.finditer(text):
        yield found[0], "-".join(part for part in found.groups()[1:] if part)
    for found in _NUMBERED.finditer(text):
        month = int(found[2]) if found[2].isdecimal() else _MONTH.get(found[2].lower()[:3], 0)
        if 1 <= month <= 12:
            yield found[0], f"{found[3]}-{month:02}-{int(found[1]):02}-{found[4]}"


@cache
def _by_number() -> dict[str, Law]:
    return {law.id.partition("-")[2]: law for law in laws() if _ID.match(law.id)}


@cache
def _by_name() -> dict[str, list[Law]]:
    """The laws of each name, the one in force last; full titles too."""
    found: dict[str, list[Law]] = {}
    for law in sorted(laws(), key=lambda law: law.end or dt.date.max):
        for name in dict.fromkeys((*law.called, _AND_MORE.sub("", law.title.lower()))):
            found.setdefault(name, []).append(law)
    return found


@cache
def _by_last_word() -> dict[str, tuple[str, ...]]:
    """The names by their last word, the longest first."""
    found: dict[str, list[str]] = {}
    for name in _by_name():
        found.setdefault(_WORD.findall(name)[-1], []).append(name)
    return {word: tuple(sorted(names, key=len, reverse=True)) for word, names in found.items()}


def _read(one: Mapping[str, Any]) -> Law:
    names = _both_endings(one["names"])
    number = str(one.get("id", ""))
    others = (
        *(number.split()[-1:] if not _ID.match(number) else ()),
        *one.get("former", ()),
        *one.get("en", ()),
        *one.get("se", ()),
    )
    return Law(
        number,
        one.get("title", one["names"][0]),
        names,
        (*names, *_both_endings(each.lower() for each in others)),
        date(one.get("from")),
        date(one.get("to")),
        one.get("replaced_by"),
        one.get("sections", {}),
    )


def _both_endings(names: Any) -> tuple[str, ...]:
    """Each name, and the other form of it: kommuneloven, kommunelova."""
    found: dict[str, None] = {}
    for name in names:
        found[name] = None
        for one, other in _ENDINGS:
            for had, gets in ((one, other), (other, one)):
                if name.endswith(had):
                    found[name.removesuffix(had) + gets] = None
    return tuple(found)
