"""The order of a party's official names: Norwegian, Sami, Kven (docs/domain.md, "Names and languages")."""

from __future__ import annotations

from collections.abc import Sequence

NORWEGIAN = ("nb", "nn")
SAMI = ("se", "smj", "sma")
KVEN = ("fkv",)

_RANK = {lang: rank for rank, langs in enumerate((NORWEGIAN, SAMI, KVEN)) for lang in langs}


def in_order(languages: Sequence[str | None]) -> list[int]:
    """Where each name stands now, in the order they should have; names of one language keep theirs.

    A name in another language, or without one, tells nothing and stays where it is.
    """
    known = [index for index, lang in enumerate(languages) if lang in _RANK]
    sorted_ = iter(sorted(known, key=lambda index: _RANK[languages[index] or ""]))
    return [next(sorted_) if index in known else index for index in range(len(languages))]
