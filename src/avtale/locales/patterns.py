"""What a check looks for in texts of one language: the `patterns` of its file, compiled when they are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Any

from avtale.errors import UsageError
from avtale.locales import PATTERNS, file_of, languages
from avtale.source.read import parse

CLAUSE_NUMBER = r"[0-9]+(?:[.-][0-9]+)*(?:\s?[a-hj-z]\b)?"


class SourcePattern:
    """How a text names a kind of source: `named` is what is quoted, the whole match where there is no such group.

    Nothing is looked for in a file that has none of `words_seen`. `known` finds a reference of that kind by its title.
    """

    def __init__(self, kind: str, data: Mapping[str, Any]) -> None:
        self.kind = kind
        self.words_seen: tuple[str, ...] = tuple(data["words_seen"])
        self._data = data

    @cached_property
    def find(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(each) for each in self._data["find"])

    @cached_property
    def known(self) -> re.Pattern[str] | None:
        return re.compile(self._data["known"], re.IGNORECASE) if self._data["known"] else None


class Sought:
    """One thing to find in a text. It begins with a letter, and after that with one of `words_seen`: only there it is tried."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.words_seen: tuple[str, ...] = tuple(data["words_seen"])
        self._find = str(data["find"])

    @cached_property
    def find(self) -> re.Pattern[str]:
        return re.compile(self._find)

    def all(self, text: str) -> Iterator[re.Match[str]]:
        """Each place of it, by the order of the words and then of the text."""
        for word in self.words_seen:
            at = text.find(word, 1)
            while at >= 0:
                if found := self.find.match(text, at - 1):
                    yield found
                at = text.find(word, at + 1)

    def stands_in(self, text: str) -> bool:
        return any(True for _ in self.all(text))


