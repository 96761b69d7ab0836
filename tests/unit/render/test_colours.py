"""Every colour that text stands in is at least 4.5 : 1 against every ground it stands on (WCAG 2.1, 1.4.3)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from avtale.render.page import ACCENT

PAIRS = [
    ("--ink", "--ground"),
    ("--ink", "--panel"),
    ("--muted", "--ground"),
    ("--muted", "--panel"),
    ("--warn", "--ground"),
    ("--warn", "--panel"),
    ("--warn", "--warn-ground"),
    ("--ink", "--warn-ground"),
    ("--link", "--ground"),
    ("--link", "--panel"),
]


def _variables(css: str) -> dict[str, str]:
    return dict(re.findall(r"(--[a-z-]+):\s*(#[0-9a-f]{6}|var\(--accent\));", css))


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.1 between two colours, 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.fixture
def styles(repository_root: Path) -> Path:
    return repository_root / "templates" / "styles"


def test_the_ratio_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("dark", [False, True])
def test_text_can_be_read(styles: Path, *, dark: bool) -> None:
    colours = _variables((styles / "base.css").read_text("utf-8"))
    if dark:
        colours |= _variables((styles / "screen.css").read_text("utf-8"))
    colours = {name: ACCENT if value.startswith("var") else value for name, value in colours.items()}
    assert {name for pair in PAIRS for name in pair} <= set(colours)
    weak = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


def test_white_on_the_accent_can_be_read_and_the_dark_chip_too(styles: Path) -> None:
    assert contrast("#ffffff", ACCENT) >= 4.5
    dark = (styles / "screen.css").read_text("utf-8")
    link = _variables(dark)["--link"]
    grounds = re.findall(r"color: (#[0-9a-f]{6}); background: var\(--link\)", dark)
    assert grounds
    assert all(contrast(ground, link) >= 4.5 for ground in grounds)


def test_colours_on_paper_can_be_read(styles: Path) -> None:
    colours = set(
        re.findall(r"(?<!border-bottom: 0.6pt solid )#[0-9a-f]{6}", (styles / "print.css").read_text("utf-8"))
    )
    colours -= {"#b9c4c8"}  # a line, not text
    assert colours
    assert {colour for colour in colours if contrast(colour, "#ffffff") < 4.5} == set()
