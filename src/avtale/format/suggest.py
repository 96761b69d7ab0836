"""What a badly written value was plainly meant to be: a date, a number, a period, an id.

The forms and words are those Norwegian authors write. A guess is offered, never made for them.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from avtale.locales import languages
from avtale.locales.patterns import patterns

_UNITS = {
    "hour": ("time", "timer", "timar"),
    "day": ("dag", "dager", "døgn"),
    "working day": ("virkedag", "virkedager", "arbeidsdag", "arbeidsdager"),
    "week": ("uke", "uker", "veke", "veker"),
    "month": ("måned", "måneder", "månad", "månader", "mnd"),
    "year": ("år", "årlig"),
}
_COUNTS = {
    word: number
    for number, words in enumerate(
        (
            *(
                "en én ett ei",
                "to",
                "tre",
                "fire",
                "fem",
                "seks",
                "sju syv",
                "åtte",
                "ni",
                "ti",
                "elleve",
                "tolv",
            ),
            *("tretten", "fjorten", "femten", "seksten", "sytten", "atten", "nitten", "tjue"),
        ),
        1,
    )
    for word in words.split()
}
_COUNTS |= {"tretti": 30, "seksti": 60, "nitti": 90}
_ORDINALS = {
    word: number
    for number, words in enumerate(("andre annen annet", "tredje", "fjerde", "femte", "sjette"), 2)
    for word in words.split()
}
_EACH = ("hver", "hvert", "kvar", "kvart")
_EVERY = {
    "daglig": "1 day", "ukentlig": "1 week", "månedlig": "1 month", "kvartalsvis": "3 months",
    "halvårlig": "6 months", "hvert kvartal": "3 months", "hvert halvår": "6 months", "årlig": "1 year",
    "kvartal": "3 months", "halvår": "6 months",
}  # fmt: skip
_SEASONS = {"vår": "spring", "våren": "spring", "sommer": "summer", "sommeren": "summer", "høst": "autumn",
    "høsten": "autumn", "vinter": "winter", "vinteren": "winter"}  # fmt: skip
_PARTS = {"kvartal": "quarter", "halvår": "half-year", "måned": "month", "år": "year"}
_FIRST = {"første": 1} | _ORDINALS
_COUNTED = re.compile(r"([0-9]{1,3}|[a-zæøå]+)(?: (?:år|dager?|uker?|måned(?:er)?|timer?|ganger?|stk\.?))?\Z")
_ANY_PERIOD = r"^[1-9][0-9]* (hour|working day|day|week|month|year)s?$"
_MONTH_NAMED = re.compile(r"([0-3]?[0-9])\.? +([a-zæøå]+)\.? +([12][0-9]{3})\Z")
_MONTH_OF_YEAR = re.compile(r"([a-zæøå]+|[01]?[0-9])(?:\.? +|[./])([12][0-9]{3})\Z")
_LETTERS = str.maketrans("æøåäö", "eoaao")
_MONTHS = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")

_YEAR_FIRST = re.compile(r"([12][0-9]{3})[-./]([01]?[0-9])[-./]([0-3]?[0-9])\Z")
_DAY_FIRST = re.compile(r"([0-3]?[0-9])[./-]([01]?[0-9])[./-]([12][0-9]{3})\.?\Z")


_SHORT_YEAR = re.compile(r"([0-3]?[0-9])[./]([01]?[0-9])[./]([0-9]{2})\.?\Z")


def iso_date(value: str) -> str | None:
    """The day as 2026-08-01, from 1.8.2026, 01/08/2026, 1.8.26, 2026.8.1, 1. august 2026 and the like; None where it is no such day."""
    plain = value.strip()
    if day_first := _DAY_FIRST.match(plain):
        day, month, year = day_first.groups()
    elif short_year := _SHORT_YEAR.match(plain):
        day, month, year = short_year[1], short_year[2], f"20{short_year[3]}"
    elif year_first := _YEAR_FIRST.match(plain):
        year, month, day = year_first.groups()
    elif (named := _MONTH_NAMED.match(plain.lower())) and (month := number(named[2], month=True) or ""):
        day, year = named[1], named[3]
    else:
        return None
    try:
        iso = dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
    return iso if iso != value else None


def month_of_year(value: str) -> str | None:
    """The month as 2017-06, from «juni 2017» and 06.2017; None where it is no such month."""
    found = _MONTH_OF_YEAR.match(value.strip().lower())
    month = number(found[1], month=True) if found else None
    return f"{found[2]}-{int(month):02}" if found and month and 1 <= int(month) <= 12 else None


_PERIOD = re.compile(r"(?:innen |within )?(\w+) (\w+)(?: .*)?\Z", re.DOTALL)


def period(value: str) -> str | None:
    """The period a text begins with, «innen fem virkedager etter avbruddet»; None where it begins with none."""
    found = _PERIOD.match(" ".join(value.lower().split()))
    return in_form(f"{found[1]} {found[2]}", _ANY_PERIOD) if found else None


def as_needed(value: str) -> bool:
    """Whether a text says that something is done when needed, in any language there is."""
    return any(patterns(lang).as_needed.search(value.replace("_", " ")) for lang in languages())


def number(value: str, *, month: bool = False) -> str | None:
    """The whole number in a text, or that of a month's name where `month` says that one is asked for."""
    bare = value.strip().lower()
    digits = bare.removeprefix("-")
    if digits.isascii() and digits.isdecimal() and len(bare) < 19:
        return str(int(bare))
    if month and bare[:3] in _MONTHS:
        return str(_MONTHS.index(bare[:3]) + 1)
    return None


