"""Whether letters look like what they stand for: held against the same letters as rendering here draws them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import pikepdf

from avtale.conformance.objects import unpacked
from avtale.sign.pages.font_map import Font

__all__ = ["drawn_as_another"]

_LARGEST = 3_000_000  # bytes of a font program; a subset of ours has some ten thousand
_SLACK = (
    0.06  # of the size: how much a letter may be moved or stretched from one version of a font to the next
)
Fonts = Iterable[tuple[Font, dict[int, str]]]
_Outline = tuple[Any, ...]
_Form = tuple[float, ...]
_Shapes = dict[str, dict[_Outline, _Form]]


def drawn_as_another(right: Fonts, shown: Fonts) -> str | None:
    """A letter that `shown` draws as `right` draws another one, or by more than versions of a font differ; None where there is none.

    Each gives the fonts of an open file, with the codes they were used for. Raises as pikepdf and fontTools do, and `ValueError`.
    """
    ours = _shapes(right)
    forms = [(letter, form) for letter, outlines in ours.items() for form in outlines.values()]
    for letter, outlines in sorted(_shapes(shown).items()):
        for outline, form in outlines.items():
            if outline in ours.get(letter, {}) or (not form and not letter.strip()):
                continue
            own = min((_apart(form, known) for one, known in forms if one == letter), default=math.inf)
            # Wherever in its cell it lies, which a font says beside the outline.
            near = min(
                (_apart(form[1:], known[1:]) for one, known in forms if one == letter), default=math.inf
            )
            others = min(
                (_apart(form[1:], known[1:]) for one, known in forms if one != letter), default=math.inf
            )
            if own > _SLACK or 2 * others < near:
                return letter or " "
    return None


def _apart(one: _Form, other: _Form) -> float:
    if len(one) != len(other):
        return math.inf
    return max((abs(a - b) for a, b in zip(one, other, strict=True)), default=0.0)


def _shapes(fonts: Fonts) -> _Shapes:
    """How each letter on the pages is drawn, by any of the fonts: its outline and, in short, its extent, weight and area."""
    found: _Shapes = {}
    for font, codes in fonts:
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
            left, low, right, high = bounds.bounds
            extent = (
                left,
                right - left,
                low,
                high,
                sums.meanX - left,
                sums.meanY,
                sums.stddevX,
                sums.stddevY,
            )
            form = (*(one / em for one in extent), sums.area / em**2)
        yield code, (em, *((name, tuple(points)) for name, points in pen.value)), form
