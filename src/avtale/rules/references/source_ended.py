"""The source is no longer in force."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Any

from msgspec import Struct

from avtale.facts.state import OVER
from avtale.findings import Problem
from avtale.format.dates import short
from avtale.format.model import Reference, Scheme
from avtale.format.values import Text, date
from avtale.locales.patterns import patterns
from avtale.rules.first_look import held
from avtale.rules.references._laws import Law, data, laws
from avtale.rules.rule import RuleContext, problem

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ«–-])|\n\s*\n|\n\s*[-*] ")
_WORD = re.compile(r"[^\W\d_]+")


class Ended(Struct, frozen=True, eq=False, dict=True):
    """A source that is over: how to know it, its last day, and what took its place. No name has capitals.

    `seen` is what a file must hold, one of them, before its running text can name the source.
    """

    names: tuple[str, ...]
    ended: dt.date
    replaced_by: str | None
    seen: tuple[str, ...]
    titles: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    year: str = ""
    marks: tuple[str, ...] = ()
    sections: Mapping[str, str] = {}
    replaced_by_made: dt.date | None = None

    @cached_property
    def spelled(self) -> tuple[str, ...]:
        """Every way to write the name that is the name of no other."""
        years = (f"({self.year})", f"av {self.year}", f"fra {self.year}") if self.year else ()
        return (*self.marks, *self.names, *(f"{name} {year}" for name in self.shared for year in years))

    def named_in(self, text: str) -> str | None:
        """The words that name the source in a text without capitals."""
        for name in self.spelled:
            if name in text and _has(text, name):
                return name
        for section, about in self.sections.items():
            found = next((name for name in self.shared if _has(text, name)), None)
            if found and _has(text, section) and about in text:
                return f"{found} {section}"
        return None


def check(context: RuleContext) -> Iterator[Problem]:
    """A law or programme no longer in force on the day that counts (docs/domain.md, "Rules of the land")."""
    sources = known(context)
    text = context.entry.source.text
    there = set(held(text, dict.fromkeys(mark for one in sources for mark in one.seen)))
    seen = [one for one in sources if not there.isdisjoint(one.seen)] if there else []
    if not (seen or context.all(Reference)) and not context.all(Scheme):
        return
    day = _day(context)
    if day is None:
        return
    # A title is held in the file too; only a shared name may be written without any of the marks.
    over = [one for one in sources if one.ended < day and (one.shared or one in seen)]
    for reference in context.all(Reference):
        yield from _reference(reference, over, day)
    for scheme in context.all(Scheme):
        yield from _scheme(scheme, over, day)
    seen = [one for one in seen if one.ended < day]
    yield from _prose(context, seen, there.intersection(mark for one in seen for mark in one.seen))


def _day(context: RuleContext) -> dt.date | None:
    """The day that counts: a transcription's beginning, else today or the beginning, the later; None where it is over."""
    begins = context.span.start
    if context.transcribed:
        header = context.document.control_header
        return begins or (header.effective_from if header else None)
    if context.state.name in OVER:
        return None
    return max(begins, context.on) if begins else context.on


def _reference(reference: Reference, over: list[Ended], day: dt.date) -> Iterator[Problem]:
    if reference.key is not None or (reference.relation == "mentions" and reference.in_force_to is not None):
        return
    said = _plain(reference.title)
    title = f"{reference.title or ''} {reference.section or ''}".strip()
    at = f"{reference.pointer}/title" if reference.title else reference.pointer
    if reference.in_force_to is not None:
        begun = reference.in_force_from
        if reference.in_force_to < day and (begun is None or begun <= reference.in_force_to):
            yield _problem(f"{reference.pointer}/in_force_to", title, reference.in_force_to, None)
        return
    since = reference.in_force_from or (reference.date.last if reference.date else None)
    told = f"{said} {reference.section or ''} {_plain(reference.about)}"
    for one in over:
        if _is(one, since, said, told):
            yield _problem(at, title, one.ended, one.replaced_by)
            return


def _is(one: Ended, since: dt.date | None, title: str, told: str) -> bool:
    """Whether a reference with this title, telling all this, is to `one`."""
    if since is not None and (
        since > one.ended or (one.replaced_by_made is not None and since >= one.replaced_by_made)
    ):
        return False  # made or in force after what took its place was made
    if one.named_in(told) is not None:
        return True
    return since is not None and any(title == name or title.startswith(f"{name} ") for name in one.shared)


