"""The words of a PDF: in the order they are drawn, as copying and searching give them; as one sees them; as they are read aloud.

Only to tell a reader what differs, and to compare with what other versions laid out: for files with the same versions
`avtale.sign.pages.differences` compares everything. All raise `ValueError` for a file that draws more than a document does,
and what pikepdf raises for one it cannot read.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pikepdf
from msgspec import Struct

from avtale.conformance.objects import is_dictionary, kids_of
from avtale.sign.pages.drawn import drawn
from avtale.sign.pages.font_map import Font
from avtale.sign.pages.page import Letter, Page
from avtale.sign.pages.sight import hidden

__all__ = ["Shown", "first_difference", "look", "read_aloud", "running_text"]

UNSEEN = "▒"
_MOST = 400_000  # elements of the structure tree; a page has some hundred
_INSTEAD = ("/ActualText", "/Alt", "/E")


def running_text(pdf: bytes) -> list[str]:
    """The text of each page without what repeats on every one (artifacts), and without spaces and hyphens."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [_text(page, frozenset()) for page in drawn(opened)]


class Shown(Struct, frozen=True):
    """What one look at all pages of an open file gives.

    `seen`: the running text with `UNSEEN` for each letter that does not stand plainly on the page. `aside`: what stands on
    some page as an artifact, which is not in it. `marked`: the words of each page and number by which the structure tree knows
    them. `fonts`: each with the codes it was used for, and what they stand for.
    """

    seen: list[str]
    aside: frozenset[str]
    marked: dict[tuple[Any, int | None], list[str]]
    fonts: list[tuple[Font, dict[int, str]]]


def look(opened: pikepdf.Pdf) -> Shown:
    """Draw the pages once."""
    seen, aside, marked = [], set(), dict[tuple[Any, int | None], list[str]]()
    fonts: dict[int, tuple[Font, dict[int, str]]] = {}
    for page, shown in zip(opened.pages, drawn(opened), strict=True):
        seen.append(_text(shown, hidden(shown)))
        decoration = []
        for one in shown.drawn:
            if isinstance(one, Letter):
                fonts.setdefault(id(one.font), (one.font, {}))[1][one.code] = one.text
                if one.aside:
                    decoration.append(one.text)
                else:
                    marked.setdefault((page.obj.objgen, one.mark), []).append(one.text)
        aside.add(_plain(decoration))
    return Shown(seen, frozenset(aside - {""}), marked, list(fonts.values()))


def read_aloud(opened: pikepdf.Pdf, shown: Shown) -> list[str]:
    """What a screen reader says, in the order of the structure tree (ISO 32000-1, 14.7), with what an element says instead of its text."""
    said: list[str] = []
    root: Any = opened.Root.get("/StructTreeRoot", {})
    waiting: list[tuple[Any, Any]] = [(kid, None) for kid in reversed(kids_of(root))]
    for _ in range(_MOST):
        if not waiting:
            return [_plain(said)]
        item, where = waiting.pop()
        if isinstance(item, int):
            said += shown.marked.get((where, item), ())
        elif is_dictionary(item):
            where = item.Pg.objgen if "/Pg" in item else where
            said += shown.marked.get((where, int(item.get("/MCID", -1))), ())
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
