"""Which sections a document has, in which order, with which numbers and headings."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence, Sized

from markupsafe import Markup
from msgspec import Struct, field

from avtale.format.model import Clause, Section
from avtale.format.numbers import bare, taken
from avtale.format.values import Text
from avtale.render.places import PARTS

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
    # own sections belong to the known one before them; those before any known one stand before the first of these
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
    before = known[0] if known else LAST
    place = whole.index(before) if before in whole else len(whole)
    return [*whole[:place], *waiting, *whole[place:]]


def chapters(
    standard: Sequence[str],
    given: Sequence[Section],
    *,
    body: Callable[[str, str], Markup],
    clauses: Callable[[Section, str], Markup],
    heading: Callable[[str], Markup],
    say: Callable[[Text], Markup],
    prose: Callable[[Text, int], Markup],
    numbers: Sized,
    style: str | None = None,
    part: Callable[[int], str] = str,
) -> list[Chapter]:
    """The sections with something in them, numbered from 1.

    `body` makes what stands under a section's own heading (level 2), given its id and its bare number, which
    begins the numbers inside it; `clauses` makes those of a section, given its number. `numbers` grows with each duty
    that is made. `style` is how numbers are shown, and `part` says "Del 3" in a language.

    A section's own number stands as it is, and no other is given it: an automatic one that meets it goes past all
    that are used; where such numbers are still to come it has none, unless duties in it need one.
    """
    by_id = {section.id: section for section in reversed(given)}
    order = arrange(standard, given)
    to_come = [taken(by_id[one] for one in order[at:] if one in by_id) for at in range(len(order))]
    numbering = _Numbering(style, taken(given))
    made: list[Chapter] = []
    for at, identifier in enumerate(order):
        section = by_id.get(identifier)
        number = numbering.next(section.number if section is not None else None, to_come[at])
        before = len(numbers)
        content = Markup("")
        if section is not None and section.text is not None:
            content += prose(section.text, 3)
        if identifier in standard or identifier in PARTS:
            content += body(identifier, number.inside)
        if section is not None and section.clauses:
            bare_of_it = number.early and not holds_duty(section.clauses)
            content += clauses(section, "" if bare_of_it else number.own or number.inside)
        if not content.strip():
            continue
        title = say(section.title) if section is not None and section.title else heading(identifier)
        label = ""
        if not number.early or len(numbers) > before:
            label = number.own or shown(number.free, style, part)
            numbering.take(number)
        made.append(Chapter(len(made) + 1, label, f"del-{identifier}", title, content))
    return made


class _Number(Struct, frozen=True):
    """A section's number: its `own`, else the one that is `free`; `inside` begins the numbers in it.

    `early`: it went past those that are still to come, so that it has it only where it needs one.
    """

    own: str | None
    free: int
    inside: str
    early: bool


class _Numbering(Struct):
    """How far the sections are counted: which numbers are `used`, and which the numbers inside sections have begun with."""

    style: str | None
    used: set[str]
    begun: set[str] = field(default_factory=set)
    taken: int = 0

    def next(self, own: str | None, to_come: set[str]) -> _Number:
        """The number of the next section, given those that authors gave to sections from here on."""
        number = self.taken + 1
        free = _free(number, self.style, self.used)
        inside = bare(own) if own else counted(free, self.style)
        if own and inside in self.begun:  # «Del 2» after «§ 2»: the numbers inside must differ
            inside = own.strip().rstrip(".")
        early = own is None and free != number and counted(number, self.style) in to_come
        return _Number(own, free, inside, early)

    def take(self, number: _Number) -> None:
        """Count it: the section is there, and shows it."""
        self.begun.add(number.inside)
        self.used |= {number.inside} if number.own is None else set()
        self.taken += 1


def _free(number: int, style: str | None, used: set[str]) -> int:
    """The number itself, or the first after all that are used."""
    if counted(number, style) not in used:
        return number
    highest = max((int(one) for one in used if one.isdecimal()), default=0)
    return next(n for n in itertools.count(max(number, highest)) if counted(n, style) not in used)


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


def holds_duty(clauses: Sequence[Clause]) -> bool:
    """Whether one of the clauses, or one below it, is a duty."""
    return any(clause.duty is not None or holds_duty(clause.clauses) for clause in clauses)
