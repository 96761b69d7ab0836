"""What a rule is, and how all of them are found.

A rule is one module in a folder under rules/. Its file name gives the code that it finds (underscores become hyphens);
what the code is, is told in the catalogue. It has one function or more:

    check(context: RuleContext) -> Iterator[Problem]            about one document
    check_repository(repository, history) -> Iterator[Located]  about the other files, a Source with each problem
    check_unread(entry) -> Iterator[Problem]                    about a document that cannot be read
"""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct

from avtale.facts.decided import entry_span
from avtale.facts.git import History
from avtale.facts.occurrences import Occurrence, next_occurrences, own_occurrences
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.state import State, state
from avtale.facts.validity import ValidSpan
from avtale.findings import Problem, Severity
from avtale.format.bind import by_class, everything, texts
from avtale.format.called import own_language, party_names
from avtale.format.markdown import Forbidden, forbidden
from avtale.format.misspelt import meant_instead
from avtale.format.model import ONE_OR_MANY, REFERS, Document, Duty, Part
from avtale.format.owners import COLLECTIVE, bound, spelled, titled
from avtale.format.values import Text
from avtale.format.words import Words
from avtale.inheritance.chain import Chain, chain
from avtale.inheritance.effective import EffectiveDocument
from avtale.locales import labels, languages
from avtale.locales.patterns import patterns
from avtale.message import Message
from avtale.rules.first_look import among, held, holds
from avtale.source.pointer import resolve, split, step
from avtale.source.read import Source

P = TypeVar("P", bound=Part)
Located = tuple[Source, Problem]

# What a file must hold before a rule about texts can have anything to say, beside the words for a gap in its
# language (`avtale.locales.patterns`); an escape may hide the rest.
_SUSPECT = (
    *("<", "[", "\\", "{{", "{%", "{#", "____", "«…", "«.", "xx", "xX", "Xx", "XX"),
    *("file:/", "FILE:/", "File:/"),
)

_HERE = Path(__file__).resolve().parent

_FUNCTIONS = ("check", "check_repository", "check_unread", "check_acts")


