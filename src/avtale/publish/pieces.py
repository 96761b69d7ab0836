"""Two texts woven into one, word by word: what both say, what went, what came."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

LIKE = 0.4
"""Below this share of words in common a text is told as one that was replaced (difflib's ratio)."""
_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_MOST = 4000  # words; longer texts are compared by line


class Piece(Struct, frozen=True):
    """A stretch of text that stayed, went or came."""

    kind: Literal["same", "old", "new"]
    text: str


def between(old: str, new: str) -> list[Piece]:
    """The pieces that lead from `old` to `new`: without the new ones they are the old text, and the other way round."""
    long = len(old) + len(new) > _MOST * 5
    before, after = (text.splitlines(keepends=True) if long else _WORD.findall(text) for text in (old, new))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if not long and matcher.ratio() < LIKE:
        return [Piece(kind, text) for kind, text in (("old", old), ("new", new)) if text]  # type: ignore[arg-type]
    found: list[Piece] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        same = "".join(before[i1:i2])
        if tag == "equal":
            # a lone space between two changes belongs to both, or every other word would be torn apart
            if same.isspace() and found and j2 < len(after) and i2 < len(before):
                found += [Piece("old", same), Piece("new", same)]
            else:
                found.append(Piece("same", same))
            continue
        found += [Piece("old", same)] if same else []
        found += [Piece("new", "".join(after[j1:j2]))] if j2 > j1 else []
    return _joined(found)


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Neighbours of one kind as one; between two that stayed, what went stands before what came."""
    found: list[Piece] = []
    old = new = ""
    for piece in (*pieces, Piece("same", "")):
        if piece.kind == "old":
            old += piece.text
        elif piece.kind == "new":
            new += piece.text
        else:
            found += [Piece("old", old)] if old else []
            found += [Piece("new", new)] if new else []
            old = new = ""
            found += [piece] if piece.text else []
    return found
