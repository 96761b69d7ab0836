"""National identity numbers in a text: found, told apart, and hidden.

Fødselsnummer, D-number (day + 40) and the synthetic ones that test registers use (month + 80 from the tax office,
month + 40 from NAV). python-stdnum knows neither the synthetic months nor the rule for numbers issued from 2032.
A number is never printed: whatever quotes a file goes through `masked` (docs/architecture.md, "What it promises").
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal

from msgspec import Struct

Kind = Literal["fødselsnummer", "d-number", "synthetic"]

HIDDEN = "•"
"""Stands for each digit of a number that is hidden, so that columns stay where they are."""

FIRST_YEAR, LAST_YEAR = 1854, 2039
_WEIGHTS = ((3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))
_FIRST_REMAINDERS = (0, 1, 2, 3)  # only 0 before 2032
_DIGEST = 16  # from this length on, hex digits and letters together are a checksum or an id
_FAR = 64  # no checksum we know is longer, and a long row of numbers takes no long time

_TO_ZERO = bytes.maketrans(b"123456789", b"000000000")
_LAST, _ZERO = b"00000", 0x30
_LONGEST = 64  # characters of a number as it is written, with the indent of a new line in it

# What is not seen, as a soft hyphen, comes along when a number is copied from a page.
_BLANK = r"[ \t\u00a0\u00ad\u2002-\u200d\u202f\u2060\ufeff]"
_DASH = r"[.\-\u2010-\u2015\u2212]"


class Found(Struct, frozen=True):
    """One number: from where to where in the text, and which kind. Not the number itself."""

    start: int
    end: int
    kind: Kind


def kind_of(digits: str) -> Kind | None:
    """What kind of number eleven digits are; None where the check digits or the date are wrong."""
    if len(digits) != 11 or not (digits.isascii() and digits.isdecimal()) or not _checks(digits):
        return None
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    d_number = day > 40
    synthetic = month > 40
    if not _is_day(year, month - (80 if month > 80 else 40 if synthetic else 0), day - 40 * d_number):
        return None
    return "synthetic" if synthetic else "d-number" if d_number else "fødselsnummer"


def numbers(text: str) -> Iterator[Found]:
    """Every number in a text, also with a blank, a dot, a dash, a new line or what is not seen before its last five digits.

    Not a part of a longer row of digits, of a decimal or of a checksum, nor what is written as an account number
    (1234.56.78901).
    """
    raw, told = shape(text), 0
    start = raw.find(_LAST)
    while start >= 0:
        end = start + len(_LAST)
        while end < len(raw) and raw[end] == _ZERO:
            end += 1
        # The last five stand alone, or the eleven together; a number begins at most so far in front of them.
        match = end - start in (5, 11) and _written().search(text, max(told, end - _LONGEST), end)
        if match:
            digits = re.sub("[^0-9]", "", match[0])
            kind = kind_of(digits if len(digits) == 11 else digits[:4] + digits[6:])
            if kind is not None and not _belongs_to_more(text, match.start(), end):
                told = end
                yield Found(match.start(), end, kind)
        start = raw.find(_LAST, end)


def may_hold(text: str) -> bool:
    """Whether it is worth while to look: five digits in a row. Cheap, since every file is asked."""
    return _LAST in shape(text)


def masked(text: str) -> str:
    """The text with a mark for each digit of every number in it; everything else stays, and so does its length.

    In a line where escapes (\\x20, \\u0030) hold the parts of a number together, every digit is hidden.
    """
    if "\\" in text:
        text = "".join(_unescaped_masked(line) for line in text.splitlines(keepends=True))
    pieces, at = [], 0
    for one in numbers(text):
        pieces += [text[at : one.start], _hidden(text[one.start : one.end])]
        at = one.end
    return "".join([*pieces, text[at:]]) if pieces else text


def masked_data(value: Any) -> Any:
    """Plain data with every text, key and whole number masked; the depth is bounded by the reader."""
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, dict):
        return {masked_data(key): masked_data(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(masked_data(item) for item in value)
    if isinstance(value, int) and not isinstance(value, bool):
        shown = masked(str(value))
        return value if HIDDEN not in shown else shown
    return value


def shape(text: str) -> bytes:
    """A byte for each character (Latin-1, "?" for others), and "0" for every digit: a search through it takes no time."""
    return text.encode("latin-1", "replace").translate(_TO_ZERO)


def _unescaped_masked(line: str) -> str:
    """The line with all its digits hidden, where it holds a number that only one who reads its escapes can see."""
    if "\\" not in line:
        return line
    read = _escape().sub(lambda match: chr(int(match[1] or match[2] or match[3] or "20", 16)), line)
    return _hidden(line) if sum(1 for _ in numbers(read)) > sum(1 for _ in numbers(line)) else line


def _hidden(text: str) -> str:
    return "".join(HIDDEN if "0" <= char <= "9" else char for char in text)


def _checks(digits: str) -> bool:
    numbers = [int(digit) for digit in digits]
    first, second = (
        (sum(w * n for w, n in zip(weights, numbers, strict=False)) + numbers[len(weights)]) % 11
        for weights in _WEIGHTS
    )
    return first in _FIRST_REMAINDERS and second == 0


def _is_day(year: int, month: int, day: int) -> bool:
    """Whether there is such a day in any century that people have numbers from."""
    for century in (1800, 1900, 2000):
        if FIRST_YEAR <= century + year <= LAST_YEAR:
            try:
                dt.date(century + year, month, day)
            except ValueError:
                continue
            return True
    return False


def _belongs_to_more(text: str, start: int, end: int) -> bool:
    """Whether the digits are part of a decimal, or of a checksum in hex."""
    if _decimal_before().search(text[max(0, start - 6) : start]) or _decimal_after().match(text, end):
        return True
    left, right = start, end
    while left and start - left < _FAR and text[left - 1].isalnum():
        left -= 1
    while right < len(text) and right - end < _FAR and text[right].isalnum():
        right += 1
    around = text[left:right]
    return len(around) >= _DIGEST and re.fullmatch("[0-9a-fA-F]+", around) is not None


# Compiled when they are first asked for: most runs never need them.
@cache
def _written() -> re.Pattern[str]:
    """ddmmyy or dd.mm.yy (also with the century), and five digits."""
    date = r"(?:[0-9]{6}|[0-9]{2}([ .\-/])[0-9]{2}\1(?:18|19|20)?[0-9]{2})"
    between = rf"(?:{_BLANK}{{0,3}}(?:{_DASH}{_BLANK}{{0,3}})?|[ \t]*\r?\n[ \t]*)"
    return re.compile(rf"(?<![0-9]){date}{between}[0-9]{{5}}\Z")


@cache
def _escape() -> re.Pattern[str]:
    """What YAML and JSON write in double quotes; any other escape stands for a blank."""
    return re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U0000([0-9a-fA-F]{4})|.)")


@cache
def _decimal_before() -> re.Pattern[str]:
    return re.compile(r"(?:^|[^0-9.,;/\-])[0-9]{1,3}[.,]\Z")


@cache
def _decimal_after() -> re.Pattern[str]:
    return re.compile(r"[.,][0-9]{1,3}(?![0-9.,])")
