"""Small steps over a PDF's objects that every check takes, bounded against files made to hurt."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from avtale.conformance.complaint import Unjudged

LARGEST = 20_000_000  # bytes, unpacked; a page of ours draws some ten thousand


def kids_of(element: Any) -> list[Any]:
    """The children of a structure element, one or many."""
    import pikepdf

    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def is_dictionary(item: Any) -> bool:
    """Whether an object is a dictionary; numbers come as Python's own."""
    import pikepdf

    return isinstance(item, pikepdf.Dictionary)


def parent_tree(pdf: Any) -> dict[int, Any]:
    """What the numbers of pages and annotations lead to in the structure tree."""
    import pikepdf

    root = pdf.Root.get("/StructTreeRoot")
    if root is None or "/ParentTree" not in root:
        return {}
    return dict(pikepdf.NumberTree(root.ParentTree).items())


def unpacked(stream: Any, most: int = LARGEST) -> bytes:
    """The content of `stream` (pikepdf's), never more than `most` bytes: a few kilobytes can unpack to gigabytes.

    Our own streams are packed once, by Flate without a predictor, or not at all. Raises `ValueError` for a larger one,
    another packing and damage.
    """
    if "/DecodeParms" in stream:
        raise ValueError("a stream is packed in another way")
    return _inflated(stream, most)


def _inflated(stream: Any, most: int) -> bytes:
    filters, raw = stream.get("/Filter"), bytes(stream.read_raw_bytes())
    if filters is not None:
        if str(filters) != "/FlateDecode" and not (len(filters) == 1 and str(filters[0]) == "/FlateDecode"):
            raise ValueError("a stream is packed in another way")
        try:
            raw = zlib.decompressobj().decompress(raw, most + 1)
        except zlib.error as error:
            raise ValueError("a stream is damaged") from error
    if len(raw) > most:
        raise ValueError("a stream is too large")
    return raw


def require_small(stream: Any, most: int = LARGEST) -> int:
    """The size of a stream when unpacked, in bytes.

    Raises `Unjudged` for one of more than `most`, or packed in a way that our files never are.
    """
    try:
        return len(_inflated(stream, most))
    except ValueError as error:
        raise Unjudged from error


def appearances(annotation: Any) -> Iterator[Any]:
    """The streams that draw an annotation."""
    import pikepdf

    waiting = list(annotation.get("/AP", {}).values())
    for item in waiting[:50]:
        if isinstance(item, pikepdf.Stream):
            yield item
        elif isinstance(item, pikepdf.Dictionary):
            yield from (each for each in item.values() if isinstance(each, pikepdf.Stream))