class RuleContext:
    """What a rule about one document may know: the document, everything around it, and the day.

    What several rules ask for is found once and kept.
    """

    def __init__(self, entry: DocumentFile, document: Document, repository: Repository, on: dt.date) -> None:
        self.entry = entry
        self.document = document
        self.repository = repository
        self.on = on

    @cached_property
    def state(self) -> State:
        """The document's state on the day."""
        return state(self.entry, self.repository, self.on)

    @cached_property
    def span(self) -> ValidSpan:
        """From when to when the document holds."""
        return entry_span(self.entry, self.repository)

    @cached_property
    def own_occurrences(self) -> list[Occurrence]:
        """When the document's own evaluation, review, revision, notice and end fall due."""
        return own_occurrences(self.entry, self.repository, self.on)

    @cached_property
    def occurrences(self) -> list[Occurrence]:
        """When everything the document makes somebody do falls due, of what recurs only the next time ahead."""
        return next_occurrences(self.entry, self.repository, self.on)

    @property
    def transcribed(self) -> bool:
        """Whether the file only records another document."""
        return self.entry.transcribed

    @cached_property
    def names(self) -> dict[str, str]:
        """What to call each party, role and body, by id."""
        found: dict[str, str] = dict(self.effective.names) if self.effective else {}
        found |= party_names(self.document)
        for one in titled(self.document):
            if one.id and one.title:
                found[one.id] = str(one.title)
        return found

    def name(self, actor: str | tuple[str, ...] | None) -> str:
        """What to call a party, role or body, or several; its id where it has no name."""
        if isinstance(actor, tuple):
            return ", ".join(self.name(one) for one in actor)
        return self.names.get(actor or "", actor or "") if actor not in COLLECTIVE else self._together(actor)

    def _together(self, word: str | None) -> str:
        own = self.own_language if self.own_language in languages() else "nb"
        return self.names.get(word or "") or Words(labels(own)).collective(word)

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """The ids of the parties, the document's own, else those it has from above."""
        own = tuple(party.id for party in self.document.parties if party.id)
        return own or tuple(self.effective.ids("parties") if self.effective is not None else ())

    def bound(self, duty: Duty) -> tuple[str, ...]:
        """Everyone whom a duty binds, by id (`avtale.format.owners`)."""
        return bound(duty, self.parties, self.names)

    def party_of(self, actor: str) -> str:
        """The party that a role belongs to; a party, a body and a role without one stand for themselves."""
        return self._belongs.get(actor) or actor

    @cached_property
    def _belongs(self) -> dict[str, str]:
        found = dict(self.effective.parties) if self.effective is not None else {}
        return found | {role.id: role.party for role in self.document.roles if role.id and role.party}

    def spot(self, part: Part) -> tuple[str, str]:
        """How a reader finds a part, in bokmål and English: by its paragraph and id, else by its line."""
        paragraph, id_ = getattr(part, "source", None), getattr(part, "id", None)
        if id_:
            nb, en = f"«{id_}»", f"“{id_}”"
            return (f"{paragraph} ({nb})", f"{paragraph} ({en})") if paragraph else (nb, en)
        if paragraph:
            return paragraph, paragraph
        line, _ = self.entry.source.position(part.pointer)
        return f"linje {line}", f"line {line}"

    def absent(self, part: Part, key: str) -> bool:
        """Whether the author left a field out; one that is there and cannot be read is the schema's to tell of."""
        if getattr(part, key, None):
            return False
        try:
            there = resolve(self.entry.source.data, split(part.pointer))
        except KeyError:
            return False
        if not isinstance(there, dict) or key in there or self.inherited(part, key) is not None:
            return False
        return (part.pointer, key) not in self._misspelt

    @cached_property
    def _misspelt(self) -> set[tuple[str, str]]:
        """The fields that stand under another name, as the pointer of what they belong to and their right name."""
        return meant_instead(self.entry.problems)

    @property
    def chain(self) -> Chain:
        """What each document is based on, and what holds of it, on the day."""
        return chain(self.repository, self.on)

    @cached_property
    def effective(self) -> EffectiveDocument | None:
        """The document whole, with what it has from above; None where nothing stands above it and nothing amends it."""
        found = self.chain.resolve(self.entry)
        return found if found.above is not None or found.amendments else None

    def inherited(self, part: Part, key: str) -> Any:
        """What a part has from above in a field that its own file leaves out; None where it has nothing."""
        return self.effective.field_of(part, key) if self.effective is not None else None

    def all(self, cls: type[P]) -> list[P]:
        """Every part of a class in the document, in the order of the schema."""
        return self._parts.get(cls, [])

    @cached_property
    def _in_order(self) -> list[Part]:
        return everything(self.document)

    @cached_property
    def _parts(self) -> dict[type[Part], list[Any]]:
        return by_class(self._in_order)

    @cached_property
    def texts(self) -> tuple[tuple[str, str, bool], ...]:
        """Every text as written, with its pointer and whether it is Markdown; none of a file that holds nothing suspect."""
        source = self.entry.source
        gaps = patterns(self.own_language).gaps
        marks = held(source.text, (*_SUSPECT, *gaps))
        # A list in one line has a bracket too: the texts alone are then looked at, and of them those that have one.
        if not marks or (marks == ["["] and not any("[" in said for _, said in self.strings)):
            return ()
        markdown = {
            f"{t.pointer}/{lang}" if lang else t.pointer
            for t in self.said
            if t.markdown
            for lang, _ in t.values
        }
        return tuple(
            (pointer, value, pointer in markdown)
            for pointer, value in self.strings
            if not pointer.startswith("/silences/")
        )

    @cached_property
    def strings(self) -> tuple[tuple[str, str], ...]:
        """Every text of the file with its pointer, in the order of the file."""
        return tuple(strings(self.entry.source.data))

    @cached_property
    def said(self) -> tuple[Text, ...]:
        """Every text in running words, in one or more languages, in the order of the schema."""
        return tuple(texts(self._in_order))

    @cached_property
    def values(self) -> tuple[tuple[Text, str, str], ...]:
        """Every text in running words as (text, language, words), once for each language that it is there in."""
        return tuple((text, lang, value) for text in self.said for lang, value in text.values)

    @cached_property
    def _words(self) -> tuple[str, ...]:
        return tuple(value for _, _, value in self.values)

    def holding(self, words: Iterable[str]) -> list[tuple[Text, str, str]]:
        """Those of `values` that hold one of the words."""
        return [self.values[number] for number in among(self._words, words)]

    @cached_property
    def own_language(self) -> str:
        """The language of a text that names none."""
        return own_language(self.document)

    @cached_property
    def spoken(self) -> tuple[str, ...]:
        """The languages that the file has texts in, of those that have words and patterns here."""
        own = self.own_language
        named = (
            {lang or own for said in self.said for lang, _ in said.values} if self._named_languages else {own}
        )
        return tuple(sorted(named.intersection(languages())))

    @property
    def multilingual(self) -> bool:
        """Whether a text of the file may stand in more than one language."""
        return len(self._named_languages) > 1

    @cached_property
    def _named_languages(self) -> tuple[str, ...]:
        """The languages that stand before a colon, as where a text says which it is in; seldom a word of a text."""
        text = self.entry.source.text
        ends = (":", *(end for end in ("':", '":', " :") if holds(text, end)))
        return tuple(lang for lang in languages() if _is_key(lang, text, ends))

    @cached_property
    def forbidden(self) -> tuple[tuple[str, Forbidden], ...]:
        """What no text may hold, with the text's pointer."""
        return tuple(
            (pointer, each)
            for pointer, text, markdown in self.texts
            for each in forbidden(text, markdown=markdown)
        )

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """Every place in the document that names a party, role, body or target group by its id; a word for all the parties
        names each of them.
        """
        return tuple(_uses(self))


