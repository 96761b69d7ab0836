"""The accent colour of the documents: that of the settings where it can be read, else ours."""

from __future__ import annotations

from avtale.format.contrast import ENOUGH, contrast, worst

__all__ = ["ACCENT", "ENOUGH", "contrast", "usable_accent"]

ACCENT = "#0b5563"
"""A deep blue-green; 8.4 : 1 against white."""


def usable_accent(colour: str | None) -> tuple[str, bool]:
    """The colour to use, and whether it is the one given: one that is none, or too light, gives way to ours."""
    if colour is None:
        return ACCENT, True
    ratio = worst(colour)
    return (colour, True) if ratio is not None and ratio >= ENOUGH else (ACCENT, False)
