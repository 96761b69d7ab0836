"""The dates and numbers a text says, whatever language it says them in, and which two texts do not share.

A number may stand in digits in one language and in letters in the other. Letters alone are never told of as
missing: "begge" is "the two". They only stand for digits, or tell that one number has become another.
"""

from __future__ import annotations

import re
from collections import Counter

from msgspec import Struct

from avtale.locales.patterns import Patterns, patterns

Day = tuple[int, int, int]
"""Year, month and day; 0 for what the text does not say."""

_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_DOTTED = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})\b(?![.,]?\d)")
_ADDRESS = re.compile(r"\]\([^)\s]{0,500}\)|\bhttps?://\S+|(?<![\w.-])[\w.-]++@[\w.-]+\b")
_NUMBERED = re.compile(r"^[^\S\n]*\d{1,3}[.)]\s+", re.MULTILINE)  # the items of a list in Markdown
_CLOCK = re.compile(r"\b(\d{1,2})(?:[.:](\d{2}))?\s?([ap])\.?m\b\.?", re.IGNORECASE)
_YEARS = re.compile(r"\b(\d{2})(\d{2})\s?([–/-])\s?(\d{2})\b(?!\d)")
_GROUPED = re.compile(
    r"(?<![\d.,])\d{1,3}(?:[\s.,]\d{3})+(?![\d])(?![.,]\d{3})|\b\d{2}(?:\s\d{2}){3}\b|\b\d{3}\s\d{2}\s\d{3}\b"
)
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_DIGIT = re.compile(r"\d")


class Values:
    """What one text says: dates, numbers in digits and in letters, and the words that say each first."""

    def __init__(self) -> None:
        self.dates: Counter[Day] = Counter()
        self.digits: Counter[str] = Counter()
        self.letters: Counter[str] = Counter()
        self.words: dict[object, str] = {}

    def add_date(self, year: int, month: int, day: int, words: str) -> None:
        self.dates[year, month, day] += 1
        self.words.setdefault((year, month, day), " ".join(words.split()))

    def add_digits(self, number: str, words: str) -> None:
        self.digits[number] += 1
        self.words.setdefault(number, words.strip())


class Difference(Struct, frozen=True):
    """What only the one and only the other of two texts says, in its own words."""

    one: tuple[str, ...]
    other: tuple[str, ...]


def values(text: str, lang: str) -> Values:
    """The dates and numbers in a text of one language."""
    found = Values()
    known = patterns(lang)
    rest = _ADDRESS.sub(" ", text)
    rest = _dates(rest, known, found)
    if _DIGIT.search(rest):
        if len(_NUMBERED.findall(rest)) > 1:
            rest = _NUMBERED.sub(" ", rest)
        rest = _digits(rest, known, found)
    for number, pattern in known.number_words:
        for match in pattern.finditer(rest):
            found.letters[str(number)] += 1
            found.words.setdefault(("letters", str(number)), match[0])
    return found


def _dates(text: str, known: Patterns, found: Values) -> str:
    """Take the dates out of a text; returns what is left."""

    def iso(match: re.Match[str]) -> str:
        return _taken(match, int(match[1]), int(match[2]), int(match[3]))

    def dotted(match: re.Match[str]) -> str:
        year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
        return _taken(match, year, int(match[2]), int(match[1]))

    def _taken(match: re.Match[str], year: int, month: int, day: int) -> str:
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return match[0]
        found.add_date(year, month, day, match[0])
        return " "

    def lettered(match: re.Match[str]) -> str:
        groups = match.groupdict()
        name = groups["month"]
        month = next((n for n, each in enumerate(known.months, 1) if each.match(name)), 0)
        year = int(groups.get("year") or 0)
        for day in (groups.get("first"), groups.get("day")):
            if day is not None:
                found.add_date(year, month, int(day), match[0])
        if groups.get("day") is None:
            found.add_date(year, month, 0, match[0])
        return " "

    text = _DOTTED.sub(dotted, _ISO.sub(iso, text))
    for pattern in known.dates:
        text = pattern.sub(lettered, text)
    return text


