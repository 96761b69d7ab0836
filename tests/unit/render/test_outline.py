"""A document's own sections re-order, rename and add; none is lost."""

from __future__ import annotations

import pytest

from avtale.format.model import Section
from avtale.render.outline import arrange

STANDARD = ("parties", "background", "meetings", "signatories", "references")


def _arranged(*ids: str) -> list[str]:
    return arrange(STANDARD, [Section(id=one) for one in ids])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((), list(STANDARD)),
        (("background", "parties"), ["background", "meetings", "signatories", "references", "parties"]),
        (("privacy",), ["parties", "background", "meetings", "privacy", "signatories", "references"]),
        (
            ("parties", "privacy", "background"),
            ["parties", "privacy", "background", "meetings", "signatories", "references"],
        ),
        (
            ("meetings", "privacy", "changes"),
            ["parties", "background", "meetings", "privacy", "changes", "signatories", "references"],
        ),
    ],
)
def test_order(given: tuple[str, ...], expected: list[str]) -> None:
    assert _arranged(*given) == expected


@pytest.mark.parametrize("given", [("references", "x", "parties"), ("x", "x", "meetings"), ("signatories",)])
def test_each_section_stands_once(given: tuple[str, ...]) -> None:
    order = _arranged(*given)
    assert sorted(order) == sorted({*STANDARD, *given})
