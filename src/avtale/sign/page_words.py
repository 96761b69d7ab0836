"""The words of a PDF: in the order they are drawn, as copying and searching give them; as one sees them; as they are read aloud.

Only to tell a reader what differs, and to compare with what other versions laid out: for files with the same versions
`avtale.sign.differences` compares everything. All raise `ValueError` for a file that draws more than a document does,
and what pikepdf raises for one it cannot read.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pikepdf

from avtale.conformance.objects import is_dictionary, kids_of
from avtale.sign.drawn import Letter, Page, drawn
from avtale.sign.sight import hidden

__all__ = ["first_difference", "read_aloud", "running_text", "seen_text", "text_aside"]

UNSEEN = "▒"
_MOST = 400_000  # elements of the structure tree; a page has some hundred
_INSTEAD = ("/ActualText", "/Alt", "/E")


def running_text(pdf: bytes) -> list[str]:
    """The text of each page without what repeats on every one (artifacts), and without spaces and hyphens."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [_text(page, frozenset()) for page in drawn(opened)]


def seen_text(pdf: bytes) -> list[str]:
    """The same with `UNSEEN` for each letter that does not stand plainly on the page."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [_text(page, hidden(page)) for page in drawn(opened)]


def text_aside(pdf: bytes) -> frozenset[str]:
    """What stands on some page as an artifact, which is in neither of the others."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        said = (
            [one.text for one in page.drawn if isinstance(one, Letter) and one.aside]
            for page in drawn(opened)
        )
        return frozenset(map(_plain, said)) - {""}


def read_aloud(pdf: bytes) -> list[str]:
    """What a screen reader says, in the order of the structure tree (ISO 32000-1, 14.7), with what an element says instead of its text."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        spoken: dict[Any, list[str]] = {}
        for page, shown in zip(opened.pages, drawn(opened), strict=True):
            for one in shown.drawn:
                if isinstance(one, Letter) and not one.aside:
                    spoken.setdefault((page.obj.objgen, one.mark), []).append(one.text)
        said: list[str] = []
        root: Any = opened.Root.get("/StructTreeRoot", {})
        waiting: list[tuple[Any, Any]] = [(kid, None) for kid in reversed(kids_of(root))]
        for _ in range(_MOST):
            if not waiting:
                return [_plain(said)]
            item, where = waiting.pop()
            if isinstance(item, int):
                said += spoken.get((where, item), ())
            elif is_dictionary(item):
                where = item.Pg.objgen if "/Pg" in item else where
                said += spoken.get((where, int(item.get("/MCID", -1))), ())
                said += [f"[{item[key]}]" for key in _INSTEAD if key in item]
                waiting += [(kid, where) for kid in reversed(kids_of(item))]
        raise ValueError("a structure tree without end")


def _plain(said: list[str]) -> str:
    return re.sub(r"[\s\u00ad\u2010-]+", "", "".join(said))


def _text(page: Page, unseen: frozenset[int]) -> str:
    said = [
        UNSEEN * (len(one.text) or 1) if number in unseen else one.text
        for number, one in enumerate(page.drawn)
        if isinstance(one, Letter) and (not one.aside or one.font.drawings)
    ]
    return _plain(said)


def first_difference(right: list[str], shown: list[str]) -> tuple[str, str] | None:
    """A few letters from the first place where two texts differ, or None where they say the same."""
    one, other = "".join(right), "".join(shown)
    if one == other:
        return None
    at = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    start = max(0, at - 10)
    return one[start : at + 20], other[start : at + 20]
