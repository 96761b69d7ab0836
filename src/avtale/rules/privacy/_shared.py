"""A first look at the digits of a file that is cheap. Shared by the rules on privacy."""

from __future__ import annotations

from functools import lru_cache

from avtale.national_number import shape


@lru_cache(maxsize=2)  # each rule in turn asks for the same file
def digits_as_zeros(text: str) -> bytes:
    """The shape of a file's text (`avtale.national_number.shape`), found once."""
    return shape(text)
