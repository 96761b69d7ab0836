"""The bytes of a stream in a PDF that somebody else may have made, never more than a bound.

A few kilobytes can unpack to gigabytes. Our own streams are packed once, by Flate without a predictor, or not at all.
"""

from __future__ import annotations

import zlib
from typing import Any

import pikepdf

__all__ = ["unpacked"]

LARGEST = 20_000_000  # bytes; a page of ours draws some ten thousand


def unpacked(stream: Any, most: int = LARGEST) -> bytes:
    """The content of `stream` (pikepdf's). Raises `ValueError` for more than `most` bytes, or another packing."""
    raw = bytes(stream.read_raw_bytes())
    if "/Filter" in stream:
        if stream.Filter != pikepdf.Name.FlateDecode or "/DecodeParms" in stream:
            raise ValueError("a stream is packed in another way")
        try:
            raw = zlib.decompressobj().decompress(raw, most + 1)
        except zlib.error as error:
            raise ValueError("a stream is damaged") from error
    if len(raw) > most:
        raise ValueError("a stream is too large")
    return raw
