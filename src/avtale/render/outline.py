"""Which sections a document has, in which order, with which numbers and headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from markupsafe import Markup
from msgspec import Struct

from avtale.format.model import Section
from avtale.format.values import Text

LAST = "signatories"
"""A section of one's own that was given no place comes before the signatures."""


class Chapter(Struct, frozen=True):
    """One numbered section, made: `label` is its number as shown, `anchor` its id in the page."""

    number: int
    label: str
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
    body: Callable[[str, str], Markup],
    heading: Callable[[str], Markup],
    say: Callable[[Text], Markup],
    prose: Callable[[Text, int], Markup],
    style: str | None = None,
    part: Callable[[int], str] = str,
) -> list[Chapter]:
    """The sections with something in them, numbered from 1.

    `body` makes what stands under a section's own heading (level 2), given its id and its bare number, which
    begins the numbers inside it. `style` is how numbers are shown, and `part` says "Del 3" in a language. A
    section's own number stands as it is.
    """
    by_id = {section.id: section for section in reversed(given)}
    made: list[Chapter] = []
    for identifier in arrange(standard, given):
        section = by_id.get(identifier)
        number = len(made) + 1
        own = section.number if section is not None else None
        content = Markup("")
        if section is not None and section.text is not None:
            content += prose(section.text, 3)
        if identifier in standard:
            content += body(identifier, bare(own) if own else counted(number, style))
        if not content.strip():
            continue
        title = say(section.title) if section is not None and section.title else heading(identifier)
        label = own or shown(number, style, part)
        made.append(Chapter(number, label, f"del-{identifier}", title, content))
    return made


def shown(number: int, style: str | None, part: Callable[[int], str] = str) -> str:
    """A section's number as `numbering` has it: 3., § 3, Del 3, C."""
    if style == "paragraph":
        return f"§ {number}"
    if style == "part":
        return part(number)
    return f"{counted(number, style)}."


def counted(number: int, style: str | None) -> str:
    """The bare number: 3, or C where letters count; after Z comes AA."""
    if style != "letter":
        return str(number)
    letters = ""
    while number:
        number, left = divmod(number - 1, 26)
        letters = chr(ord("A") + left) + letters
    return letters


def bare(own: str) -> str:
    """What of an own number begins the numbers inside: "§ 4 a" is 4a, "Del 2." is 2."""
    found = re.search(
        r"(?:^|\s)([0-9][0-9.]*(?:\s?[a-z](?![a-z]))?|[A-Z])\.?$", own.replace("§", " ").strip()
    )
    return found[1].replace(" ", "").rstrip(".") if found else own
