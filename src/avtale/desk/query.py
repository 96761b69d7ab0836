"""What an address asks for: a word or a number of its query, whatever somebody has written there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from urllib.parse import urlencode

from msgspec import Struct
from msgspec.structs import asdict, replace
from starlette.datastructures import QueryParams

T = TypeVar("T")

_LONGEST = 200  # characters of a word that is looked for


def word(query: QueryParams, name: str) -> str:
    """The words under `name`, with one space between them; "" where nothing is asked for."""
    return " ".join(query.get(name, "").split())[:_LONGEST]


def number(query: QueryParams, name: str) -> int:
    """The whole number under `name`, of five digits at most; 0 where there is none."""
    text = query.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def address_of(path: str, asked: Struct, usual: Struct, **changed: object) -> str:
    """The address that asks for the same of the page at `path`, with these changed, and of its first page; what is `usual` is not said."""
    told = asdict(replace(asked, **{"page": 1, **changed}))
    said = {name: value for name, value in told.items() if value != getattr(usual, name)}
    return f"{path}?{urlencode(said)}" if said else path


def paged(found: Sequence[T], asked: int, per_page: int) -> tuple[Sequence[T], dict[str, int]]:
    """Those on the page that is asked for, the last where there are fewer; and which of how many it is, as templates say it."""
    pages = max(1, -(-len(found) // per_page))
    page = min(asked, pages)
    return found[(page - 1) * per_page : page * per_page], {
        "count": len(found),
        "page_number": page,
        "pages": pages,
    }
