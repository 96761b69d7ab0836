"""Characters that deceive or go unseen: which they are, what they are called, and where they stand in a file.

Three kinds are no part of any honest text, each with its own finding:

- "direction": the controls of the Unicode Bidirectional Algorithm (UAX 9), which show a line in another order than it
  is stored (CVE-2021-42574). Right-to-left letters need none of them; a mark beside such letters is left in peace.
- "invisible": Default_Ignorable_Code_Point of the Unicode Character Database, annotation marks and the empty Braille
  cell. What joins an emoji, or stands in a script that needs it, is left in peace.
- "control": control characters, the line ends of YAML 1.1, private use, noncharacters, and what stands for a lost letter.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from avtale.message import Message
from avtale.source.lines import BREAK

if TYPE_CHECKING:
    from avtale.source.read import Place, Source

Kind = Literal["direction", "invisible", "control"]
Where = Literal["value", "key", "comment"]

# Character classes of the Unicode Character Database 15.0, as ranges of a regular expression.
_MARKS = "\u061c\u200e\u200f"
_DIRECTION = f"{_MARKS}\u202a-\u202e\u2066-\u2069"
_IGNORABLE = (
    "\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_INVISIBLE = f"{_IGNORABLE}\u2800\ufff9-\ufffb"
_CONTROL = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffc-\uffff"
    "\U000f0000-\U0010ffff"
    + "".join(f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
)
# Latin letters of Europe and the usual signs: a text of these has nothing that this module looks for.
_USUAL = "\t\n\r\x20-\x7e\xa0-\xac\xae-\u024f\u0292\u02b0-\u02ff\u1e00-\u1eff\u2010-\u2027\u202f-\u205f\u20a0-\u20ff\u2103\u2116\u2122\u2190-\u245f\u24ea-\u27ff\u2801-\u2bff"
# What takes no room on the page and does no work where it is found: it may be deleted unseen.
STRAYS = frozenset(
    "\xad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufe00\ufe0e\ufe0f\ufeff"
)
_EMOJI_END = ("So", "Sk", "Sm")
_NEAR = 200  # characters on either side in which a mark of direction has its letters
_KEYCAP = "\u20e3"
_FLAG = "\U0001f3f4"

_NAMES: dict[str, tuple[str, str]] = {
    "\x00": ("nulltegn", "null"), "\x1b": ("escape-tegn", "escape"), "\x7f": ("slettetegn", "delete"),
    "\x85": ("linjeskift, NEL", "next line"), "\xa0": ("hardt mellomrom", "no-break space"), "\xad": ("myk bindestrek", "soft hyphen"),
    "\u034f": ("usynlig samlingstegn", "combining grapheme joiner"), "\u061c": ("arabisk retningsmerke", "Arabic letter mark"),
    "\u115f": ("usynlig koreansk fylltegn", "Hangul filler"), "\u1160": ("usynlig koreansk fylltegn", "Hangul filler"),
    "\u180e": ("mongolsk skilletegn", "Mongolian vowel separator"), "\u200b": ("mellomrom uten bredde", "zero width space"),
    "\u200c": ("usynlig skilletegn", "zero width non-joiner"), "\u200d": ("usynlig bindetegn", "zero width joiner"),
    "\u200e": ("retningsmerke mot høyre", "left-to-right mark"), "\u200f": ("retningsmerke mot venstre", "right-to-left mark"),
    "\u2028": ("linjeskille", "line separator"), "\u2029": ("avsnittsskille", "paragraph separator"),
    "\u202a": ("innfelling mot høyre", "left-to-right embedding"), "\u202b": ("innfelling mot venstre", "right-to-left embedding"),
    "\u202c": ("slutt på retning", "pop directional formatting"), "\u202d": ("tvungen retning mot høyre", "left-to-right override"),
    "\u202e": ("tvungen retning mot venstre", "right-to-left override"), "\u2066": ("avskjermet retning mot høyre", "left-to-right isolate"),
    "\u2067": ("avskjermet retning mot venstre", "right-to-left isolate"), "\u2068": ("avskjermet retning", "first strong isolate"),
    "\u2069": ("slutt på avskjermet retning", "pop directional isolate"), "\u2007": ("tallmellomrom", "figure space"),
    "\u2009": ("tynt mellomrom", "thin space"), "\u202f": ("smalt hardt mellomrom", "narrow no-break space"),
    "\u2010": ("bindestrek fra Word", "hyphen"), "\u2011": ("hard bindestrek", "no-break hyphen"), "\u2012": ("tallstrek", "figure dash"),
    "\u2013": ("tankestrek", "en dash"), "\u2014": ("lang tankestrek", "em dash"), "\u2015": ("vannrett strek", "horizontal bar"),
    "\u2212": ("minustegn", "minus sign"), "\u2060": ("usynlig sammenføyer", "word joiner"),
    "\u2061": ("usynlig regnetegn", "function application"), "\u2062": ("usynlig gangetegn", "invisible times"),
    "\u2063": ("usynlig komma", "invisible separator"), "\u2064": ("usynlig pluss", "invisible plus"),
    "\u2800": ("tom punktskriftrute", "blank Braille pattern"), "\u3164": ("usynlig koreansk fylltegn", "Hangul filler"),
    "\uffa0": ("usynlig koreansk fylltegn", "halfwidth Hangul filler"), "\ufeff": ("bytemerke, BOM", "byte order mark"),
    "\ufffc": ("plassholder for et objekt", "object replacement character"), "\ufffd": ("erstatning for en tapt bokstav", "replacement character"),
    "\u00b7": ("midtstilt prikk", "middle dot"), "\u2022": ("kulepunkt", "bullet"), "\u25aa": ("kulepunkt", "bullet"), "\u25cf": ("kulepunkt", "bullet"),
    "\uf0b7": ("kulepunkt fra Word", "bullet of Word"), "\uf0a7": ("kulepunkt fra Word", "bullet of Word"),
}  # fmt: skip
_GROUPS = (
    ("\x00", "\x9f", "kontrolltegn", "control character"), ("\u180b", "\u180f", "usynlig variantvelger", "variation selector"),
    ("\u2000", "\u200a", "mellomrom av egen bredde", "space of its own width"), ("\u2060", "\u206f", "usynlig tegn", "invisible character"),
    ("\ufe00", "\ufe0f", "usynlig variantvelger", "variation selector"), ("\ufff9", "\ufffb", "usynlig merkegrense", "interlinear annotation"),
    ("\ufdd0", "\ufdef", "ikke et tegn", "noncharacter"), ("\ufffe", "\uffff", "ikke et tegn", "noncharacter"),
    ("\U000e0000", "\U000e007f", "usynlig merkelapp", "tag character"), ("\U000e0100", "\U000e01ef", "usynlig variantvelger", "variation selector"),
    ("\ud800", "\udfff", "halvt tegn", "surrogate"), ("\ue000", "\uf8ff", "tegn til privat bruk", "private-use character"),
    ("\U000f0000", "\U0010ffff", "tegn til privat bruk", "private-use character"),
)  # fmt: skip
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")


class Spot(Struct, frozen=True):
    """One such character: 1-based line and column, and the value (or key) it belongs to; "" where that is a comment."""

    kind: Kind
    char: str
    line: int
    column: int
    pointer: str = ""
    where: Where = "comment"
    written: bool = True
    """Whether it stands in the file as itself; else it is written as an escape, and the place is the value's."""


