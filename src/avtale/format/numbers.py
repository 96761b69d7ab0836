"""Numbers as an author wrote them: § 4, §§ 4–6, 4.2, Del 2, a). What each begins, and which it leaves to no other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from avtale.format.model import Clause, Section

_LAST = re.compile(r"(?:^|\s)([0-9][0-9.]*(?:\s?[a-z](?![a-z]))?|[A-Z])[.)]?$")
_SPAN = re.compile(r"(?<![0-9])(?<![0-9]\.)([0-9]+)(?:\.[0-9]+)*\s?[–-]\s?([0-9]+)")
_RELATIVE = re.compile(r"\(?(?:[0-9]+|[A-Za-zÆØÅæøå]|[ivxIVX]+)[.)]*")
_MOST = 500  # numbers that one span takes: «§§ 4–6» is three, and nobody means more than a law has


def bare(own: str) -> str:
    """What of an own number begins the numbers inside: "§ 4 a" is 4a, "Del 2." is 2, "§§ 4–6" is 4–6."""
    said = own.replace("§", " ").strip()
    found = _LAST.search(said)
    return found[1].replace(" ", "").rstrip(".") if found else said.rstrip(".")


def alike(own: str) -> str:
    """A number as two are compared: without the full stop or bracket it ends in, and without spaces."""
    return "".join(own.split()).rstrip(".):").lstrip("(").casefold()


def relative(own: str) -> bool:
    """Whether a number counts only within what it stands under: a), 1., (i); but not § 4, 4.2 or Del 2."""
    return _RELATIVE.fullmatch(own.strip()) is not None


def beside(above: str, own: str) -> str:
    """A number as it is told apart from its place: "4.2", and "4.2 a)" for the a) under it."""
    return f"{above} {own}" if above and own and relative(own) else own or above


def taken(sections: Iterable[Section]) -> set[str]:
    """The bare numbers that authors have used, which no automatic one may be."""
    return {one for section in sections for number in _absolute(section) for one in _occupied(number)}


def _absolute(section: Section) -> Iterator[str]:
    if section.number:
        yield section.number
    yield from _inside(section.clauses, numbered=bool(section.number))


def _inside(clauses: Iterable[Clause], *, numbered: bool) -> Iterator[str]:
    for clause in clauses:
        if clause.number and not (numbered and relative(clause.number)):
            yield clause.number
        yield from _inside(clause.clauses, numbered=numbered or bool(clause.number))


def _occupied(own: str) -> Iterator[str]:
    number = bare(own)
    yield number
    if span := _SPAN.search(own):
        first, last = int(span[1]), int(span[2])
        yield from map(str, range(first, min(last, first + _MOST) + 1))
    elif "." in number:  # 4.2 leaves no other 4
        yield number.partition(".")[0]
