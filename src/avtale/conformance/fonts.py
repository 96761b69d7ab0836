"""One font of a file: embedded, with every letter that is shown, and a Unicode map that names each of them."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from avtale.conformance.complaint import Complaint, Unjudged
from avtale.conformance.objects import require_small

_PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F\s]*)>")
_RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*(?:<([0-9a-fA-F]+)>|\[([^][]*)\])")
_MOST_CODES = 2 * 65_536  # of one table; a font of ours names each of its codes once
_NEVER = ("\x00", "\ufeff", "\ufffe")


class Font:
    """A font dictionary, and the codes that the content shows in it."""

    def __init__(self, item: Any) -> None:
        self._item = item
        self._composite = item.get("/Subtype") == "/Type0"
        self._texts = bytearray()

    @cached_property
    def _shown(self) -> set[int]:
        if not self._composite:
            return set(self._texts)
        return {code for (code,) in struct.iter_unpack(">H", self._texts[: len(self._texts) // 2 * 2])}

    def show(self, operand: Any) -> None:
        """Note the codes of a string, or of the strings in an array."""
        import pikepdf

        if isinstance(operand, pikepdf.String):
            self._texts += bytes(operand)
        else:
            for part in operand:
                if isinstance(part, pikepdf.String):
                    self._texts += bytes(part)

    def complaints(self) -> Iterator[Complaint]:
        """What is wrong with the font as it was used; a font that draws nothing is in order."""
        if not self._shown:
            return
        name = str(self._item.get("/BaseFont", "/?"))[1:]
        kind = self._item.get("/Subtype")
        if kind == "/Type3":
            yield Complaint(
                "A 6.2.11", f"Skriften {name} er tegninger.", f"The font {name} is made of drawings."
            )
            return
        bearer = self._item.DescendantFonts[0] if self._composite else self._item
        descriptor = bearer.get("/FontDescriptor", {})
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys()):
            yield Complaint(
                "A 6.2.11.4.1-1", f"Skriften {name} er ikke innebygd.", f"The font {name} is not embedded."
            )
        if self._composite and self._item.get("/Encoding") not in ("/Identity-H", "/Identity-V"):
            yield Complaint(
                "A 6.2.11.3.1-1",
                f"Skriften {name} står for tegn den ikke har.",
                f"The font {name} stands for characters that it does not have.",
            )
        elif self._composite and 0 in self._shown:
            yield Complaint(
                "A 6.2.11.8-1",
                "Et tegn er tegnet som en tom rute, fordi skriften ikke har det.",
                "A character is drawn that the font does not have.",
            )
        yield from self._unicode(name)

    def _unicode(self, name: str) -> Iterator[Complaint]:
        if "/ToUnicode" not in self._item:
            if self._composite or "/Encoding" not in self._item:
                yield Complaint(
                    "A 6.2.11.7.2-1",
                    f"Skriften {name} mangler tegnkart.",
                    f"The font {name} has no Unicode map.",
                )
            return
        letters = [self._map.get(code) for code in self._shown - {0}]
        if None in letters:
            yield Complaint(
                "A 6.2.11.7.2-1",
                f"Skriften {name} har tegn uten navn i tegnkartet.",
                f"The font {name} shows characters that its Unicode map does not name.",
            )
        if any(sign in text for text in letters if text for sign in _NEVER):
            yield Complaint(
                "A 6.2.11.7.2-2",
                "Et tegn er U+0000, U+FEFF eller U+FFFE.",
                "A character is U+0000, U+FEFF or U+FFFE.",
            )

    @cached_property
    def _map(self) -> dict[int, str]:
        """Code to text, from the font's ToUnicode table. Raises `Unjudged` for one that names more codes than there are."""
        stream = self._item.ToUnicode
        require_small(stream)
        found: dict[int, str] = {}
        left = _MOST_CODES
        for part in stream.read_bytes().split(b"endbf")[:-1]:
            _, begun, block = part.rpartition(b"beginbf")
            if begun and block.startswith(b"char"):
                found.update((int(code, 16), _text(text)) for code, text in _PAIR.findall(block))
            if not begun or not block.startswith(b"range"):
                continue
            for first, last, start, listed in _RANGE.findall(block):
                low, high = int(first, 16), min(int(last, 16), 0xFFFF)
                left -= max(high - low, 0) + 1
                if left < 0:
                    raise Unjudged
                texts = re.findall(rb"<([0-9a-fA-F]+)>", listed)
                for code in range(low, high + 1):
                    if start:
                        head, tail = start[:-4], int(start[-4:], 16) + code - low
                        found[code] = _text(head + b"%04x" % (tail & 0xFFFF))
                    elif code - low < len(texts):
                        found[code] = _text(texts[code - low])
        return found


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", "replace")