def has_unusual(text: str) -> bool:
    """The first look: whether a text has a character that is not among the usual ones of a Norwegian text."""
    return not text.isascii() and _unusual().search(text) is not None


def kind_of(text: str, at: int) -> Kind | None:
    """Whether the character at an index of `text` deceives or goes unseen there, and how."""
    char = text[at]
    if char in " -~" or not _hidden().match(char):
        return None
    if _control().match(char):
        return "control"
    if _direction().match(char):
        return None if char in _MARKS and _rtl().search(_line_around(text, at)) else "direction"
    return None if _needed(text, at) else "invisible"


def hits(text: str) -> Iterator[tuple[int, Kind]]:
    """The index and kind of each such character of a text."""
    for found in _hidden().finditer(text):
        kind = kind_of(text, found.start())
        if kind is not None:
            yield found.start(), kind


def code(char: str) -> str:
    """U+00AD"""
    return f"U+{ord(char):04X}"


def named(char: str) -> Message:
    """What a character is: "myk bindestrek", else itself; in bokmål only words of ours."""
    if (known := _NAMES.get(char)) is not None:
        return Message(*known)
    group = next((group for group in _GROUPS if group[0] <= char <= group[1]), None)
    if group is not None:
        return Message(*group[2:])
    itself = "" if unicodedata.category(char)[0] in "ZCM" else f"«{char}»"
    return Message(itself, unicodedata.name(char, "").lower() or itself)


def called(char: str, words: str = " ({})") -> Message:
    """What messages call a character: "U+00AD (myk bindestrek)"; within brackets `words` has other signs."""
    name = named(char)
    nb, en = (words.format(said) if said else "" for said in (name.nb, name.en))
    return Message(f"{code(char)}{nb}", f"{code(char)}{en}")


def without_unseen(text: str) -> str:
    """The text without what nobody sees."""
    return text if text.isascii() else _seen_through().sub("", text)


def plain(text: str) -> str:
    """The text with every space an ordinary one, every hyphen and dash a hyphen, and nothing invisible; no space at the ends."""
    if text.isascii():
        return text.strip()
    seen = without_unseen(text).translate(_HYPHENS)
    return "".join(" " if unicodedata.category(char) == "Zs" else char for char in seen).strip()


def spots(source: Source) -> tuple[Spot, ...]:
    """Every such character of a file, those in comments and those that are written as an escape included."""
    text = source.text
    raw = list(hits(text)) if source.unusual or "\x7f" in text else []
    escaped = "\\" in text and _escape().search(text) is not None
    if not raw and not escaped:
        return ()
    return tuple(_placed(source, raw, escaped=escaped))


