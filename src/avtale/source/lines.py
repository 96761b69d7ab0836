"""Lines as editors count them: a line ends with LF, CR LF or CR, and with nothing else.

YAML 1.1, which the parser follows, also ends a line at U+0085, U+2028 and U+2029. YAML 1.2 does not, and no editor does:
a finding below one of them would point a line too far. So the reader hides them from the parser (`hidden`).
"""

from __future__ import annotations

import re

BREAK = re.compile("\r\n|[\n\r]")
_OLD_BREAKS = ("\x85", "\u2028", "\u2029")


def lines(text: str) -> list[str]:
    """The lines of a text without their ends; after a last line end comes an empty line."""
    return BREAK.split(text)


def end_of(text: str) -> tuple[int, int]:
    """The 1-based line and column just after a text: where what follows it stands."""
    before = lines(text)
    return len(before), len(before[-1]) + 1


def hidden(text: str) -> tuple[str, dict[int, str] | None]:
    """The text with what only YAML 1.1 takes for a line end as other letters, and the way back for `str.translate`.

    The letters are some that the text does not have, so every column stays as it is. None where there is nothing to hide.
    """
    if text.isascii() or not (found := [letter for letter in _OLD_BREAKS if letter in text]):
        return text, None
    free = (chr(code) for code in range(0xF0000, 0xF0000 + len(text) + 3) if chr(code) not in text)
    pairs: dict[str, int | str | None] = {old: next(free) for old in found}
    return text.translate(str.maketrans(pairs)), {ord(str(new)): old for old, new in pairs.items()}