def _digits(text: str, known: Patterns, found: Values) -> str:
    """Take the numbers in digits out of a text; returns what is left."""

    def clock(match: re.Match[str]) -> str:
        hour = int(match[1]) % 12 + (12 if match[3].lower() == "p" else 0)
        found.add_digits(_plain(f"{hour}.{match[2] or '00'}"), match[0])
        return " "

    def grouped(match: re.Match[str]) -> str:
        return " " + re.sub(r"\D", "", match[0]) + " "

    text = _YEARS.sub(lambda m: f"{m[1]}{m[2]}{m[3]}{m[1]}{m[4]}", text)
    text = _GROUPED.sub(grouped, _CLOCK.sub(clock, text))

    for match in _NUMBER.finditer(text):
        number = _plain(match[0])
        for times, pattern in known.scales:
            if pattern.match(text, match.end()):
                number = _times(number, times)
        found.add_digits(number, match[0])
    return _NUMBER.sub(" ", text)


def _plain(number: str) -> str:
    """One way to write it: 2,5 and 2.5 and 02.50 are one number, and 14.00 is 14."""
    whole, *parts = re.split(r"[.,:]", number)
    if len(parts) == 1:
        parts = [parts[0].rstrip("0")] if set(parts[0]) - {"0"} or len(parts[0]) == 2 else parts
    return ".".join(part for part in (whole.lstrip("0") or "0", *parts) if part)


def _times(number: str, times: int) -> str:
    whole, _, part = number.partition(".")
    if not part.isdecimal() and part:
        return number
    return str(int(whole + part) * times // 10 ** len(part)) if len(part) <= len(str(times)) else number


def date_difference(one: Values, other: Values) -> Difference | None:
    """The dates only one of two texts says; 1.6. is 1 June."""
    left, right = one.dates - other.dates, other.dates - one.dates
    _as_number(left, other)
    _as_number(right, one)
    if not left and not right:
        return None
    return Difference(_said(left, one), _said(right, other))


def _as_number(dates: Counter[Day], there: Values) -> None:
    for year, month, day in list(dates):
        if not year and day and there.digits[f"{day}.{month}"]:
            del dates[year, month, day]


def number_difference(one: Values, other: Values) -> Difference | None:
    """The numbers only one of two texts says. A date that only one says is told of as a date, not by its numbers."""
    left, right = one.digits - other.digits, other.digits - one.digits
    words_left, words_right = _letters(one), _letters(other)
    _take_away(words_left, words_right)
    _take_away(left, words_right)
    _take_away(right, words_left)
    for digits, there in ((left, other), (right, one)):
        for number in list(digits):
            if _is_date_of(number, there):
                del digits[number]
        if "1" in digits and there.letters["1"]:
            del digits["1"]
    if not left and not right and not (words_left and words_right):
        return None
    return Difference(_said(left or _only(words_left), one), _said(right or _only(words_right), other))


def _letters(said: Values) -> Counter[str]:
    return Counter({number: count for number, count in said.letters.items() if number != "1"})


def _only(words: Counter[str]) -> Counter[str]:
    return Counter({("letters " + number): count for number, count in words.items()})


def _take_away(numbers: Counter[str], words: Counter[str]) -> None:
    """What stands in both, digits against letters, is no difference."""
    for number in list(numbers):
        shared = min(numbers[number], words[number])
        for counter in (numbers, words):
            counter[number] -= shared
            if counter[number] <= 0:
                del counter[number]


def _is_date_of(number: str, there: Values) -> bool:
    day, _, month = number.partition(".")
    return month.isdecimal() and (0, int(month), int(day)) in there.dates


def _said(values_: Counter[Day] | Counter[str], text: Values) -> tuple[str, ...]:
    return tuple(_words(text, value) for value, count in values_.items() for _ in range(count))


def _words(text: Values, value: object) -> str:
    if isinstance(value, str) and value.startswith("letters "):
        return text.words[("letters", value.removeprefix("letters "))]
    return text.words[value]