class CitedClause:
    """How a text cites a clause: `find` has the groups `first`, `more` and, where several are meant, `many`.

    `here` is what stands after, and `before` before, a clause of the text itself; `elsewhere` what stands after one of
    another. `other` are the words for laws and documents that have clauses of their own. Nothing is looked for in a
    file that has none of `words_seen`.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.words_seen: tuple[str, ...] = tuple(data["words_seen"])
        self._data = data

    @cached_property
    def find(self) -> re.Pattern[str]:
        return re.compile(self._data["find"].replace("{number}", CLAUSE_NUMBER))

    @cached_property
    def here(self) -> re.Pattern[str]:
        return re.compile(self._data["here"])

    @cached_property
    def before(self) -> re.Pattern[str]:
        return re.compile(self._data["before"], re.IGNORECASE)

    @cached_property
    def elsewhere(self) -> re.Pattern[str]:
        return re.compile(self._data["elsewhere"])

    @cached_property
    def other(self) -> re.Pattern[str]:
        return re.compile(self._data["other"])


class Patterns:
    """The patterns of one language, as they stand in its file."""

    def __init__(self, lang: str, data: Mapping[str, Any]) -> None:
        self.lang, self.data = lang, data

    @cached_property
    def plan(self) -> Mapping[str, re.Pattern[str]]:
        """How a plan speaks of the youth, of consent and of what happens to a measure, by the name of each."""
        return {name: re.compile(each, re.IGNORECASE) for name, each in self.data["plan"].items()}

    @cached_property
    def persons(self) -> Sought:
        """Words for those whom an agreement cannot be about without data on them, and for such data."""
        return Sought(self.data["data"]["persons"])

    @cache  # noqa: B019 - there is one of each language, kept as long as the program runs
    def of_data(self, field: str) -> re.Pattern[str]:
        """How a text speaks of a field of `data_processing`; "said" is of data protection at all."""
        return re.compile(self.data["data"][field], re.IGNORECASE)

    @cached_property
    def gaps(self) -> tuple[str, ...]:
        """Words an author leaves where something is to be filled in."""
        return tuple(self.data["gaps"])

    @cached_property
    def gap(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, self.gaps))})\b")

    @cached_property
    def months(self) -> tuple[re.Pattern[str], ...]:
        """The names of the twelve months, in every form they take."""
        return tuple(re.compile(rf"(?:{name})\Z") for name in self.data["months"])

    @cached_property
    def dates(self) -> tuple[re.Pattern[str], ...]:
        """Dates with the month in letters, the fullest first; groups `first`, `day`, `month` and `year`."""
        month = f"(?P<month>{'|'.join(self.data['months'])})"
        return tuple(re.compile(each.replace("{month}", month)) for each in self.data["dates"])

    @cached_property
    def number_words(self) -> tuple[tuple[int, re.Pattern[str]], ...]:
        """Numbers in letters, ordinals too."""
        words = self.data["number_words"].items()
        return tuple((int(n), re.compile(rf"\b(?:{forms})\b", re.IGNORECASE)) for n, forms in words)

    @cached_property
    def scales(self) -> tuple[tuple[int, re.Pattern[str]], ...]:
        """What a number is multiplied by when the word stands after it."""
        words = self.data["scales"].items()
        return tuple((int(n), re.compile(rf"\s(?:{forms})(?!\w)")) for n, forms in words)

    @cached_property
    def step(self) -> Sought:
        """A step of a routine by its letter, or several; group `letters`."""
        return Sought(self.data["step"])

    @cached_property
    def annex(self) -> Sought:
        """An annex by its number, but none of something else; group `number`."""
        return Sought(self.data["annex"])

    @cached_property
    def clause(self) -> CitedClause:
        """A clause by its number."""
        return CitedClause(self.data["clause"])

    @cached_property
    def before_verb(self) -> re.Pattern[str]:
        """What stands before a verb and is no part of what is to be done: the mark of the infinitive, shall, may."""
        return re.compile(self.data["before_verb"], re.IGNORECASE)

    @cached_property
    def institution(self) -> re.Pattern[str]:
        """A title that is the name of one institution, and so explains itself: "Eksempel videregående skole"; the whole title."""
        return re.compile(self.data["institution"])

    @cached_property
    def binds(self) -> re.Pattern[str]:
        """The verb by which running text binds whoever stands before it."""
        return re.compile(rf"\b{self.data['binds']}")

    @cached_property
    def defines(self) -> str:
        """What stands before a name that a text defines: "heretter kalt"; case is no matter."""
        return str(self.data["defines"])

    @cached_property
    def goes_on(self) -> re.Pattern[str]:
        """A word in small letters that a sentence goes on with, and an item of a list seldom begins with."""
        return re.compile(self.data["goes_on"])

    @cached_property
    def only_handed_over(self) -> re.Pattern[str]:
        """How a task begins that only sends, submits or keeps a document; one that gives notice is none."""
        return re.compile(
            f"(?:{self.data['before_verb']})?{self.data['only_handed_over']}", re.IGNORECASE | re.DOTALL
        )

    @cached_property
    def ages(self) -> re.Pattern[str]:
        """From one age to another; groups `first` and `last`."""
        return re.compile(self.data["ages"])

    @cached_property
    def by_itself(self) -> re.Pattern[str]:
        """Words that say of something that nobody needs to do it."""
        return re.compile(self.data["by_itself"], re.IGNORECASE)

    @cached_property
    def as_needed(self) -> re.Pattern[str]:
        """Words that say that something is done when it is needed."""
        return re.compile(self.data["as_needed"], re.IGNORECASE)

    @cached_property
    def term(self) -> Sought:
        """How long a document holds; groups `first`, `last` and, where the last day is one of them, `inclusive`."""
        day = rf"(?:\d{{1,2}}\.\s?\d{{1,2}}\.\s?\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}\.?\s+(?:{'|'.join(self.data['months'])})\s+\d{{4}})"
        data = self.data["term"]
        return Sought({**data, "find": data["find"].replace("{day}", day)})

    @cached_property
    def length(self) -> Sought:
        """How many years or months a document holds; groups `number` and, for months, `month`."""
        number = "|".join(self.data["number_words"].values())
        data = self.data["length"]
        return Sought({**data, "find": data["find"].replace("{number}", rf"\d{{1,2}}|{number}")})

    @cached_property
    def this(self) -> re.Pattern[str]:
        """What stands before a document's name for itself, where it does not begin a sentence."""
        return re.compile(self.data["term"]["this"])

    @cached_property
    def amounts(self) -> re.Pattern[str]:
        """An amount of money in digits: group `before` or `after` the currency, with `scale` where a word multiplies it."""
        currency, scales = self.data["money"]["currency"], "|".join(self.data["scales"].values())
        digits = r"\d{1,3}(?:[\s.,]\d{3}(?!\d)){1,4}(?:[.,]\d{1,2}(?!\d))?|\d{1,15}(?:[.,]\d{1,2}(?!\d))?"
        return re.compile(
            rf"(?<!\w)(?:{currency})\s?(?P<before>{digits})(?:\s(?P<scale>{scales})(?!\w))?"
            rf"|(?<![\w.,])(?P<after>{digits})(?:\s(?P<scale_after>{scales})(?!\w))?(?:\s(?:{currency})(?!\w)|,-)"
        )

    @cached_property
    def whole_amount(self) -> re.Pattern[str]:
        """Words that say of an amount that others are parts of it."""
        return re.compile(self.data["money"]["whole"], re.IGNORECASE)

    @cached_property
    def no_part(self) -> re.Pattern[str]:
        """Words that say of an amount that it is a rate, a ceiling, or for one year of several."""
        return re.compile(self.data["money"]["no_part"], re.IGNORECASE)

    @cached_property
    def of_the_past(self) -> re.Pattern[str]:
        """Words that say of something that it is over."""
        return re.compile(self.data["of_the_past"], re.IGNORECASE)

    @cached_property
    def sources(self) -> tuple[SourcePattern, ...]:
        return tuple(SourcePattern(kind, one) for kind, one in self.data["sources"].items())


@cache
def patterns(lang: str) -> Patterns:
    """The patterns of `lang`; those of bokmål for a language without a file."""
    if lang not in languages():
        return patterns("nb")
    raw = file_of(lang).read_bytes()
    data = parse(raw[raw.index(PATTERNS) :], f"{lang}.yaml").data
    if not isinstance(data, dict):
        raise UsageError(
            nb=f"Mønstrene i språkfilen {lang}.yaml kan ikke leses.",
            en=f"The patterns of the language file {lang}.yaml cannot be read.",
        )
    return Patterns(lang, data["patterns"])


def in_plan(what: str, said: str) -> bool:
    """Whether words of a plan speak of `what`, in any language: an id may be in another than the text."""
    return any(patterns(lang).plan[what].search(said) for lang in languages())
