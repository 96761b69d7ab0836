"""Make the static fonts of every document from the packages that carry the originals.

Source Sans 3 is the face. It is variable, and WeasyPrint instances a variable font anew for every document
(80 to 110 ms, docs/pdf.md), so that is done once here: cut down to Latin, and again to what else it has (Greek,
Cyrillic, phonetic and mathematical signs). What it lacks (Hebrew, Arabic, Georgian, Armenian, more signs) comes from
DejaVu Sans, in one face. The results are renamed: the licences (OFL 1.1; Bitstream Vera) ask for it.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import importlib.resources
import io
import re
import unicodedata
from typing import Any

from msgspec import Struct

FAMILY = "Avtale Sans"
"""Latin; what nearly every document is set in alone."""

EXTENDED, SIGNS = f"{FAMILY} Extended", f"{FAMILY} Signs"
"""The families to fall back on, in this order."""

_RECIPE = 3  # raise it when the cut below changes in a way that the lists do not show
_PACKAGES = {"SourceSans3": ("fontpkg_source_sans_3", "files"), "DejaVuSans": ("ziafont", "fonts")}
_FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "lnum", "tnum", "pnum", "sups", "subs", "case"]
_FEATURES_OF = {
    FAMILY: _FEATURES,
    EXTENDED: ["mark", "mkmk", "ccmp", "locl"],  # instancing the kerning takes ten times the rest
    SIGNS: ["*"],  # Arabic letters are joined by many
}
_LICENCE_NAMES = (0, 7, 8, 9, 13, 14)  # copyright, trade mark, maker, designer, licence, its address
_LATIN = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x250),  # Northern, Lule, Southern and Skolt Sami among them
    *(0x292, 0x2B9, 0x2BB, 0x2BC, 0x2C6, 0x2C7, *range(0x2D8, 0x2DE)),
    *range(0x300, 0x334),  # combining marks
    *range(0x1E00, 0x1F00),  # more names than Norwegian ones stand in a county's papers
    *range(0x2010, 0x2040),  # dashes, quotation marks, bullets
    *range(0x2070, 0x2095),
    *(0x20AC, 0x2113, 0x2116, 0x2122, 0x21D2),
    *range(0x2190, 0x219A),  # arrows
    *(0x2212, 0x2248, 0x2260, 0x2264, 0x2265),
    *(0x25A0, 0x25A1, 0x25AA, 0x25B2, 0x25BA, 0x25BC, 0x25C6, 0x25CB, 0x25CF, 0x25E6),
    *(0x2610, 0x2611, 0x2713, 0x2717),  # boxes and ticks
)


# In every family: marks sit on letters of each, and Pango draws a space in the font of the letter before it.
_SHARED = frozenset((0x20, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, *range(0x300, 0x370)))
# Letters of Skolt Sami that the face lacks: base and mark, put together as its own marks are.
_COMPOSED = {0x1E8: (0x4B, 0x30C), 0x1E9: (0x6B, 0x30C)}
_PLANE = range(0x10000)


class Face(Struct, frozen=True):
    """One static font: its file name without ending, CSS weight and style, the file it is cut from, its family."""

    name: str
    weight: int
    italic: bool
    source: str
    family: str = FAMILY


_UPRIGHT, _SLANTED = "SourceSans3[wght].ttf", "SourceSans3-Italic[wght].ttf"
FACES: tuple[Face, ...] = (
    Face("regular", 400, False, _UPRIGHT),
    Face("bold", 600, False, _UPRIGHT),
    Face("italic", 400, True, _SLANTED),
    Face("bold-italic", 600, True, _SLANTED),
)
FALLBACKS: tuple[Face, ...] = (
    Face("extended-regular", 400, False, _UPRIGHT, EXTENDED),
    Face("extended-bold", 600, False, _UPRIGHT, EXTENDED),
    Face("extended-italic", 400, True, _SLANTED, EXTENDED),
    Face("extended-bold-italic", 600, True, _SLANTED, EXTENDED),
    Face("signs", 400, False, "DejaVuSans.ttf", SIGNS),
)


def recipe_digest() -> str:
    """16 hex digits that change when the fonts that `make` returns may change: font, tool or cut."""
    parts = [f"{FAMILY} {_RECIPE} {_FEATURES_OF} {_LATIN} {_COMPOSED} {FACES} {FALLBACKS}"]
    parts += [
        f"{name} {importlib.metadata.version(name)}"
        for name in ("fontpkg-source-sans-3", "ziafont", "fonttools")
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def make() -> dict[Face, tuple[bytes, bytes]]:
    """The bytes of each face as TrueType and as WOFF2. Takes some eight seconds; the same each time.

    Of the families to fall back on there is no WOFF2: an HTML page gets the few letters it needs of them.
    """
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    cut = {
        (face.source, face.family): _cut(face.source, face.family)
        for face in dict.fromkeys((*FACES, *FALLBACKS))
    }
    made = {}
    for face in (*FACES, *FALLBACKS):
        font = TTFont(io.BytesIO(cut[face.source, face.family]), recalcTimestamp=False)
        if "fvar" in font:
            instancer.instantiateVariableFont(font, {"wght": face.weight}, inplace=True)
        if face.family == FAMILY:
            for code, (base, mark) in _COMPOSED.items():
                compose(font, code, base, mark)
        _rename(font, face)
        truetype = _saved(font)
        woff2 = b""
        if face.family == FAMILY:
            font.flavor = "woff2"
            woff2 = _saved(font)
        made[face] = (truetype, woff2)
    return made


@functools.cache
def covered() -> dict[str, frozenset[int]]:
    """The code points that each family draws, by the cut above; controls and private use are drawn by none."""
    whole = {
        source: frozenset(
            code for code in _codes(source) if unicodedata.category(chr(code)) not in _UNPRINTED
        )
        for source in (_UPRIGHT, "DejaVuSans.ttf")
    }
    latin = (frozenset(_LATIN) & whole[_UPRIGHT]) | frozenset(_COMPOSED)
    extended = frozenset(code for code in whole[_UPRIGHT] if code in _PLANE) - latin
    signs = frozenset(code for code in whole["DejaVuSans.ttf"] if code in _PLANE) - latin - extended
    return {
        FAMILY: latin,
        EXTENDED: extended | (whole[_UPRIGHT] & _SHARED),
        SIGNS: signs | (whole["DejaVuSans.ttf"] & _SHARED),
    }


_UNPRINTED = ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")


def _codes(source: str) -> set[int]:
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(_original(source)), lazy=True) as font:
        return set(font.getBestCmap())


def _original(source: str) -> bytes:
    package, folder = _PACKAGES[re.split(r"[-\[.]", source)[0]]
    return (importlib.resources.files(package) / folder / source).read_bytes()


def _cut(source: str, family: str) -> bytes:
    """The original with only the characters of the family and the features that documents use."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(_original(source)), recalcTimestamp=False)
    options = Options(layout_features=_FEATURES_OF[family], name_IDs=["*"], notdef_outline=True)
    options.drop_tables += ["FFTM"]  # FontForge's own
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=covered()[family])
    subsetter.subset(font)
    return _saved(font)


