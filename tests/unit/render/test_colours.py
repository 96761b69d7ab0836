"""Every colour that text stands in is at least 4.5 : 1 against every ground it stands on (WCAG 2.1, 1.4.3)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from avtale.render.colour import ACCENT, contrast, usable_accent
from tests.support import ROOT
from tests.unit.render.documents import real, rendered

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


@pytest.fixture
def styles() -> Path:
    return ROOT / "templates" / "styles"


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
        re.findall(
            r"(?<!border-bottom: 0.6pt solid )#[0-9a-f]{6}",
            "".join((styles / name).read_text("utf-8") for name in ("print.css", "paper.css")),
        )
    )
    colours -= {"#b9c4c8"}  # a line, not text
    assert colours
    assert {colour for colour in colours if contrast(colour, "#ffffff") < 4.5} == set()


@pytest.mark.parametrize(
    ("given", "used", "kept"),
    [
        (None, ACCENT, True),
        ("#0B5563", "#0B5563", True),
        ("#7a0019", "#7a0019", True),
        ("#ffcc00", ACCENT, False),
        ("red", ACCENT, False),
        ("#000;}*{x:url(//y)", ACCENT, False),
    ],
)
def test_a_colour_of_the_settings_is_used_where_it_can_be_read(
    given: str | None, used: str, *, kept: bool
) -> None:
    assert usable_accent(given) == (used, kept)
    page = rendered(real("troms-nav-ot-2.00"), accent=given)
    assert f"--accent: {used};" in page.html
    assert [problem.code for problem in page.problems] == ([] if kept else ["accent-colour-unreadable"])
