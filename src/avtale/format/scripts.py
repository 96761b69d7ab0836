"""Words whose letters are not what they look like: two scripts in one word, and letters or digits of another kind.

By Unicode Technical Standard 39, 5.1, as far as it deceives a reader of Norwegian: a text wholly in one script is
honest whichever it is, and so are a Greek sign of mathematics (µ, Ω, α) and the scripts that are written together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Literal

from msgspec import Struct

from avtale.format.skeleton import UNSEEN_MARK, looks
from avtale.source.letters import has_unusual

# How the standard writes Japanese, Korean and Chinese ("highly restrictive").
_TOGETHER = (
    frozenset(("Hira", "Kana", "Hani", "Latn")),
    frozenset(("Hang", "Hani", "Latn")),
    frozenset(("Bopo", "Hani", "Latn")),
)
_SIGNS = frozenset("αβγδεζηθκλμξπρστφχψωΓΔΘΛΞΠΣΦΨΩ\u2126\xb5")
_COMPATIBLE = ("<font>", "<wide>", "<narrow>", "<circle>", "<square>", "<compat>")

_MOST = 20  # words of one text: who has so many knows what is wrong

Reason = Literal["mixed", "alike", "mark", "digit"]


class Deception(Struct, frozen=True):
    """One word that deceives: why, the first character that does, its index in the text, and what it looks like."""

    reason: Reason
    word: str
    char: str
    at: int
    looks: str = ""


def deceptions(text: str, *, name: bool) -> Iterator[Deception]:
    """Every such word of a text once, of very many the first; `name` tells that it is a name, an id or a title, where more deceives than in prose."""
    if not has_unusual(text):
        return
    latin = any(
        _script(char) == "Latn"
        for char in text
        if char.isalpha() and unicodedata.normalize("NFKC", char) == char
    )
    seen: set[str] = set()
    for found in _words().finditer(text):
        word = found[0]
        if word.isascii() or word in seen or len(seen) > _MOST:
            continue
        told = _of_word(word, found.start(), latin, name)
        if told is not None:
            seen.add(word)
            yield told
    for at, char in _digits(text):
        if not (_own(char, text) and not (name and latin)):
            yield Deception("digit", char, char, at, str(unicodedata.decimal(char)))


def _digits(text: str) -> Iterator[tuple[int, str]]:
    """The first digit of each other kind, and its index."""
    zeros: set[str] = set()
    for at, char in enumerate(text):
        if (
            char > "9"
            and char.isdecimal()
            and (zero := chr(ord(char) - unicodedata.decimal(char))) not in zeros
        ):
            zeros.add(zero)
            yield at, char


def called(char: str, lang: str) -> str:
    """The script of a letter in words: "kyrillisk", "Greek"; "" for one that is rarely met."""
    known = _SCRIPTS.get(_script(char))
    return known[lang == "en"] if known else ""


def _of_word(word: str, start: int, latin: bool, name: bool) -> Deception | None:
    split = unicodedata.normalize("NFD", word)
    if (unseen := UNSEEN_MARK.search(split)) is not None:
        mark = split[unseen.end() - 1]
        marked = split[: unseen.end() - 1]
        return Deception(
            "mark", word, mark, start + max(word.rfind(mark), 0), unicodedata.normalize("NFC", marked)[-1:]
        )
    scripts = {_script(char) for char in word} - {"Zyyy", "Zinh"}
    foreign = [(at, char) for at, char in enumerate(word) if _script(char) not in ("Latn", "Zyyy", "Zinh")]
    deceiving = [(at, char) for at, char in foreign if looks(char).isascii() and looks(char) != char]
    if len(scripts) > 1 and not any(scripts <= allowed for allowed in _TOGETHER):
        shown = deceiving or (foreign if name or "Latn" not in scripts else [])
        sign = all(char in _SIGNS and not looks(char).isascii() for _, char in foreign)
        if shown and not sign:
            at, char = shown[0]
            return Deception("mixed", word, char, start + at, looks(char))
        return None
    if foreign and latin and len(deceiving) == len([char for char in word if char.isalpha()]):
        if len(word) == 1 and (word in _SIGNS or not name):
            return None
        at, char = deceiving[0]
        return Deception("mixed", word, char, start + at, looks(char))
    numeral = all(unicodedata.category(char) == "Nl" for char in word)
    for at, char in enumerate(word):
        if char > "\x7f" and _other_form(char, name=name, alone=numeral):
            return Deception("alike", word, char, start + at, looks(char))
    return None


def _other_form(char: str, *, name: bool, alone: bool) -> bool:
    """A letter in another form (𝐀, Ａ, Ⓐ, ﬁ); in a name also one of phonetics that looks like a Latin one (ɑ).

    A Roman numeral (Ⅳ) is one unless it stands `alone`.
    """
    if unicodedata.category(char) == "Nl":
        return not alone
    if unicodedata.decomposition(char).startswith(_COMPATIBLE) and char.isalpha() and char != "\u0149":
        return unicodedata.normalize("NFKC", char).isascii()
    phonetic = "\u0250" <= char <= "\u02af" or "\u1d00" <= char <= "\u1dbf" or "\ua720" <= char <= "\uab6f"
    return name and phonetic and looks(char).isascii()


def _own(digit: str, text: str) -> bool:
    """Whether the text has letters of the digit's script: then it is written in it."""
    script = _script(digit)
    wanted = {"Zyyy": frozenset(("Arab",)) if "\u0660" <= digit <= "\u0669" else frozenset()}.get(
        script, frozenset((script,))
    )
    return any(_script(char) in wanted for char in text if char.isalpha())


_SCRIPTS = {
    "Latn": ("latinsk", "Latin"), "Cyrl": ("kyrillisk", "Cyrillic"), "Grek": ("gresk", "Greek"), "Armn": ("armensk", "Armenian"),
    "Hebr": ("hebraisk", "Hebrew"), "Arab": ("arabisk", "Arabic"), "Deva": ("indisk", "Devanagari"), "Thai": ("thailandsk", "Thai"),
    "Geor": ("georgisk", "Georgian"), "Cher": ("cherokesisk", "Cherokee"), "Copt": ("koptisk", "Coptic"), "Hang": ("koreansk", "Hangul"),
    "Hani": ("kinesisk", "Han"), "Hira": ("japansk", "Hiragana"), "Kana": ("japansk", "Katakana"), "Ethi": ("etiopisk", "Ethiopic"),
}  # fmt: skip


@cache
def _script(char: str) -> str:
    """The character's script by ISO 15924: "Latn"; "Zyyy" for what all scripts share."""
    if char.isascii():
        return "Latn" if char.isalpha() else "Zyyy"
    from fontTools.unicodedata import script  # takes a while to import, and few texts need it

    return str(script(char))


@cache
def _words() -> re.Pattern[str]:
    """A run of letters and of the marks above and below them."""
    return re.compile("(?:[^\\W\\d_]|[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u0655])+")
