"""Letters in a real browser, on a telephone and beside a list of mails: nothing is cut off, and everyone can read them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from avtale.locales import languages
from tests.acceptance.chromium import SIDEWAYS
from tests.acceptance.test_browser import opened
from tests.unit.remind.county import county
from tests.unit.remind.test_letter import ALL, SETTINGS, letters

pytestmark = pytest.mark.extended


@pytest.mark.parametrize("lang", languages())
def test_it_is_read_at_every_width_light_and_dark(lang: str, browser: Any, tmp_path: Path) -> None:
    page = (
        "  record_at: https://pult.example/{key}/{duty}/{date}\n" if lang == "nb" else ""
    )  # else a long command
    root = county(tmp_path, ALL % f", language: {lang}", SETTINGS + page)
    (letter,) = letters(root, dt.date(2029, 2, 1), again=True)  # overdue, due soon and coming
    file = tmp_path / "brev.html"
    file.write_text(letter.html, encoding="utf-8")
    this = opened(browser, file)
    for width in (360, 800):
        for scheme in ("light", "dark"):
            this.look(width, "screen", scheme)
            assert this.faults() == [], (width, scheme)
            assert this.page.evaluate(SIDEWAYS) == []
    assert this.page.locator("h2").count() == 3
    assert (this.asked, this.said) == ([file.as_uri()], [])