def _scheme(scheme: Scheme, over: list[Ended], day: dt.date) -> Iterator[Problem]:
    if scheme.replaced_by is not None:
        return  # the text itself says that it is over
    title, end = str(scheme.title or scheme.id or ""), scheme.in_force.to if scheme.in_force else None
    if end is not None and end < day:
        yield _problem(f"{scheme.pointer}/in_force", title, end, None)
        return
    since = scheme.in_force.from_ if scheme.in_force else None
    said = _plain(scheme.title)
    for one in over:
        if (since is None or since <= one.ended) and (said in one.titles or one.named_in(said)):
            yield _problem(f"{scheme.pointer}/title", title, one.ended, one.replaced_by)
            return


def _prose(context: RuleContext, over: list[Ended], marks: set[str]) -> Iterator[Problem]:
    told: set[str] = set()
    apart = tuple(
        [f"{part.pointer}/" for part in context.all(Reference)]
        + [f"{scheme.pointer}/title" for scheme in context.all(Scheme)]
    )
    own = context.own_language
    for text, lang, value in context.holding(marks) if over else ():
        if text.pointer.startswith(apart) or text.pointer.endswith(("/replaces", "/replaced_by")):
            continue
        for sentence in _SENTENCE.split(value):
            plain = " ".join(sentence.split()).lower()
            for one in over:
                name = one.named_in(plain)
                if name is None or name in told or patterns(lang or own).of_the_past.search(sentence):
                    continue
                told.add(name)
                pointer = f"{text.pointer}/{lang}" if lang else text.pointer
                yield _problem(pointer, name, one.ended, one.replaced_by)


def _problem(pointer: str, title: str, ended: dt.date, by: str | None) -> Problem:
    now, now_en = (f" Nå gjelder «{by}».", f" Now there is “{by}”.") if by else ("", "")
    return problem(
        pointer,
        f"Kilden «{title}» gjaldt til {short(ended)}.{now} Bygg på det som gjelder, eller si at den er tidligere.",
        f"The source “{title}” was in force to {ended}.{now_en} Rest on what is in force, or say that it is former.",
    )


def _has(text: str, name: str) -> bool:
    """Whether a name stands in a text as words of its own."""
    at = text.find(name)
    while at >= 0:
        before, after = text[at - 1 : at] if at else "", text[at + len(name) : at + len(name) + 1]
        if not before.isalnum() and not after.isalnum() and before != "-" and after != "-":
            return True
        at = text.find(name, at + 1)
    return False


def _plain(text: Text | None) -> str:
    """A text in every language it has, without capitals."""
    return " ".join(" ".join(value.split()) for _, value in text.values).lower() if text else ""


def known(context: RuleContext) -> tuple[Ended, ...]:
    """Those of the data file, and those of the settings."""
    added = context.repository.settings.ended_sources
    return bundled() + tuple(
        Ended(names, one.ended, one.replaced_by, tuple(map(_inside, names)), titles=names)
        for one in added
        if one.ended is not None and (names := _lower(one.names))
    )


@cache
def bundled() -> tuple[Ended, ...]:
    """Those of the data file, in its order."""
    held_by = Counter(name for law in laws() for name in law.names)
    ended = [_ended(law, held_by) for law in laws() if law.end is not None]
    return *ended, *(_scheme_of(one) for one in data()["schemes"])


def _ended(law: Law, held_by: Counter[str]) -> Ended:
    """A law that is over; a name that another has too is shared."""
    assert law.end is not None
    assert law.made is not None
    successor = next((other for other in laws() if other.id == law.replaced_by), None)
    names = tuple(name for name in law.names if held_by[name] == 1)
    marks, year = _lower(law.marks), str(law.made.year)
    return Ended(
        names,
        law.end,
        f"{successor.names[0]} av {successor.marks[-1]}" if successor else law.replaced_by,
        (*map(_inside, names), " nr. ", "LOV-", "FOR-", *law.sections, year),
        (),
        tuple(name for name in law.names if held_by[name] > 1),
        year,
        marks,
        law.sections,
        successor.made if successor else None,
    )


def _scheme_of(one: Mapping[str, Any]) -> Ended:
    ended, names = date(one["ended"]), _lower(one["names"])
    assert ended is not None
    return Ended(names, ended, one["replaced_by"], tuple(map(_inside, names)), _lower(one["titles"]))


def _inside(name: str) -> str:
    """A piece of a name that is written alike with and without a capital: of its longest word, without the first letter."""
    longest = max(_WORD.findall(name), key=len, default="")
    return longest[1:11] if len(longest) > 4 else ""


def _lower(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(name.split()).lower() for name in names)