def counted(value: str) -> str | None:
    """The number in «15 år» and «femten»; None where it says more than one number of something."""
    found = _COUNTED.match(" ".join(value.lower().split()))
    if found is None:
        return None
    return str(_COUNTS[found[1]]) if found[1] in _COUNTS else found[1] if found[1].isdecimal() else None


_BESIDE_NUMBER = re.compile(r"kroner|kr\.?|nok|prosent|%|,-|\s")
_SCALES = {"tusen": 1_000, "millioner": 1_000_000, "million": 1_000_000, "mill.": 1_000_000}
_WITH_COMMA = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,15})(?:[.,]([0-9]{1,4}))?")


def decimal(value: str) -> str | None:
    """An amount or a per cent as the format has it: «kr 1.250,50», «62,5 %», «1,5 millioner»; None where it is none."""
    plain = value.strip().lower()
    scale = next((word for word in _SCALES if plain.removesuffix(" kroner").endswith(word)), "")
    found = _WITH_COMMA.fullmatch(_BESIDE_NUMBER.sub("", plain).replace(scale, ""))
    if found is None:
        return None
    whole = found[1].replace(".", "")
    if not scale:
        return f"{whole}.{found[2]}" if found[2] else whole
    number = Decimal(f"{whole}.{found[2] or 0}") * _SCALES[scale]
    return f"{number.normalize():f}"


def _recurring(words: list[str]) -> list[str]:
    """«hver måned» as «1 måned», «annenhver uke» as «2 uke», «hver tredje måned» as «3 måned»."""
    if len(words) == 2 and words[0] in ("annenhver", "annethvert"):
        return ["2", words[1]]
    if len(words) == 3 and words[0] in _EACH and words[1] in _ORDINALS:
        return [str(_ORDINALS[words[1]]), words[2]]
    return ["1", words[1]] if len(words) == 2 and words[0] in _EACH else words


def part_of_year(words: list[str]) -> str:
    """«høsten» as autumn, «første kvartal» and «1. kvartal» as quarter 1, «hvert kvartal» as quarter, «mars–april» as 3-4; else ""."""
    last = words[-1] if words else ""
    if len(words) == 1 and (months := [number(each, month=True) for each in re.split("[-–]", last)]):
        both = f"{months[0]}-{months[-1]}" if len(months) == 2 and all(months) else ""
        return both or _SEASONS.get(last) or _PARTS.get(last, "")
    if len(words) != 2:
        return ""
    which = str(_FIRST.get(words[0], words[0].removesuffix(".")))
    if words[0] in _EACH:
        return _SEASONS.get(last) or _PARTS.get(last, "")
    return f"{_PARTS[last]} {which}" if last in _PARTS else ""


def whole(pattern: str) -> str:
    """A pattern of a schema for Python, where `$` would also stand before a line end that comes last."""
    return re.sub(r"\$\Z", r"\\Z", pattern)


def in_form(value: str, pattern: str) -> str | None:
    """The value as a period («tre måneder»), as digits without spaces, or as an id, where that fits `pattern`."""
    words = value.strip().lower().split()
    timed = _recurring(words)
    count = _COUNTS.get(timed[0], timed[0]) if timed else ""
    unit = next((unit for unit, names in _UNITS.items() if " ".join(timed[1:]).strip(".") in names), "")
    digits = "".join(words)
    slug = re.sub(r"[^a-z0-9_-]+", "-", "-".join(words).translate(_LETTERS)).strip("-")
    for right in (
        f"{count} {unit}{'' if str(count) == '1' else 's'}",
        _EVERY.get(" ".join(words), ""),
        part_of_year(words),
        digits if digits.isdecimal() else "",
        decimal(value) or "",
        slug,
    ):
        if pattern and right and right != value and re.search(whole(pattern), right):
            return right
    return None
