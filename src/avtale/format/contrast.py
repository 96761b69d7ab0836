"""Whether text can be read on a colour (WCAG 2.1, 1.4.3)."""

from __future__ import annotations

import re

ENOUGH = 4.5

# The grounds that the accent colour is used on as text, and under white text: the page, and its panels.
GROUNDS = ("#ffffff", "#f3f6f7")

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.1 between two colours written #rrggbb, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def worst(colour: str) -> float | None:
    """The lowest contrast of a colour with the grounds it is used on; None for what is no colour."""
    return min(contrast(colour, ground) for ground in GROUNDS) if _COLOUR.match(colour) else None


def shown(ratio: float, lang: str = "nb") -> str:
    """A ratio as it is read, cut and not rounded: 4.49 is not enough."""
    text = f"{int(ratio * 100) / 100:.2f}"
    return (text if lang == "en" else text.replace(".", ",")) + " : 1"


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
