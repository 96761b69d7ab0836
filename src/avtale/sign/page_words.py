"""The words of a PDF's pages in the order they are drawn, as copying and searching give them. Raises `ValueError` for
streams that are too large, and what pikepdf raises for a file it cannot read.

Only to tell a reader what differs, and to compare with what other versions laid out: for files with the same versions
`avtale.sign.differences` compares everything.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pikepdf

from avtale.conformance.objects import unpacked

__all__ = ["first_difference", "running_text"]

_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_SECTION = re.compile(rb"begin(bfchar|bfrange)((?:(?!begin|end\1).)*+)end\1", re.DOTALL)
_LARGEST = 1_500_000  # bytes of a page's drawing, or of a font's map; a full page has thirty thousand
_MOST_CODES = 65536
_MOST_STEPS = 1_000_000  # of drawing; a full page has three hundred


def running_text(pdf: bytes) -> list[str]:
    """The text of each page without what repeats on every one (artifacts), and without spaces and hyphens.

    Raises `ValueError` for a file that draws more than a document does, and what pikepdf raises for one it cannot read.
    """
    left, maps = [_MOST_STEPS], dict[Any, dict[int, str]]()
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [_page_text(page, left, maps) for page in opened.pages]


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


def _page_text(page: Any, left: list[int], read: dict[Any, dict[int, str]]) -> str:
    """The text of a page; `left` counts the steps that are left, `read` keeps the maps of fonts by object number."""
    said: list[str] = []
    fonts = page.obj.get("/Resources", {}).get("/Font", {})
    maps: dict[str, dict[int, str]] = {}
    current: dict[int, str] = {}
    aside = 0  # how deep inside an artifact
    marks: list[bool] = []
    drawing = page.obj.get("/Contents", [])
    for stream in drawing if isinstance(drawing, pikepdf.Array) else [drawing]:
        unpacked(stream, _LARGEST)  # bounded, before the library does it without a bound
    steps = pikepdf.parse_content_stream(page)
    left[0] -= len(steps)
    if left[0] < 0:
        raise ValueError("too much is drawn")
    for instruction in steps:
        operands: Any = instruction.operands
        name = str(instruction.operator)
        if name in ("BMC", "BDC"):
            marks.append(str(operands[0]) == "/Artifact")
            aside += marks[-1]
        elif name == "EMC" and marks:
            aside -= marks.pop()
        elif name == "Tf":
            key = str(operands[0])
            if key not in maps:
                maps[key] = _map_of(fonts[key], read) if key in fonts else {}
            current = maps[key]
        elif name in ("Tj", "TJ", "'", '"') and not aside:
            pieces = operands[0] if name == "TJ" else [operands[-1]]
            for piece in pieces:
                if isinstance(piece, pikepdf.String):
                    said.append(_decoded(bytes(piece), current))
    return re.sub(r"[\s\u00ad\u2010-]+", "", "".join(said))


def _decoded(raw: bytes, known: dict[int, str]) -> str:
    """Two bytes a letter, as in our own fonts."""
    codes = (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2))
    return "".join(known.get(code, "\ufffd") for code in codes)


def _map_of(font: Any, read: dict[Any, dict[int, str]]) -> dict[int, str]:
    identity = font.objgen if font.is_indirect else None
    if identity is None or identity not in read:
        read[identity] = _unicode_map(font)
    return read[identity]


def _unicode_map(font: Any) -> dict[int, str]:
    """The letters of each code, by the font's /ToUnicode (ISO 32000-1, 9.10.3)."""
    if "/ToUnicode" not in font:
        return {}
    data = unpacked(font.ToUnicode, _LARGEST)
    left = 2 * _MOST_CODES
    found: dict[int, str] = {}
    for kind, body in _SECTION.findall(data):
        words = [bytes.fromhex(word.decode()) for word in _HEX.findall(body)]
        if kind == b"bfchar":
            for code, text in zip(words[::2], words[1::2], strict=False):
                found[int.from_bytes(code, "big")] = text.decode("utf-16-be", "replace")
            continue
        for first, last, text in zip(words[::3], words[1::3], words[2::3], strict=False):
            begin, end = int.from_bytes(first, "big"), int.from_bytes(last, "big")
            left -= max(end - begin, 0) + 1
            if left < 0:
                raise ValueError("too many codes")
            for number in range(begin, end + 1):
                value = int.from_bytes(text, "big") + number - begin
                found[number] = value.to_bytes(len(text), "big").decode("utf-16-be", "replace")
    return found