def compose(font: Any, code: int, base: int, mark: int) -> None:
    """Add the character `code` to a static font: the glyph of `base` with that of `mark` where GPOS puts it."""
    from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

    names = font.getBestCmap()
    below, above = names[base], names[mark]
    x, y = _offset(font, below, above)
    glyph = Glyph()
    glyph.numberOfContours = -1
    glyph.components = []
    for name, left, up in ((below, 0, 0), (above, x, y)):
        part = GlyphComponent()
        part.glyphName, part.x, part.y = name, left, up
        part.flags = 0x4  # rounded to the grid
        glyph.components.append(part)
    new = f"uni{code:04X}"
    font.setGlyphOrder([*font.getGlyphOrder(), new])
    font["glyf"].glyphs[new] = glyph
    font["glyf"].glyphOrder = font.getGlyphOrder()
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][new] = (font["hmtx"][below][0], glyph.xMin)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = new


def _offset(font: Any, base: str, mark: str) -> tuple[int, int]:
    """How far the mark is moved to sit on the base, by the first lookup that joins the two."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.LookupType != 4 or mark not in table.MarkCoverage.glyphs:
                continue
            if base not in table.BaseCoverage.glyphs:
                continue
            record = table.MarkArray.MarkRecord[table.MarkCoverage.glyphs.index(mark)]
            anchors = table.BaseArray.BaseRecord[table.BaseCoverage.glyphs.index(base)].BaseAnchor
            anchor = anchors[record.Class]
            if anchor is not None:
                return (
                    anchor.XCoordinate - record.MarkAnchor.XCoordinate,
                    anchor.YCoordinate - record.MarkAnchor.YCoordinate,
                )
    raise ValueError(f"no anchor joins {base} and {mark}")


def _rename(font: Any, face: Face) -> None:
    """Give the face its own name, weight and style in every table that states them."""
    bold = face.weight > 400
    style = " ".join(word for word in ("Bold" * bold, "Italic" * face.italic) if word) or "Regular"
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in _LICENCE_NAMES]
    full = f"{face.family} {style}"
    postscript = full.replace(" ", "-")
    for identifier, text in ((1, face.family), (2, style), (3, full), (4, full), (6, postscript)):
        names.setName(text, identifier, 3, 1, 0x409)
    font["OS/2"].usWeightClass = face.weight
    font["OS/2"].fsSelection = bold << 5 | face.italic | (not bold and not face.italic) << 6
    if font["OS/2"].version >= 4:  # the first that knows bit 7
        font["OS/2"].fsSelection |= 1 << 7
    font["head"].macStyle = bold | face.italic << 1
    if "STAT" in font:
        del font["STAT"]


def _saved(font: Any) -> bytes:
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()
