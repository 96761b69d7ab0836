"""What a kind of document is called in the overview."""

from __future__ import annotations

from functools import cache

from avtale.format.schema import kinds, published
from avtale.wording import told_in


@cache
def kind_said(kind: str, lang: str) -> str:
    """What a kind is called."""
    return str(published(kind, told_in(lang)).get("title", kind)) if kind in kinds() else kind
