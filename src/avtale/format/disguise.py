"""A value that has to be exact, and a character in it that only looks right: a no-break space, a dash, a Cyrillic о."""

from __future__ import annotations

import unicodedata

from msgspec import Struct

from avtale.format import scripts
from avtale.format.skeleton import looks
from avtale.message import Message
from avtale.source import letters


class Disguise(Struct, frozen=True):
    """The first such character, its index, whether it is invisible or a space, and the value without any of its kind."""

    char: str
    at: int
    unseen: bool
    right: str

    @property
    def called(self) -> Message:
        """The character by its code point, and what it is; Unicode names a letter in English only."""
        script = scripts.called(self.char, "nb") if self.char.isalpha() else ""
        known = letters.called(self.char)
        return Message(f"{letters.code(self.char)} ({script} bokstav)", known.en) if script else known


def disguise(value: str) -> Disguise | None:
    """What disguises a value; None where it has nothing but ordinary characters and letters of its own."""
    if value.isascii():
        return None
    odd = next((at for at, char in enumerate(value) if _is_odd(value, at, char)), None)
    if odd is None:
        return None
    return Disguise(value[odd], odd, _is_unseen(value, odd), "".join(map(_plain, letters.plain(value))))


def _is_odd(value: str, at: int, char: str) -> bool:
    return char > "\x7f" and (_is_unseen(value, at) or _plain(char) != char)


def _is_unseen(value: str, at: int) -> bool:
    return letters.kind_of(value, at) is not None or unicodedata.category(value[at]) == "Zs"


def _plain(char: str) -> str:
    """The ASCII characters that a character stands for or looks like; itself where there are none."""
    if char.isascii():
        return char
    if (bare := letters.plain(char)) != char:
        return bare
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return seen if (seen := looks(char)).isascii() and char not in "·×°" else char
