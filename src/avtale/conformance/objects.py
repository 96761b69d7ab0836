"""Small steps over a PDF's objects that every check takes, bounded against files made to hurt."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from avtale.conformance.complaint import Unjudged

_STREAM = 20_000_000  # bytes, unpacked


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


def require_small(stream: Any, most: int = _STREAM) -> int:
    """The size of a stream when unpacked, in bytes.

    Raises `Unjudged` for one of more than `most`, or packed in a way that our files never are.
    """
    filters = stream.get("/Filter")
    raw = stream.read_raw_bytes()
    if filters is None:
        size = len(raw)
    elif str(filters) == "/FlateDecode" or (len(filters) == 1 and str(filters[0]) == "/FlateDecode"):
        size = len(zlib.decompressobj().decompress(raw, most + 1))
    else:
        raise Unjudged
    if size > most:
        raise Unjudged
    return size


def appearances(annotation: Any) -> Iterator[Any]:
    """The streams that draw an annotation."""
    import pikepdf

    waiting = list(annotation.get("/AP", {}).values())
    for item in waiting[:50]:
        if isinstance(item, pikepdf.Stream):
            yield item
        elif isinstance(item, pikepdf.Dictionary):
            yield from (each for each in item.values() if isinstance(each, pikepdf.Stream))
