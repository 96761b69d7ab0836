"""Names and titles that stand whole in the quotes that Word sets, which YAML takes for letters of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from avtale.source.pointer import join

_NAMES = frozenset(("title", "name", "short", "public_title"))


def in_quotes(text: str, data: Any) -> Iterator[tuple[str, str]]:
    """The pointer of each such value of a file's `data`, and what it says without the quotes.

    Running text is left alone: it may well be a quotation and nothing else. `text` is the file's.
    """
    if "”" not in text and "“" not in text:
        return
    waiting: list[tuple[str, Any, bool]] = [("", data, False)]
    while waiting:
        pointer, value, names = waiting.pop()
        if isinstance(value, dict):
            waiting += [
                (pointer + join(key), each, key in _NAMES or (names and isinstance(each, str)))
                for key, each in reversed(value.items())
            ]
        elif isinstance(value, list):
            waiting += [(f"{pointer}/{at}", each, False) for at, each in reversed(list(enumerate(value)))]
        elif names and isinstance(value, str) and (bare := _bare(value)):
            yield pointer, bare


def _bare(value: str) -> str:
    """What stands between the quotes; "" where they do not stand around the whole."""
    whole = _whole().fullmatch(value.strip())
    return whole[1].strip() if whole else ""


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(r"[“”„](\s*+[^“”„\s][^“”„]*+)[“”]")
