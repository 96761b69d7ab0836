"""Points, boxes and matrices on a page (ISO 32000-1, 8.3)."""

from __future__ import annotations

from typing import Any

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Box = tuple[float, float, float, float]
UNIT: Matrix = (1, 0, 0, 1, 0, 0)
# How much each of the four points of a curve counts at the places where it is looked at (Bernstein's polynomials).
_WEIGHTS = tuple(
    ((1 - at) ** 3, 3 * (1 - at) ** 2 * at, 3 * (1 - at) * at**2, at**3) for at in (0.25, 0.5, 0.75, 1.0)
)


def times(one: Any, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def placed(matrix: Matrix, x: float, y: float) -> Point:
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]


def rectangle(matrix: Matrix, x: float, y: float, width: float, height: float) -> list[Point]:
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
    return [placed(matrix, *one) for one in corners]


def bent(start: Point, points: list[Point], name: str) -> list[Point]:
    """A line, or a curve as a few of them."""
    if name == "l":
        return points
    (a, b), (c, d), (e, f), (g, h) = {
        "c": [start, *points],
        "v": [start, start, *points],
        "y": [start, points[0], points[-1], points[-1]],
    }[name]
    return [(p * a + q * c + r * e + s * g, p * b + q * d + r * f + s * h) for p, q, r, s in _WEIGHTS]


def box_of(edges: Any) -> Box:
    a, b, c, d = (float(one) for one in edges)
    return min(a, c), min(b, d), max(a, c), max(b, d)


def around(path: Any) -> Box:
    points = [point for line in path for point in line]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def grown(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def common(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def centre(box: Box) -> Point:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def holds(box: Box, point: Point) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def crosses(a: Point, b: Point, box: Box) -> bool:
    """Whether a line goes through a box (Liang and Barsky)."""
    first, last = 0.0, 1.0
    for start, step, low, high in ((a[0], b[0] - a[0], box[0], box[2]), (a[1], b[1] - a[1], box[1], box[3])):
        if step == 0:
            if not low < start < high:
                return False
            continue
        near, far = sorted(((low - start) / step, (high - start) / step))
        first, last = max(first, near), min(last, far)
        if first >= last:
            return False
    return True
