"""Which sections a document has, in which order, with which numbers and headings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from avtale.format.model import Section
from avtale.format.values import Text

LAST = "signatories"
"""A section of one's own that was given no place comes before the signatures."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One numbered section, made: `anchor` is its id in the page."""

    number: int
    anchor: str
    heading: Markup
    body: Markup


def arrange(standard: Sequence[str], given: Sequence[Section]) -> list[str]:
    """The ids of all sections in order: as given, and each other one where it stands in `standard`.

    Nothing is lost by listing some only: a section that is not listed follows the one it follows otherwise.
    """
    listed = list(dict.fromkeys(section.id for section in given if section.id))
    known = [one for one in listed if one in standard]
    # own sections belong to the known one before them; those before any known one wait
    following: dict[str, list[str]] = {}
    waiting: list[str] = []
    last = ""
    for one in listed:
        if one in standard:
            last = one
        elif last:
            following.setdefault(last, []).append(one)
        else:
            waiting.append(one)
    order = list(known)
    for index, one in enumerate(standard):
        if one not in order:
            place = order.index(standard[index - 1]) + 1 if index else 0
            order.insert(place, one)
    whole = [name for one in order for name in (one, *following.get(one, ()))]
    place = whole.index(LAST) if LAST in whole else len(whole)
    return [*whole[:place], *waiting, *whole[place:]]


def chapters(
    standard: Sequence[str],
    given: Sequence[Section],
    *,
    body: Callable[[str, int], Markup],
    heading: Callable[[str], Markup],
    say: Callable[[Text], Markup],
    prose: Callable[[Text, int], Markup],
) -> list[Chapter]:
    """The sections with something in them, numbered from 1.

    `body` makes what stands under a section's own heading (level 2), given its id and its number.
    """
    by_id = {section.id: section for section in reversed(given)}
    made: list[Chapter] = []
    for identifier in arrange(standard, given):
        section = by_id.get(identifier)
        number = len(made) + 1
        content = Markup("")
        if section is not None and section.text is not None:
            content += prose(section.text, 3)
        if identifier in standard:
            content += body(identifier, number)
        if not content.strip():
            continue
        title = say(section.title) if section is not None and section.title else heading(identifier)
        made.append(Chapter(number, f"del-{identifier}", title, content))
    return made
