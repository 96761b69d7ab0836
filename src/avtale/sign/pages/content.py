"""The instructions of a content stream, and the state that they work on (ISO 32000-1, 7.8.2, 8 and 9)."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pikepdf
from msgspec import Struct
from msgspec.structs import replace

from avtale.conformance.objects import unpacked
from avtale.sign.pages.font_map import Font, font_of
from avtale.sign.pages.geometry import (
    UNIT,
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
from avtale.sign.pages.page import Colour, Letter, Shape

__all__ = ["LARGEST", "Painter", "State"]

LARGEST = 1_500_000  # bytes of a drawing, unpacked; a full page has thirty thousand
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


class State(Struct):
    """The graphics state (8.4), as far as it says where something is drawn and whether one sees it."""

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


class Painter:
    """What is drawn on one page. `left` is what may still be drawn in the file, `fonts` those that are read."""

    def __init__(self, left: list[int], fonts: dict[Any, Font]) -> None:
        self.left, self.fonts = left, fonts
        self.found: list[Letter | Shape] = []

    def spend(self, steps: int) -> None:
        """Raises `ValueError` where more is drawn than a document does."""
        self.left[0] -= steps
        if self.left[0] < 0:
            raise ValueError("too much is drawn")

    def draw(self, content: Any, resources: Any, state: State, depth: int, mark: _Mark = _PLAIN) -> None:
        """Follow the instructions of a page, or of a form in it."""
        if depth > _DEEPEST:
            raise ValueError("drawings too deep")
        if _REMAPPED & set(resources.get("/ColorSpace", {}).keys()):
            raise ValueError("the colours are others than they say")
        steps = pikepdf.parse_content_stream(content)
        self.spend(len(steps))
        _Content(self, resources, state, depth, mark).follow(steps)

    def shape(
        self,
        path: list[list[Point]],
        colour: Colour,
        state: State,
        *,
        filled: bool = True,
        even_odd: bool = False,
        width: float = 0.0,
    ) -> None:
        """Add what is seen of a path through the clips."""
        self.spend(sum(map(len, path)))
        box = grown(around(path), width / 2)
        for one in state.clips:
            box = common(box, one.box)
        if box[0] <= box[2] and box[1] <= box[3]:
            lines = tuple(map(tuple, path))
            self.found.append(
                Shape(lines, box, colour if state.ink > 0.95 else None, filled, even_odd, width)
            )


class _Content:
    """One stream. Each method takes the operators of one kind, in the order of table 51; `given` are the operands of the one at hand."""

    def __init__(self, painter: Painter, resources: Any, state: State, depth: int, mark: _Mark) -> None:
        self.painter, self.resources, self.state, self.depth = painter, resources, state, depth
        self.given: Any = ()
        self.numbers: list[float] = []
        self.kept: list[State] = []
        self.marks = [mark]
        self.path: list[list[Point]] = []
        self.clip: bool | None = None  # a path that becomes a clip, and whether by even and odd
        self.text = self.line = UNIT

    def follow(self, steps: Any) -> None:
        for instruction in steps:
            name = str(instruction.operator)
            take = _TAKES.get(name)
            if take is not None:
                self.given = instruction.operands
                self.numbers = [float(one) for one in self.given if isinstance(one, int | Decimal)]
                take(self, name)

    def graphics(self, name: str) -> None:
        match name:
            case "q":
                self.kept.append(replace(self.state))
            case "Q" if self.kept:
                self.state = self.kept.pop()
            case "cm":
                self.state.ctm = times(tuple(self.numbers), self.state.ctm)
            case "w":
                self.state.width = self.numbers[0]
            case "gs":
                self._set(self.resources.get("/ExtGState", {}).get(str(self.given[0]), {}))

    def _set(self, more: Any) -> None:
        """An ExtGState: how strong the ink is, whether something masks it, in which font what follows is."""
        state = self.state
        state.ink = float(more.get("/ca", state.ink))
        state.line_ink = float(more.get("/CA", state.line_ink))
        state.width = float(more.get("/LW", state.width))
        if "/SMask" in more:
            state.masked = str(more["/SMask"]) != "/None"
        if "/BM" in more and str(more["/BM"]) not in ("/Normal", "/Compatible"):
            state.masked = True
        if "/Font" in more:
            state.font, state.size = font_of(more["/Font"][0], self.painter.fonts), float(more["/Font"][1])

    def build_path(self, name: str) -> None:
        ctm, numbers = self.state.ctm, self.numbers
        match name:
            case "m":
                self.path.append([placed(ctm, *numbers)])
            case "l" | "c" | "v" | "y":
                self.path = self.path or [[placed(ctm, 0, 0)]]
                points = [placed(ctm, *numbers[n : n + 2]) for n in range(0, len(numbers), 2)]
                self.path[-1] += bent(self.path[-1][-1], points, name)
            case "h" if self.path:
                self.path[-1].append(self.path[-1][0])
            case "re":
                self.path.append(rectangle(ctm, *numbers))
            case "W" | "W*":
                self.clip = name == "W*"

    def paint(self, name: str) -> None:
        state, path = self.state, self.path
        filled, even_odd = _PAINTS[name]
        if filled is not None and path:
            if filled and state.ink > 0:
                self.painter.shape(path, state.fill, state, even_odd=even_odd)
            if name not in ("f", "F", "f*") and state.line_ink > 0:
                width = state.width * _scale(state.ctm)
                self.painter.shape(path, state.stroke, state, filled=False, width=width)
        if self.clip is not None and path:
            clip = Shape(tuple(map(tuple, path)), around(path), even_odd=self.clip)
            state.clips = (*state.clips, clip)
        self.path, self.clip = [], None

    def place_text(self, name: str) -> None:
        if name == "BT":
            self.text = self.line = UNIT
        elif name == "Tm":
            self.text = self.line = tuple(self.numbers)  # type: ignore[assignment]
        else:
            if name == "TD":
                self.state.leading = -self.numbers[1]
            x, y = self.numbers if name != "T*" else (0.0, -self.state.leading)
            self.text = self.line = times((1, 0, 0, 1, x, y), self.line)

    def set_text(self, name: str) -> None:
        state = self.state
        match name:
            case "Tf":
                held = self.resources.get("/Font", {}).get(str(self.given[0]))
                state.font = None if held is None else font_of(held, self.painter.fonts)
                state.size = float(self.given[1])
            case "Tr":
                state.mode = int(self.numbers[0])
            case "Tc":
                state.between = self.numbers[0]
            case "Tw":
                state.words = self.numbers[0]
            case "Tz":
                state.across = self.numbers[0] / 100
            case "Ts":
                state.rise = self.numbers[0]
            case "TL":
                state.leading = self.numbers[0]

    def show_text(self, name: str) -> None:
        if name in "'\"":
            self.text = self.line = times((1, 0, 0, 1, 0, -self.state.leading), self.line)
        if name == '"':
            self.state.words, self.state.between = self.numbers[:2]
        for piece in self.given[0] if name == "TJ" else [self.given[-1]]:
            if self.state.font is not None:
                self._show(piece, self.state.font)

    def _show(self, piece: Any, font: Font) -> None:
        """The letters of one string, or how far the next ones are moved."""
        state, (aside, spoken, number) = self.state, self.marks[-1]
        if not isinstance(piece, pikepdf.String):
            self._move(-float(piece) / 1000 * state.size * state.across)
            return
        ghost = spoken or state.masked or state.mode > 0 or state.ink < _SEEN or font.drawings
        codes = font.codes(bytes(piece))
        self.painter.spend(len(codes))
        for code in codes:
            width = font.width(code) / 1000
            place = times(
                (state.size * state.across, 0, 0, state.size, 0, state.rise), times(self.text, state.ctm)
            )
            corners = [placed(place, x * width, y) for x in (0.05, 0.95) for y in (0.02, 0.62)]
            size = min(_scale(place), math.hypot(*place[:2]), math.hypot(*place[2:4]))
            box = around([corners])
            self.painter.found.append(
                Letter(font.text(code), box, size, state.fill, state.clips, aside, ghost, number, font, code)
            )
            space = state.words if font.single and code == 32 else 0.0
            self._move((width * state.size + state.between + space) * state.across)

    def _move(self, along: float) -> None:
        self.text = times((1, 0, 0, 1, along, 0), self.text)

    def colour(self, name: str) -> None:
        state = self.state
        match name:
            case "g" | "rg" | "k" | "sc" | "scn":
                state.fill = None if state.named and name[:2] == "sc" else _colour(self.numbers)
                state.named &= name[:2] == "sc"
            case "cs":
                state.named = str(self.given[0]) not in _DEVICES
                state.fill = None if state.named else (0.0, 0.0, 0.0)
            case _:
                state.stroke = _colour(self.numbers)

    def shade_or_picture(self, name: str) -> None:
        if name == "sh":
            self.painter.found.append(_everywhere(self.state))
        elif name == "INLINE IMAGE":
            self._picture()
        else:
            item = self.resources.get("/XObject", {}).get(str(self.given[0]))
            if item is not None and item.get("/Subtype") == "/Form":
                self._form(item)
            elif item is not None:
                self._picture()

    def _picture(self) -> None:
        self.painter.shape([rectangle(self.state.ctm, 0, 0, 1, 1)], None, self.state)

    def _form(self, item: Any) -> None:
        unpacked(item, LARGEST)
        inner = replace(self.state)
        inner.ctm = times(tuple(float(one) for one in item.get("/Matrix", UNIT)), self.state.ctm)
        if "/BBox" in item:
            left, low, right, high = box_of(item.BBox)
            edge = [rectangle(inner.ctm, left, low, right - left, high - low)]
            inner.clips = (*inner.clips, Shape(tuple(map(tuple, edge)), around(edge)))
        resources = item.get("/Resources", self.resources)
        self.painter.draw(item, resources, inner, self.depth + 1, self.marks[-1])

    def mark(self, name: str) -> None:
        if name == "EMC":
            if len(self.marks) > 1:
                self.marks.pop()
            return
        self.marks.append(_mark(self.marks[-1], self.given, self.resources))


_KINDS: dict[Callable[[_Content, str], None], str] = {
    _Content.graphics: "q Q cm w gs",
    _Content.build_path: "m l c v y h re W W*",
    _Content.paint: " ".join(_PAINTS),
    _Content.place_text: "BT Td TD Tm T*",
    _Content.set_text: "Tf Tr Tc Tw Tz Ts TL",
    _Content.show_text: "Tj TJ ' \"",
    _Content.colour: "g rg k sc scn G RG K SC SCN cs",
    _Content.mark: "BMC BDC EMC",
}
_TAKES = {name: take for take, names in _KINDS.items() for name in names.split()} | dict.fromkeys(
    ("sh", "Do", "INLINE IMAGE"), _Content.shade_or_picture
)


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


def _everywhere(state: State) -> Shape:
    edge = [rectangle(UNIT, -1e5, -1e5, 2e5, 2e5)]
    box = around(edge)
    for one in state.clips:
        box = common(box, one.box)
    return Shape(tuple(map(tuple, edge)), box)
