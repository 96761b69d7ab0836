"""Make static fonts from the variable Source Sans 3 that the font package carries.

WeasyPrint instances a variable font anew for every document (80 to 110 ms, PDF-FACTS.md),
so it is done once here. The font is cut down to Latin first, which makes the instancing six
times faster. The result is renamed: the licence (OFL 1.1) reserves the name "Source" for the
unchanged font.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.resources
import io
from typing import Any

from msgspec import Struct

FAMILY = "Avtale Sans"

_RECIPE = 1  # raise it when the cut below changes in a way that the lists do not show
_PACKAGE = "fontpkg_source_sans_3"
_FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "lnum", "tnum", "pnum", "sups", "subs", "case"]
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


class Face(Struct, frozen=True):
    """One static font: its file name without ending, CSS weight and style, and the file it is cut from."""

    name: str
    weight: int
    italic: bool
    source: str


FACES: tuple[Face, ...] = (
    Face("regular", 400, False, "SourceSans3[wght].ttf"),
    Face("bold", 600, False, "SourceSans3[wght].ttf"),
    Face("italic", 400, True, "SourceSans3-Italic[wght].ttf"),
    Face("bold-italic", 600, True, "SourceSans3-Italic[wght].ttf"),
)


def recipe_digest() -> str:
    """16 hex digits that change when the fonts that `make` returns may change: font, tool or cut."""
    parts = [f"{FAMILY} {_RECIPE} {_FEATURES} {_LATIN} {FACES}"]
    parts += [f"{name} {importlib.metadata.version(name)}" for name in ("fontpkg-source-sans-3", "fonttools")]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def make() -> dict[Face, tuple[bytes, bytes]]:
    """The bytes of each face as TrueType and as WOFF2. Takes about four seconds; the same each time."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    cut = {source: _cut(source) for source in dict.fromkeys(face.source for face in FACES)}
    made = {}
    for face in FACES:
        font = TTFont(io.BytesIO(cut[face.source]), recalcTimestamp=False)
        instancer.instantiateVariableFont(font, {"wght": face.weight}, inplace=True)
        _rename(font, face)
        truetype = _saved(font)
        font.flavor = "woff2"
        made[face] = (truetype, _saved(font))
    return made


def _cut(source: str) -> bytes:
    """The variable font with only the characters and features that documents use."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    data = (importlib.resources.files(_PACKAGE) / "files" / source).read_bytes()
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    options = Options(layout_features=_FEATURES, name_IDs=["*"], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=_LATIN)
    subsetter.subset(font)
    return _saved(font)


def _rename(font: Any, face: Face) -> None:
    """Give the face its own name, weight and style in every table that states them."""
    bold = face.weight > 400
    style = " ".join(word for word in ("Bold" * bold, "Italic" * face.italic) if word) or "Regular"
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in _LICENCE_NAMES]
    full = f"{FAMILY} {style}"
    postscript = full.replace(" ", "-")
    for identifier, text in ((1, FAMILY), (2, style), (3, full), (4, full), (6, postscript)):
        names.setName(text, identifier, 3, 1, 0x409)
    font["OS/2"].usWeightClass = face.weight
    font["OS/2"].fsSelection = bold << 5 | face.italic | (not bold and not face.italic) << 6 | 1 << 7
    font["head"].macStyle = bold | face.italic << 1
    if "STAT" in font:
        del font["STAT"]


def _saved(font: Any) -> bytes:
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()
