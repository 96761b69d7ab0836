"""What a text looks like, so that two texts that a reader cannot tell apart are one (Unicode Technical Standard 39, 4).

`confusables.txt` beside this file is the standard's own table in a shorter form. No package in use here keeps it: those on
PyPI either change the text for something like it, or lack the order that makes a skeleton.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

from avtale.source.letters import without_unseen

# A mark that does not show: a dot above a letter that has one, and a mark that stands there already (the standard, 5.4).
UNSEEN_MARK = re.compile(
    "(?<=[ij\u0131\u0237\u0456\u0458])([\u0316-\u0319\u0323-\u0333]*)\u0307(?![\u0300-\u036f])|([\u0300-\u036f])\\2+"
)
_TABLE = Path(__file__).with_name("confusables.txt")


def skeleton(text: str) -> str:
    """The text's skeleton, without regard to case and to how many spaces stand where.

    NFKC, case folded, what is invisible left out, NFD, each character replaced by its prototype, NFD; folded once more,
    since a prototype may be a capital. Two texts with the same skeleton look alike; it is no text to show anyone.
    """
    return _prototypes(unicodedata.normalize("NFKC", text).casefold())


def alike(one: str, other: str) -> bool:
    """Whether two texts look alike, with the capitals they have or with none.

    Both, since "Ida" and "lda" (an L) look alike only as they stand, and "IDA" and "Ida" only without their capitals.
    """
    return skeleton(one) == skeleton(other) or _as_written(one) == _as_written(other)


def looks(char: str) -> str:
    """What one character looks like, case kept: "o" for a Cyrillic о."""
    return _mapped(unicodedata.normalize("NFKC", char))


def _as_written(text: str) -> str:
    return _prototypes(unicodedata.normalize("NFKC", text))


def _prototypes(text: str) -> str:
    return " ".join(_mapped(without_unseen(text)).casefold().split())


def _mapped(text: str) -> str:
    if text.isascii():
        return text.translate(_PROTOTYPES)
    split = unicodedata.normalize("NFD", text)
    split = UNSEEN_MARK.sub(lambda found: found[1] or found[2] or "", split)
    return unicodedata.normalize("NFD", split.translate(_PROTOTYPES))


class _Prototypes(dict[int, str]):
    """Each character that was asked for, and its prototype or itself: to read the whole table costs ten milliseconds."""

    def __missing__(self, code: int) -> str:
        table, wanted = _table(), f" {code:04X}"
        at = table.find(wanted)
        while at >= 0:
            prototype, among_sources, _ = table[table.rfind("\n", 0, at) + 1 : at + 1].partition(":")
            if among_sources and table[at + len(wanted)] in " \n":
                return self.setdefault(code, "".join(chr(int(each, 16)) for each in prototype.split()))
            at = table.find(wanted, at + 1)
        return self.setdefault(code, chr(code))


_PROTOTYPES = _Prototypes()


@cache
def _table() -> str:
    """A prototype a line, and after the colon the characters that look like it; without the comments at the top."""
    return re.sub(r"(?m)^#.*\n", "", _TABLE.read_text(encoding="utf-8"))
