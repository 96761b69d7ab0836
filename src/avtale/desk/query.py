"""What an address asks for: a word or a number of its query, whatever somebody has written there."""

from __future__ import annotations

from starlette.datastructures import QueryParams

_LONGEST = 200  # characters of a word that is looked for


def word(query: QueryParams, name: str) -> str:
    """The words under `name`, with one space between them; "" where nothing is asked for."""
    return " ".join(query.get(name, "").split())[:_LONGEST]


def number(query: QueryParams, name: str) -> int:
    """The whole number under `name`, of five digits at most; 0 where there is none."""
    text = query.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