class Use(Struct, frozen=True):
    """One id used in one place: what it says, what it must be ("party", "actor", "body" or "target_group"), and by which part."""

    id: str
    target: str
    pointer: str
    by: Part


def _is_key(lang: str, text: str, ends: tuple[str, ...]) -> bool:
    """Whether a language stands before a colon as a word of its own, and not as the end of another."""
    for end in ends:
        at = text.find(f"{lang}{end}")
        while at >= 0:
            if not text[max(0, at - 1) : at].isalnum():
                return True
            at = text.find(f"{lang}{end}", at + 1)
    return False


def strings(data: Any) -> list[tuple[str, str]]:
    """Every text of plain data with its pointer, in the order of the file; the reader bounds the depth."""
    found: list[tuple[str, str]] = []
    if isinstance(data, str):
        found.append(("", data))
    _gather("", data, found)
    return found


def _gather(pointer: str, value: Any, found: list[tuple[str, str]]) -> None:
    """The texts below a value; asked of every file, so it calls itself for mappings and lists alone."""
    for key, item in (
        value.items() if type(value) is dict else enumerate(value) if type(value) is list else ()
    ):
        kind = type(item)
        if kind is str:
            found.append((pointer + step(key), item))
        elif kind is dict or kind is list:
            _gather(pointer + step(key), item, found)


def _uses(context: RuleContext) -> Iterator[Use]:
    for cls, key, attribute, target in REFERS:
        for part in context.all(cls):
            value = getattr(part, attribute)
            pointer = f"{part.pointer}/{key}"
            if isinstance(value, tuple):
                alone = key in ONE_OR_MANY and len(value) == 1
                for index, each in enumerate(value):
                    yield from _use(context, each, target, pointer if alone else f"{pointer}/{index}", part)
            elif value is not None:
                yield from _use(context, value, target, pointer, part)


def _use(context: RuleContext, id_: str, target: str, pointer: str, part: Part) -> Iterator[Use]:
    together = target == "actor" and id_ in COLLECTIVE
    for one in spelled((id_,), context.parties, context.names) if together else (id_,):
        yield Use(one, target, pointer, part)


def called(*names: object) -> str:
    """What a message calls something: the first of its names there is, else “?”. That it has none is told elsewhere."""
    return next((str(name) for name in names if name not in (None, "")), "?")


def problem(
    pointer: str,
    nb: str,
    en: str,
    *,
    on_key: bool = False,
    severity: Severity | None = None,
    since: dt.date | None = None,
    **values: object,
) -> Problem:
    """A problem whose code is filled in from the rule's file name; `values` as in `Message`."""
    said = Message(nb, en, **values)
    return Problem("", pointer, said.nb, said.en, on_key=on_key, severity=severity, since=since)


class Finder(Struct, frozen=True):
    """What finds one code."""

    code: str
    check: Callable[[RuleContext], Iterator[Problem]] | None
    check_repository: Callable[[Repository, History | None], Iterator[Located]] | None
    check_unread: Callable[[DocumentFile], Iterator[Problem]] | None
    check_acts: Callable[[Repository, dt.date], Iterator[Located]] | None
    """What was recorded as done, held against the calendar: the day is today's, whichever day is asked about."""


@cache
def finders() -> dict[str, Finder]:
    """The rules by the code that each finds, in the order of themes and names."""
    found = {}
    for path in sorted(_HERE.glob("*/[!_]*.py")):
        module = importlib.import_module(f"avtale.rules.{path.parent.name}.{path.stem}")
        code = path.stem.replace("_", "-")
        found[code] = Finder(code, *(getattr(module, name, None) for name in _FUNCTIONS))
    return found
