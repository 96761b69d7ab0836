"""The words of a PDF's pages in the order they are drawn, as copying and searching give them.

Only to tell a reader what differs, and to compare with what other versions laid out: for files with the same versions
`avtale.sign.differences` compares everything.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pikepdf

__all__ = ["first_difference", "running_text"]

_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_LARGEST = 50_000_000
_MOST_CODES = 65536


def running_text(pdf: bytes) -> list[str]:
    """The text of each page without what repeats on every one (artifacts), and without spaces and hyphens."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [_page_text(page) for page in opened.pages]


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


def _page_text(page: Any) -> str:
    said: list[str] = []
    fonts = page.obj.get("/Resources", {}).get("/Font", {})
    maps: dict[str, dict[int, str]] = {}
    current: dict[int, str] = {}
    aside = 0  # how deep inside an artifact
    marks: list[bool] = []
    for instruction in pikepdf.parse_content_stream(page):
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
                maps[key] = _unicode_map(fonts[key]) if key in fonts else {}
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


def _unicode_map(font: Any) -> dict[int, str]:
    """The letters of each code, by the font's /ToUnicode (ISO 32000-1, 9.10.3)."""
    if "/ToUnicode" not in font:
        return {}
    data = bytes(font.ToUnicode.read_bytes())[:_LARGEST]
    found: dict[int, str] = {}
    for kind, body in _SECTION.findall(data):
        words = [bytes.fromhex(word.decode()) for word in _HEX.findall(body)]
        if kind == b"bfchar":
            for code, text in zip(words[::2], words[1::2], strict=False):
                found[int.from_bytes(code, "big")] = text.decode("utf-16-be", "replace")
            continue
        for first, last, text in zip(words[::3], words[1::3], words[2::3], strict=False):
            begin, end = int.from_bytes(first, "big"), int.from_bytes(last, "big")
            for number in range(begin, min(end, begin + _MOST_CODES) + 1):
                value = int.from_bytes(text, "big") + number - begin
                found[number] = value.to_bytes(len(text), "big").decode("utf-16-be", "replace")
    return found
