"""What is drawn on a page, in order: letters with their boxes, and shapes with their outlines."""

from __future__ import annotations

from msgspec import Struct

from avtale.sign.pages.font_map import Font
from avtale.sign.pages.geometry import Box, Point

__all__ = ["Colour", "Letter", "Page", "Shape"]

Colour = tuple[float, float, float] | None
"""Red, green, blue from 0 to 1; None for a pattern, whatever it shows."""


class Shape(Struct, frozen=True):
    """Something painted: its outlines on the page, whether they are filled, and inside which clips."""

    lines: tuple[tuple[Point, ...], ...]
    box: Box
    colour: Colour = None
    filled: bool = True
    even_odd: bool = False
    width: float = 0.0


class Letter(Struct, frozen=True):
    """A code shown: what it stands for, its core on the page (baseline to small capitals) and its size in points.

    `aside`: in an artifact. `ghost`: drawn without ink. `mark`: the number by which the structure tree knows it.
    """

    text: str
    box: Box
    size: float
    colour: Colour
    clips: tuple[Shape, ...]
    aside: bool
    ghost: bool
    mark: int | None
    font: Font
    code: int


class Page(Struct, frozen=True):
    """What a viewer shows of a page, and all that is drawn on it in order."""

    box: Box
    drawn: tuple[Letter | Shape, ...]
