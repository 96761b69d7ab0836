"""The owner's logo that the settings name: a file of the repository, read within bounds and looked into.

It is drawn as a picture of its own, so nothing in it runs, and what it refers to is not fetched; one that refers to
anything is turned away all the same.
"""

from __future__ import annotations

import re
import struct
from typing import Literal
from xml.etree import ElementTree

from msgspec import Struct

from avtale.facts.repository import Repository
from avtale.format.values import Text
from avtale.message import Message

LARGEST = 500_000  # bytes
WIDEST = 4_000  # dots of a PNG, each way
_PNG = b"\x89PNG\r\n\x1a\n"
_OUTSIDE = re.compile(r"url\(\s*[\"']?(?!#)|@import", re.IGNORECASE)
_NEVER = frozenset(("script", "foreignObject", "image", "iframe", "audio", "video"))


class LogoFile(Struct, frozen=True):
    """The picture's bytes, its kind, and the words that say what it shows."""

    data: bytes
    media: Literal["image/svg+xml", "image/png"]
    text: Text


def logo(repository: Repository) -> LogoFile | Message | None:
    """The logo of the settings; why it cannot be used; None where there is none."""
    rendering = repository.settings.rendering
    named = rendering.logo if rendering else None
    if named is None or not named.file or named.text is None or repository.root is None:
        return None
    root = repository.root.resolve()
    try:
        path = (root / named.file).resolve()
        if not path.is_relative_to(root):
            return Message(
                f"Logoen {named.file} ligger utenfor samlingen. Legg den i mappen avtale.yaml ligger i.",
                f"The logo {named.file} lies outside the repository. Put it into the folder of avtale.yaml.",
            )
        if not path.is_file():
            return Message(f"Fant ikke logoen {named.file}.", f"There is no logo {named.file}.")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError):
        return Message(f"Logoen {named.file} kan ikke leses.", f"The logo {named.file} cannot be read.")
    if len(data) > LARGEST:
        return Message(
            f"Logoen {named.file} er over {LARGEST // 1000} kB. Lagre den mindre.",
            f"The logo {named.file} is above {LARGEST // 1000} kB. Save it smaller.",
        )
    fault = _png_fault(data) if data.startswith(_PNG) else _svg_fault(data)
    if fault is not None:
        return fault
    return LogoFile(data, "image/png" if data.startswith(_PNG) else "image/svg+xml", named.text)


def _png_fault(data: bytes) -> Message | None:
    """By the header chunk (PNG, 11.2.2), which says how large the picture becomes."""
    if len(data) < 33 or data[12:16] != b"IHDR" or b"IEND" not in data[-16:]:
        return Message("Logoen er en skadet PNG-fil.", "The logo is a damaged PNG file.")
    width, height = struct.unpack(">II", data[16:24])
    if not (0 < width <= WIDEST and 0 < height <= WIDEST):
        return Message(
            f"Logoen er {width} × {height} punkter. Den kan være høyst {WIDEST} hver vei.",
            f"The logo is {width} × {height} dots. It may be at most {WIDEST} each way.",
        )
    return None


def _svg_fault(data: bytes) -> Message | None:
    no_picture = Message(
        "Logoen er verken en SVG eller en PNG som kan leses.",
        "The logo is neither an SVG nor a PNG that can be read.",
    )
    try:
        text = data.decode("utf-8-sig")
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            return Message(
                "Logoen har en DOCTYPE. Lagre den som ren SVG.",
                "The logo has a DOCTYPE. Save it as plain SVG.",
            )
        root = ElementTree.fromstring(text)
    except (UnicodeDecodeError, ElementTree.ParseError):
        return no_picture
    if root.tag.rpartition("}")[2] != "svg":
        return no_picture
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2]
        refers = any(
            key.rpartition("}")[2] == "href" and not value.startswith("#") for key, value in element.items()
        )
        styled = any(_OUTSIDE.search(value) for value in (element.text or "", *element.attrib.values()))
        if name in _NEVER or refers or styled or any(key.lower().startswith("on") for key in element.attrib):
            return Message(
                "Logoen henter eller kjører noe, eller har et bilde i seg. Lagre den som ren SVG.",
                "The logo fetches or runs something, or holds a picture. Save it as plain SVG.",
            )
    return None
