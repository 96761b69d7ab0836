"""What the codes of a font stand for and how wide they are (ISO 32000-1, 9.7 and 9.10.3)."""

from __future__ import annotations

import re
from typing import Any

import pikepdf

from avtale.conformance.objects import unpacked

__all__ = ["Font", "font_of"]

_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_SECTION = re.compile(rb"begin(bfchar|bfrange)((?:(?!begin|end\1).)*+)end\1", re.DOTALL)
_LARGEST = 1_500_000  # bytes of a map
_MOST_CODES = 65536


def font_of(item: Any, read: dict[Any, Font]) -> Font:
    """The font of a dictionary; `read` keeps those of the file by object number."""
    if not item.is_indirect:
        return Font(item)
    if item.objgen not in read:
        read[item.objgen] = Font(item)
    return read[item.objgen]


class Font:
    """Two bytes a letter, as in our own fonts, or one in a simple font; `drawings`: its letters are drawings (Type 3)."""

    def __init__(self, item: Any) -> None:
        self.item = item
        self.single = item.get("/Subtype") != "/Type0"
        self.drawings = item.get("/Subtype") == "/Type3"
        self._texts = _unicode_map(item)
        self._default, self._widths = _widths(item, self.single)

    def codes(self, raw: bytes) -> list[int]:
        """The codes in a string."""
        if self.single:
            return list(raw)
        return [int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)]

    def text(self, code: int) -> str:
        """What is copied and found for it; U+FFFD where the font does not say."""
        return self._texts.get(code, "\ufffd")

    def width(self, code: int) -> float:
        """In thousandths of the size."""
        return self._widths.get(code, self._default)


def _widths(item: Any, single: bool) -> tuple[float, dict[int, float]]:
    if single:
        first = int(item.get("/FirstChar", 0))
        return 500.0, {first + n: float(one) for n, one in enumerate(item.get("/Widths", ()))}
    bearer = item.DescendantFonts[0]
    found: dict[int, float] = {}
    listed = iter(bearer.get("/W", ()))
    for code in listed:
        then = next(listed, None)
        if isinstance(then, pikepdf.Array):
            found.update({int(code) + n: float(one) for n, one in enumerate(then)})
        elif then is not None and int(then) < _MOST_CODES:
            found.update(dict.fromkeys(range(int(code), int(then) + 1), float(next(listed, 0))))
    return float(bearer.get("/DW", 1000)), found


def _unicode_map(font: Any) -> dict[int, str]:
    """The letters of each code, by the font's /ToUnicode."""
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
