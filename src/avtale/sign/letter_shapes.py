"""Whether letters look like what they stand for: held against the same letters as rendering here draws them."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from avtale.conformance.objects import unpacked
from avtale.sign.drawn import Letter, drawn

__all__ = ["drawn_as_another"]

_LARGEST = 3_000_000  # bytes of a font program; a subset of ours has some ten thousand
_SLACK = (
    0.06  # of the size: how much a letter may be moved or stretched from one version of a font to the next
)
_Outline = tuple[Any, ...]
_Form = tuple[float, ...]
_Shapes = dict[str, dict[_Outline, _Form]]


def drawn_as_another(right: bytes, shown: bytes) -> str | None:
    """A letter that `shown` draws otherwise than `right` does, by more than versions of a font differ; None where there is none.

    Raises as pikepdf and fontTools do, and `ValueError`.
    """
    ours = _shapes(right)
    letters = {
        outline: letter for letter, outlines in ours.items() for outline, form in outlines.items() if form
    }
    for letter, outlines in sorted(_shapes(shown).items()):
        known = ours.get(letter, {})
        for outline, form in outlines.items():
            if outline in known or (not form and not letter.strip()):
                continue
            if outline in letters or not any(_alike(form, other) for other in known.values()):
                return letter or " "
    return None


def _alike(one: _Form, other: _Form) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= _SLACK for a, b in zip(one, other, strict=True))


def _shapes(pdf: bytes) -> _Shapes:
    """How each letter on the pages is drawn, by any of the fonts: its outline and, in short, its extent, weight and area."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        used: dict[int, tuple[Any, dict[int, str]]] = {}
        for page in drawn(opened):
            for one in page.drawn:
                if isinstance(one, Letter):
                    used.setdefault(id(one.font), (one.font, {}))[1][one.code] = one.text
        found: _Shapes = {}
        for font, codes in used.values():
            for code, outline, form in _outlines(font.item, codes):
                found.setdefault(codes[code], {})[outline] = form
        return found


def _outlines(item: Any, codes: dict[int, str]) -> Iterator[tuple[int, _Outline, _Form]]:
    from fontTools.pens.boundsPen import BoundsPen
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.pens.statisticsPen import StatisticsPen
    from fontTools.ttLib import TTFont

    bearer = item.DescendantFonts[0] if "/DescendantFonts" in item else item
    program = bearer.get("/FontDescriptor", {}).get("/FontFile2")
    if program is None:  # rendering embeds TrueType; another kind is like none of its letters
        yield from ((code, ("other",), ()) for code in codes)
        return
    numbers = bearer.get("/CIDToGIDMap")
    turned = unpacked(numbers, _LARGEST) if isinstance(numbers, pikepdf.Stream) else None
    font = TTFont(BytesIO(unpacked(program, _LARGEST)), lazy=True)
    glyphs, order, em = font.getGlyphSet(), font.getGlyphOrder(), font["head"].unitsPerEm
    for code in codes:
        number = code if turned is None else int.from_bytes(turned[2 * code : 2 * code + 2], "big")
        pen, sums, bounds = DecomposingRecordingPen(glyphs), StatisticsPen(glyphs), BoundsPen(glyphs)
        for each in (pen, sums, bounds):
            glyphs[order[number]].draw(each)
        form: _Form = ()
        if bounds.bounds is not None:
            extent = (*bounds.bounds, sums.meanX, sums.meanY, sums.stddevX, sums.stddevY)
            form = (*(one / em for one in extent), sums.area / em**2)
        yield code, (em, *((name, tuple(points)) for name, points in pen.value)), form
