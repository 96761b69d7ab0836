"""A few letters of a font as WOFF2, for an HTML page that needs no more of it."""

from __future__ import annotations

import functools
import io
from pathlib import Path


@functools.lru_cache(maxsize=64)
def subset_woff2(truetype: Path, codes: frozenset[int]) -> bytes:
    """The font in the file `truetype` with the code points `codes` alone, all its features kept."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(truetype, recalcTimestamp=False)
    subsetter = Subsetter(Options(layout_features=["*"], name_IDs=["*"], notdef_outline=True))
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    font.flavor = "woff2"
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()
