"""What the pages of a PDF draw, in order: letters with their boxes, and shapes with their outlines (ISO 32000-1, 8 and 9).

Enough of a graphics state to say where a letter lies, in which colour, and what is painted over it. Pictures are
their rectangles, curves a few lines. Raises `ValueError` for a file that draws more than a document does, and what
pikepdf raises for one it cannot read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from avtale.conformance.objects import unpacked
from avtale.sign.pages.content import LARGEST, Painter, State
from avtale.sign.pages.font_map import Font
from avtale.sign.pages.geometry import UNIT, box_of, common, rectangle
from avtale.sign.pages.page import Page, Shape

__all__ = ["drawn"]

_MOST = 1_000_000  # instructions, letters and points; a full page has some thousands


def drawn(pdf: pikepdf.Pdf) -> Iterator[Page]:
    """Each page of an open file."""
    left, fonts = [_MOST], dict[Any, Font]()
    for page in pdf.pages:
        painter = Painter(left, fonts)
        contents: Any = page.obj.get("/Contents", [])
        for stream in contents if isinstance(contents, pikepdf.Array) else [contents]:
            unpacked(stream, LARGEST)  # bounded, before the library does it without a bound
        painter.draw(page, page.obj.get("/Resources", {}), State(), 0)
        painter.found += map(_field, _widgets(page))
        media, crop = box_of(page.mediabox), box_of(page.cropbox)
        yield Page(common(media, crop), tuple(painter.found))


def _widgets(page: Any) -> list[Any]:
    notes: list[Any] = list(page.obj.get("/Annots", ()))
    return [one for one in notes if str(one.get("/Subtype")) == "/Widget"]


def _field(widget: Any) -> Shape:
    """The place of a signature, whatever it will show."""
    left, low, right, high = box_of(widget.Rect)
    edge = rectangle(UNIT, left, low, right - left, high - low)
    return Shape((tuple(edge),), (left, low, right, high))
