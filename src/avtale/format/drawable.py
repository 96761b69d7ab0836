"""Which characters can be printed: those that a font of the documents has.

Everything that is written goes onto pages, so a character that no font has is found before approval, where neither
the fonts nor Pango need be at hand. The table beside this file is made from the fonts (`make model`).
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("drawable.txt")
# What nearly all texts are made of, found by a small pattern before the large one is made.
_COMMON = r"\t\n\r -~\xa0-\u017f\u2010-\u2027"
# Never drawn, and no fault: soft hyphen, joiners, direction marks and isolates, byte order mark, variation selectors.
_UNSEEN = r"\f\xad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"


def undrawn(text: str) -> list[str]:
    """The characters of `text` that no font has, each once, in order of appearance.

    Line and paragraph separators (U+2028, U+2029), controls, private use, emoji and most scripts from outside
    Europe are among them.
    """
    if _uncommon().search(text) is None:
        return []
    return list(dict.fromkeys(_missing().findall(text)))


def first_undrawn(text: str) -> int | None:
    """Where the first of them stands in `text`, counted from 0; None where all can be printed."""
    if _uncommon().search(text) is None:
        return None
    found = _missing().search(text)
    return found.start() if found else None


@cache
def _uncommon() -> re.Pattern[str]:
    return re.compile(f"[^{_COMMON}]")


@cache
def _missing() -> re.Pattern[str]:
    ranges = (line.split("-") for line in _TABLE.read_text("ascii").split())
    drawn = "".join("-".join(f"\\U{int(end, 16):08x}" for end in dict.fromkeys(ends)) for ends in ranges)
    return re.compile(f"[^\\t\\n\\r{drawn}{_UNSEEN}]")
