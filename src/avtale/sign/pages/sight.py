"""Which letters of a page do not stand plainly on it (docs/decisions/0058-words-that-one-sees.md).

Whoever wants to hide a word that must be there paints over it, takes its ink, its colour or its size away, or puts it
outside what is shown. None of this depends on the versions that laid the page out: backgrounds come before their text.
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import combining

from avtale.sign.pages.geometry import Box, Point, centre, crosses, holds, meet
from avtale.sign.pages.page import Letter, Page, Shape

__all__ = ["hidden"]

_TINY = 3.5  # points
_CONTRAST = 1.5  # of two colours (WCAG 2.2, 1.4.3), where 1 is the same; our own have 4.5 at least
_BAND = 25.0  # points; a page has some thirty
_MOST = 5_000_000  # letters held against shapes; a full page needs some thousands


def hidden(page: Page) -> frozenset[int]:
    """The places in `page.drawn` of the letters that one does not see, or not all of. Raises `ValueError` for too much of them."""
    return frozenset(_Looked(page).hidden())


class _Looked:
    def __init__(self, page: Page) -> None:
        self.page, self.left = page, _MOST
        self.bands: dict[int, list[tuple[int, Shape]]] = {}
        for place, one in enumerate(page.drawn):
            if isinstance(one, Shape):
                for band in self._bands(one.box):
                    self.bands.setdefault(band, []).append((place, one))

    def _bands(self, box: Box) -> range:
        """The strips of the page that a box lies in."""
        low, high = max(box[1], self.page.box[1]), min(box[3], self.page.box[3])
        return range(int(low // _BAND), int(high // _BAND) + 1) if low <= high else range(0)

    def hidden(self) -> Iterator[int]:
        centres: dict[tuple[int, int], list[tuple[int, Letter]]] = {}
        for place, one in enumerate(self.page.drawn):
            if isinstance(one, Letter) and (one.text.strip() or one.font.drawings):
                if self._unseen(place, one):
                    yield place
                x, y = centre(one.box)
                cell = (int(x // 2), int(y // 2))
                others = centres.setdefault(cell, [])
                self._spend(len(others))
                for other, letter in others:
                    if _one_over_the_other(one, letter):
                        yield from (place, other)
                others.append((place, one))

    def _spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise ValueError("too much is drawn")

    def _unseen(self, place: int, letter: Letter) -> bool:
        left, low, right, high = letter.box
        middle = centre(letter.box)
        spots = (middle, (left, low), (left, high), (right, low), (right, high))
        if letter.ghost or letter.size < _TINY or not all(holds(self.page.box, spot) for spot in spots):
            return True
        self._spend(len(letter.clips))
        if not all(_inside(spot, clip) for clip in letter.clips for spot in spots):
            return True
        ground: Shape | None = None
        near = {at: shape for band in self._bands(letter.box) for at, shape in self.bands.get(band, ())}
        self._spend(len(near))
        for at, shape in sorted(near.items()):
            if not meet(shape.box, letter.box):
                continue
            self._spend(sum(map(len, shape.lines)))
            if at > place:
                if _touches(shape, letter.box):
                    return True
            elif shape.filled and holds(shape.box, middle) and _inside(middle, shape):
                ground = shape
        colour = (1.0, 1.0, 1.0) if ground is None else ground.colour
        if letter.colour is None or colour is None:  # a pattern, a picture, a space of its own: nobody knows
            return True
        return _contrast(letter.colour, colour) < _CONTRAST


def _one_over_the_other(one: Letter, other: Letter) -> bool:
    """Whether the one hides the other; signs that are put on a letter do not."""
    (x, y), (across, up) = centre(one.box), centre(other.box)
    near = 0.1 * min(one.size, other.size)
    return (
        abs(x - across) < near
        and abs(y - up) < near
        and not any(combining(sign) for sign in one.text[:1] + other.text[:1])
    )


def _inside(point: Point, shape: Shape) -> bool:
    """By the winding number or by even and odd (ISO 32000-1, 8.5.3.3)."""
    x, y = point
    winding = crossings = 0
    for line in shape.lines:
        for (ax, ay), (bx, by) in zip(line, (*line[1:], line[0]), strict=True):
            if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                crossings += 1
                winding += 1 if by > ay else -1
    return bool(crossings % 2 if shape.even_odd else winding)


def _touches(shape: Shape, box: Box) -> bool:
    """Whether what is painted lies over some of the box."""
    by = shape.width / 2
    reach = (box[0] - by, box[1] - by, box[2] + by, box[3] + by)
    for line in shape.lines:
        ends = (*line[1:], line[0]) if shape.filled else line[1:]
        if any(crosses(a, b, reach) for a, b in zip(line, ends, strict=False)):
            return True
    return shape.filled and _inside(centre(box), shape)


def _contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: tuple[float, float, float]) -> float:
    linear = (one / 12.92 if one <= 0.04045 else ((max(one, 0) + 0.055) / 1.055) ** 2.4 for one in colour)
    return sum(part * one for part, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
