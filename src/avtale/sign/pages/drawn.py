"""What the pages of a PDF draw, in order: letters with their boxes, and shapes with their outlines (ISO 32000-1, 8 and 9).

Enough of a graphics state to say where a letter lies, in which colour, and what is painted over it. Pictures are
their rectangles, curves a few lines. Raises `ValueError` for a file that draws more than a document does, and what
pikepdf raises for one it cannot read.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pikepdf
from msgspec import Struct
from msgspec.structs import replace

from avtale.conformance.objects import unpacked
from avtale.sign.pages.font_map import Font, font_of
from avtale.sign.pages.geometry import (
    UNIT,
    Box,
    Matrix,
    Point,
    around,
    bent,
    box_of,
    common,
    grown,
    placed,
    rectangle,
    times,
)

__all__ = ["Letter", "Page", "Shape", "drawn"]

Colour = tuple[float, float, float] | None
"""Red, green, blue from 0 to 1; None for a pattern, whatever it shows."""

_LARGEST = 1_500_000  # bytes of a drawing, unpacked; a full page has thirty thousand
_MOST = 1_000_000  # instructions, letters and points; a full page has some thousands
_DEEPEST = 12
_DEVICES = ("/DeviceGray", "/DeviceRGB", "/DeviceCMYK")
_REMAPPED = {"/DefaultGray", "/DefaultRGB", "/DefaultCMYK"}
_Mark = tuple[bool, bool, int | None]
_PLAIN: _Mark = (False, False, None)
_SEEN = 0.3  # of full ink; less is a shadow
_PAINTS = {
    "f": (True, False), "F": (True, False), "f*": (True, True), "b": (True, False), "B": (True, False),
    "b*": (True, True), "B*": (True, True), "s": (False, False), "S": (False, False), "n": (None, False),
}  # fmt: skip


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


def drawn(pdf: pikepdf.Pdf) -> Iterator[Page]:
    """Each page of an open file."""
    left, fonts = [_MOST], dict[Any, Font]()
    for page in pdf.pages:
        painter = _Painter(left, fonts)
        contents: Any = page.obj.get("/Contents", [])
        for stream in contents if isinstance(contents, pikepdf.Array) else [contents]:
            unpacked(stream, _LARGEST)  # bounded, before the library does it without a bound
        painter.draw(page, page.obj.get("/Resources", {}), _State(), 0)
        painter.found += map(_field, _widgets(page))
        media, crop = box_of(page.mediabox), box_of(page.cropbox)
        yield Page(common(media, crop), tuple(painter.found))


class _State(Struct):
    ctm: Matrix = UNIT
    fill: Colour = (0.0, 0.0, 0.0)
    stroke: Colour = (0.0, 0.0, 0.0)
    ink: float = 1.0
    line_ink: float = 1.0
    masked: bool = False
    named: bool = False  # the fill is in a space whose numbers say nothing by themselves
    width: float = 1.0
    clips: tuple[Shape, ...] = ()
    font: Font | None = None
    size: float = 0.0
    mode: int = 0
    between: float = 0.0
    words: float = 0.0
    across: float = 1.0
    rise: float = 0.0
    leading: float = 0.0


class _Painter:
    """Follows the instructions of one page. `left` is what may still be drawn, `fonts` those that are read."""

    def __init__(self, left: list[int], fonts: dict[Any, Font]) -> None:
        self.left, self.fonts = left, fonts
        self.found: list[Letter | Shape] = []

    def spend(self, steps: int) -> None:
        self.left[0] -= steps
        if self.left[0] < 0:
            raise ValueError("too much is drawn")

    def draw(self, content: Any, resources: Any, state: _State, depth: int, mark: _Mark = _PLAIN) -> None:
        if depth > _DEEPEST:
            raise ValueError("drawings too deep")
        kept: list[_State] = []
        marks = [mark]
        if _REMAPPED & set(resources.get("/ColorSpace", {}).keys()):
            raise ValueError("the colours are others than they say")
        path: list[list[Point]] = []
        clip: bool | None = None  # a path that becomes a clip, and whether by even and odd
        text = line = UNIT
        steps = pikepdf.parse_content_stream(content)
        self.spend(len(steps))
        for instruction in steps:
            name, given = str(instruction.operator), instruction.operands
            numbers = [float(one) for one in given if isinstance(one, int | Decimal)]
            match name:
                case "q":
                    kept.append(replace(state))
                case "Q" if kept:
                    state = kept.pop()
                case "cm":
                    state.ctm = times(tuple(numbers), state.ctm)
                case "gs":
                    self._set(state, resources.get("/ExtGState", {}).get(str(given[0]), {}))
                case "w":
                    state.width = numbers[0]
                case "g" | "rg" | "k" | "sc" | "scn":
                    state.fill = None if state.named and name[:2] == "sc" else _colour(numbers)
                    state.named &= name[:2] == "sc"
                case "G" | "RG" | "K" | "SC" | "SCN":
                    state.stroke = _colour(numbers)
                case "cs":
                    state.named = str(given[0]) not in _DEVICES
                    state.fill = None if state.named else (0.0, 0.0, 0.0)
                case "m":
                    path.append([placed(state.ctm, *numbers)])
                case "l" | "c" | "v" | "y":
                    path = path or [[placed(state.ctm, 0, 0)]]
                    path[-1] += bent(
                        path[-1][-1],
                        [placed(state.ctm, *numbers[n : n + 2]) for n in range(0, len(numbers), 2)],
                        name,
                    )
                case "h" if path:
                    path[-1].append(path[-1][0])
                case "re":
                    path.append(rectangle(state.ctm, *numbers))
                case "W" | "W*":
                    clip = name == "W*"
                case _ if name in _PAINTS:
                    self._paint(path, name, state)
                    if clip is not None and path:
                        state.clips = (
                            *state.clips,
                            Shape(tuple(map(tuple, path)), around(path), even_odd=clip),
                        )
                    path, clip = [], None
                case "sh":
                    self.found.append(_everywhere(state))
                case "INLINE IMAGE":
                    self._shape([rectangle(state.ctm, 0, 0, 1, 1)], None, state)
                case "Do":
                    self._object(
                        resources.get("/XObject", {}).get(str(given[0])),
                        resources,
                        state,
                        depth,
                        marks[-1],
                    )
                case "BMC" | "BDC":
                    marks.append(_mark(marks[-1], given, resources))
                case "EMC" if len(marks) > 1:
                    marks.pop()
                case "BT":
                    text = line = UNIT
                case "Tf":
                    held = resources.get("/Font", {}).get(str(given[0]))
                    state.font = None if held is None else font_of(held, self.fonts)
                    state.size = float(given[1])
                case "Tr":
                    state.mode = int(numbers[0])
                case "Tc":
                    state.between = numbers[0]
                case "Tw":
                    state.words = numbers[0]
                case "Tz":
                    state.across = numbers[0] / 100
                case "Ts":
                    state.rise = numbers[0]
                case "TL":
                    state.leading = numbers[0]
                case "Td" | "TD" | "T*":
                    if name == "TD":
                        state.leading = -numbers[1]
                    x, y = numbers if name != "T*" else (0.0, -state.leading)
                    text = line = times((1, 0, 0, 1, x, y), line)
                case "Tm":
                    text = line = tuple(numbers)  # type: ignore[assignment]
                case "Tj" | "TJ" | "'" | '"':
                    if name in "'\"":
                        text = line = times((1, 0, 0, 1, 0, -state.leading), line)
                    if name == '"':
                        state.words, state.between = numbers[:2]
                    text = self._show(given[0] if name == "TJ" else [given[-1]], state, text, marks[-1])

    def _set(self, state: _State, more: Any) -> None:
        """An ExtGState: how strong the ink is, whether something masks it, in which font what follows is."""
        state.ink = float(more.get("/ca", state.ink))
        state.line_ink = float(more.get("/CA", state.line_ink))
        state.width = float(more.get("/LW", state.width))
        if "/SMask" in more:
            state.masked = str(more["/SMask"]) != "/None"
        if "/BM" in more and str(more["/BM"]) not in ("/Normal", "/Compatible"):
            state.masked = True
        if "/Font" in more:
            state.font, state.size = font_of(more["/Font"][0], self.fonts), float(more["/Font"][1])

    def _show(self, pieces: Any, state: _State, text: Matrix, mark: _Mark) -> Matrix:
        """The letters of one string; where the next one begins."""
        aside, spoken, number = mark
        font = state.font
        if font is None:
            return text
        ghost = spoken or state.masked or state.mode > 0 or state.ink < _SEEN or font.drawings
        for piece in pieces:
            if not isinstance(piece, pikepdf.String):
                text = times((1, 0, 0, 1, -float(piece) / 1000 * state.size * state.across, 0), text)
                continue
            codes = font.codes(bytes(piece))
            self.spend(len(codes))
            for code in codes:
                width = font.width(code) / 1000
                place = times(
                    (state.size * state.across, 0, 0, state.size, 0, state.rise), times(text, state.ctm)
                )
                corners = [placed(place, x * width, y) for x in (0.05, 0.95) for y in (0.02, 0.62)]
                size = min(_scale(place), math.hypot(*place[:2]), math.hypot(*place[2:4]))
                box = around([corners])
                self.found.append(
                    Letter(
                        font.text(code), box, size, state.fill, state.clips, aside, ghost, number, font, code
                    )
                )
                space = state.words if font.single and code == 32 else 0.0
                text = times(
                    (1, 0, 0, 1, (width * state.size + state.between + space) * state.across, 0), text
                )
        return text

    def _paint(self, path: list[list[Point]], name: str, state: _State) -> None:
        filled, even_odd = _PAINTS[name]
        if filled is None or not path:
            return
        if filled and state.ink > 0:
            self._shape(path, state.fill, state, even_odd=even_odd)
        if name not in ("f", "F", "f*") and state.line_ink > 0:
            self._shape(path, state.stroke, state, filled=False, width=state.width * _scale(state.ctm))

    def _shape(
        self,
        path: list[list[Point]],
        colour: Colour,
        state: _State,
        *,
        filled: bool = True,
        even_odd: bool = False,
        width: float = 0.0,
    ) -> None:
        self.spend(sum(map(len, path)))
        box = grown(around(path), width / 2)
        for one in state.clips:
            box = common(box, one.box)
        if box[0] <= box[2] and box[1] <= box[3]:
            lines = tuple(map(tuple, path))
            self.found.append(
                Shape(lines, box, colour if state.ink > 0.95 else None, filled, even_odd, width)
            )

    def _object(self, item: Any, resources: Any, state: _State, depth: int, mark: _Mark) -> None:
        if item is None:
            return
        if item.get("/Subtype") != "/Form":
            self._shape([rectangle(state.ctm, 0, 0, 1, 1)], None, state)
            return
        unpacked(item, _LARGEST)
        inner = replace(state)
        inner.ctm = times(tuple(float(one) for one in item.get("/Matrix", UNIT)), state.ctm)
        if "/BBox" in item:
            left, low, right, high = box_of(item.BBox)
            edge = [rectangle(inner.ctm, left, low, right - left, high - low)]
            inner.clips = (*state.clips, Shape(tuple(map(tuple, edge)), around(edge)))
        self.draw(item, item.get("/Resources", resources), inner, depth + 1, mark)


def _widgets(page: Any) -> list[Any]:
    notes: list[Any] = list(page.obj.get("/Annots", ()))
    return [one for one in notes if str(one.get("/Subtype")) == "/Widget"]


def _field(widget: Any) -> Shape:
    """The place of a signature, whatever it will show."""
    left, low, right, high = box_of(widget.Rect)
    edge = rectangle(UNIT, left, low, right - left, high - low)
    return Shape((tuple(edge),), (left, low, right, high))


def _mark(above: _Mark, given: Any, resources: Any) -> _Mark:
    """Whether what follows is an artifact, is read out as something else, and by which number the tree knows it."""
    said = given[1] if len(given) > 1 else {}
    if isinstance(said, pikepdf.Name):
        said = resources.get("/Properties", {}).get(str(said), {})
    keys = set(said.keys())
    spoken = bool(keys & {"/ActualText", "/Alt", "/E"}) or str(given[0]) == "/OC"
    number = int(said["/MCID"]) if "/MCID" in keys else above[2]
    return above[0] or str(given[0]) == "/Artifact", above[1] or spoken, number


def _scale(matrix: Matrix) -> float:
    return math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))


def _colour(numbers: list[float]) -> Colour:
    if len(numbers) == 3:
        return numbers[0], numbers[1], numbers[2]
    if len(numbers) == 4:
        black = 1 - numbers[3]
        return (1 - numbers[0]) * black, (1 - numbers[1]) * black, (1 - numbers[2]) * black
    return (numbers[0],) * 3 if len(numbers) == 1 else None


def _everywhere(state: _State) -> Shape:
    edge = [rectangle(UNIT, -1e5, -1e5, 2e5, 2e5)]
    box = around(edge)
    for one in state.clips:
        box = common(box, one.box)
    return Shape(tuple(map(tuple, edge)), box)
