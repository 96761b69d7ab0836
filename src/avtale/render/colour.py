"""Whether white text can be read on a colour (WCAG 2.1, 1.4.3)."""

from __future__ import annotations

import re

ACCENT = "#0b5563"
"""A deep blue-green; 8.4 : 1 against white."""

ENOUGH = 4.5

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.1 between two colours written #rrggbb, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def usable_accent(colour: str | None) -> tuple[str, bool]:
    """The colour to use, and whether it is the one given: one that is none, or too light, gives way to ours."""
    if colour is None:
        return ACCENT, True
    if _COLOUR.match(colour) and contrast(colour, "#ffffff") >= ENOUGH:
        return colour, True
    return ACCENT, False


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