def _placed(source: Source, raw: list[tuple[int, Kind]], *, escaped: bool) -> Iterator[Spot]:
    text = source.text
    starts = [0, *(found.end() for found in BREAK.finditer(text))]
    scalars = list(_scalars(source)) if source.data is not None else []
    scalars.sort(key=lambda one: one.begin)
    begins = [one.begin for one in scalars]
    line = 0
    standing = set()
    for at, kind in raw:
        while line + 1 < len(starts) and starts[line + 1] <= at:
            line += 1
        place = (line, at - starts[line])
        nearest = bisect_right(begins, place) - 1
        inside = scalars[nearest] if nearest >= 0 and place < scalars[nearest].end else None
        pointer, where = (inside.pointer, inside.where) if inside else ("", "comment")
        standing.add((pointer, where, text[at]))
        yield Spot(kind, text[at], place[0] + 1, place[1] + 1, pointer, where)
    for scalar in scalars if escaped else ():
        for at, kind in hits(scalar.said):
            char = scalar.said[at]
            if (scalar.pointer, scalar.where, char) not in standing:
                yield Spot(
                    kind, char, scalar.begin[0] + 1, scalar.begin[1] + 1, scalar.pointer, scalar.where, False
                )


class _Scalar(Struct, frozen=True):
    """A text or a key of the file: what it says, and from where to where it stands, 0-based."""

    pointer: str
    where: Where
    said: str
    begin: tuple[int, int]
    end: tuple[int, int]


def _scalars(source: Source) -> Iterator[_Scalar]:
    from avtale.source.pointer import join

    waiting: list[tuple[str, object, Place | None]] = [("", source.data, source.root)]
    while waiting:
        pointer, value, place = waiting.pop()
        children = place.children if place is not None else {}
        if isinstance(value, dict):
            for key, item in value.items():
                under = children.get(key)
                here = pointer + join(key)
                if under is not None:
                    begin = (under.key_line, under.key_column)
                    yield _Scalar(here, "key", str(key), begin, (under.line, under.column))
                waiting.append((here, item, under))
        elif isinstance(value, list):
            waiting += [(f"{pointer}/{at}", item, children.get(at)) for at, item in enumerate(value)]
        elif place is not None:
            said = value if isinstance(value, str) else ""
            yield _Scalar(
                pointer, "value", said, (place.line, place.column), (place.end_line, place.end_column)
            )


def _needed(text: str, at: int) -> bool:
    """Whether an invisible character does its work here: in an emoji, a flag, or a script that joins its letters."""
    char, before = text[at], text[at - 1 : at]
    after = text[at + 1 : at + 2]
    if not before:
        return False
    if char in "\u200c\u200d" and "\u0600" <= before <= "\u109f" and after.isalpha():
        return True  # Arabic, Persian, and the scripts of India, where these join and part letters
    if char == "\u200d":
        return (unicodedata.category(before) in _EMOJI_END or before == "\ufe0f") and unicodedata.category(
            after or " "
        ) == "So"
    if char in "\ufe0e\ufe0f":
        return (
            unicodedata.category(before) in _EMOJI_END
            or before in "\u203c\u2049\u3030"
            or (before in "0123456789#*" and after == _KEYCAP)
        )
    if "\u180b" <= char <= "\u180f":
        return "\u1800" <= before <= "\u18af"
    if "\U000e0020" <= char <= "\U000e007f":
        return _flags().search(text, max(0, at - 8), at + 8) is not None
    return False


def _line_around(text: str, at: int) -> str:
    """The line of a character, as much of it as is near: a line may be a whole file."""
    low, high = max(0, at - _NEAR), at + _NEAR
    end = text.find("\n", at, high)
    return text[text.rfind("\n", low, at) + 1 or low : end if end >= 0 else high]


# Compiled when they are first asked for.
@cache
def _unusual() -> re.Pattern[str]:
    return re.compile(f"[^{_USUAL}]")


@cache
def _hidden() -> re.Pattern[str]:
    return re.compile(f"[{_DIRECTION}{_INVISIBLE}{_CONTROL}]")


@cache
def _direction() -> re.Pattern[str]:
    return re.compile(f"[{_DIRECTION}]")


@cache
def _control() -> re.Pattern[str]:
    return re.compile(f"[{_CONTROL}]")


@cache
def _seen_through() -> re.Pattern[str]:
    """What `plain` leaves out: no space and no hyphen is among them but the soft one."""
    return re.compile(f"[{_DIRECTION}{_INVISIBLE}]")


@cache
def _rtl() -> re.Pattern[str]:
    """A letter of a script that is written from right to left (bidirectional class R or AL)."""
    return re.compile(
        "[\u0590-\u060b\u060d-\u061b\u061d-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
    )


@cache
def _flags() -> re.Pattern[str]:
    """The flag of a region, an emoji tag sequence (UTS 51): at most six signs of its name."""
    return re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f")


@cache
def _escape() -> re.Pattern[str]:
    r"""An escape of YAML that may stand for such a character: \x, \u, \U, \0, \a, \b, \e, \v, \f, \N, \L, \P."""
    return re.compile(r"\\[xuU0abevfNLP]")
