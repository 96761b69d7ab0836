"""Whether letters look like what they stand for: held against the same letters as rendering here draws them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf

from avtale.conformance.objects import unpacked
from avtale.sign.drawn import Letter, drawn

__all__ = ["drawn_as_another"]

_LARGEST = 3_000_000  # bytes of a font program; a subset of ours has some ten thousand
_Outline = tuple[Any, ...]
_Shapes = dict[str, set[_Outline]]


def drawn_as_another(right: bytes, shown: bytes) -> str | None:
    """A letter that `shown` draws as `right` draws another one; None where there is none.

    What `right` draws in no letter at all, as with another version of the font, tells nothing. Raises as pikepdf and fontTools do.
    """
    ours = _shapes(right)
    letters = {outline: letter for letter, outlines in ours.items() for outline in outlines}
    for letter, outlines in sorted(_shapes(shown).items()):
        for outline in outlines:
            if letter in ours and outline not in ours[letter] and outline in letters:
                return letter
    return None


def _shapes(pdf: bytes) -> _Shapes:
    """How each letter on the pages is drawn, by any of the fonts."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        used: dict[Any, tuple[Any, dict[int, str]]] = {}
        for page in drawn(opened):
            for one in page.drawn:
                if isinstance(one, Letter) and one.text.strip():
                    used.setdefault(id(one.font), (one.font, {}))[1][one.code] = one.text
        found: _Shapes = {}
        for font, codes in used.values():
            for code, outline in _outlines(font.item, codes):
                found.setdefault(codes[code], set()).add(outline)
        return found


def _outlines(item: Any, codes: dict[int, str]) -> list[tuple[int, _Outline]]:
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.ttLib import TTFont

    bearer = item.DescendantFonts[0] if "/DescendantFonts" in item else item
    program = bearer.get("/FontDescriptor", {}).get("/FontFile2")
    if program is None:
        return []
    numbers = bearer.get("/CIDToGIDMap")
    turned = unpacked(numbers, _LARGEST) if isinstance(numbers, pikepdf.Stream) else None
    font = TTFont(BytesIO(unpacked(program, _LARGEST)), lazy=True)
    glyphs, order, em = font.getGlyphSet(), font.getGlyphOrder(), font["head"].unitsPerEm
    found = []
    for code in codes:
        number = code if turned is None else int.from_bytes(turned[2 * code : 2 * code + 2], "big")
        pen = DecomposingRecordingPen(glyphs)
        glyphs[order[number]].draw(pen)
        if pen.value:
            found.append((code, (em, tuple((name, tuple(points)) for name, points in pen.value))))
    return found
