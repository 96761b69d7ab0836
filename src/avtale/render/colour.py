"""The accent colour of the documents: that of the settings where it can be read, else ours."""

from __future__ import annotations

from avtale.format.contrast import ENOUGH, contrast, worst
from avtale.format.model import Settings

__all__ = ["ACCENT", "ENOUGH", "accent_of", "contrast", "usable_accent"]

ACCENT = "#0b5563"
"""A deep blue-green; 8.4 : 1 against white."""


def accent_of(settings: Settings) -> str:
    """The colour to use under these settings."""
    return usable_accent(settings.rendering.accent_colour if settings.rendering else None)[0]


def usable_accent(colour: str | None) -> tuple[str, bool]:
    """The colour to use, and whether it is the one given: one that is none, or too light, gives way to ours."""
    if colour is None:
        return ACCENT, True
    ratio = worst(colour)
    return (colour, True) if ratio is not None and ratio >= ENOUGH else (ACCENT, False)
