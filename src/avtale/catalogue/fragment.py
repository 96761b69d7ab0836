"""A change of a document as a fragment of it: its top keys, laid over a base as text, so that every other line stays."""

from __future__ import annotations

import re
from collections.abc import Collection

_KEY = re.compile(r"[^\s#-][^:\n]*")


def laid(base: str, change: str, without: Collection[str] = ()) -> str:
    """`base` with the keys of `change`, and without those left out.

    A key that the base has stands where it stood there; another stands after the one before it in `change`, or last.
    """
    found = {key: text for key, text in _blocks(base).items() if key not in without}
    order, after = list(found), None
    for key, text in _blocks(change).items():
        if key not in found:
            order.insert(len(order) if after is None else order.index(after) + 1, key)
        found[key] = text
        after = key
    return "".join(found[key] for key in order)


def _blocks(text: str) -> dict[str, str]:
    """The lines of each top key, with those up to the next; what stands before the first has the key ""."""
    found: dict[str, str] = {}
    key = ""
    for line in text.splitlines(keepends=True):
        if begun := _KEY.match(line):
            key = begun[0]
        found[key] = found.get(key, "") + line
    return found
