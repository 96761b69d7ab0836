"""The HTML in a real browser: it asks for nothing but itself, and everyone can read it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from avtale.facts.repository import Repository
from avtale.locales import languages
from avtale.render.document import render
from avtale.render.short import render_short
from tests.acceptance import chromium
from tests.acceptance.chromium import SIDEWAYS, Opened
from tests.support import ON, ROOT, discovered

pytestmark = pytest.mark.extended

REPOSITORY = Repository.open(ROOT / "agreements")
PAGES = discovered([(str(entry), "nb") for entry in REPOSITORY.entries], at_least=3) + discovered(
    [("troms-nav-ot@2.00", lang) for lang in languages() if lang != "nb"], at_least=3
)
VIEWS = [(width, "screen", scheme) for width, scheme in chromium.VIEWS]
VIEWS += [(794, "print", scheme) for scheme in ("light", "dark")]  # 794 px are the width of A4


def opened(browser: Any, file: Path) -> Opened:
    this = Opened(browser.new_context(locale="nb-NO").new_page())
    this.page.goto(file.as_uri(), wait_until="networkidle")
    return this


def rendered(name: str, lang: str, folder: Path) -> Path:
    entry = next(entry for entry in REPOSITORY.entries if str(entry) == name)
    done = render(entry, REPOSITORY, on=ON, lang=lang, formats=("html",))
    file = folder / f"{done.name}.html"
    file.write_bytes(done.files["html"])
    return file


@pytest.mark.parametrize(("name", "lang"), PAGES)
def test_the_page_asks_for_nothing_and_everyone_can_read_it(
    name: str, lang: str, browser: Any, tmp_path: Path
) -> None:
    file = rendered(name, lang, tmp_path)
    this = opened(browser, file)
    for view in VIEWS:
        this.look(*view)
        assert this.faults() == [], view
        if view[1] == "screen":
            assert this.page.evaluate(SIDEWAYS) == [], view
    used = this.page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').length")
    assert used >= 2, "the fonts inside the file are not used"
    assert (this.asked, this.said) == ([file.as_uri()], [])
    this.page.context.close()


WIDE_TABLE = "\n\n".join(("|" + "kolonne|" * 40, "|" + "-|" * 40, "|" + "verdi|" * 40)).replace(
    "\n\n", "\n    "
)
HARD = f"""
format: 1
kind: agreement
key: hard
language: nb
control_header: {{issuer: county, version: '1.00', id: {"9" * 80}, title: {"K" * 90}, written_by: {"N" * 70}}}
title: {"Tittel" * 30}
parties:
  - {{id: county, names: [{{name: Eksempel fylkeskommune}}]}}
roles:
  - {{id: r1, title: {"R" * 100}, party: county}}
background:
  text: |
    {WIDE_TABLE}

        {"c" * 300}

    {"O" * 200} `{"k" * 200}` [l{"e" * 150}](https://example.org)
responsibilities:
  - {{id: a, owner: r1, strength: shall, does: gjøre dette, source: {"s" * 300}}}
"""
PEOPLE = f"""
format: 1
contacts:
  - {{document: hard, role: r1, name: {"L" * 60}, telephone: 00 00 00 01, email: {"e" * 50}@example.org}}
"""


@pytest.mark.parametrize("short", [False, True], ids=["whole", "short"])
def test_what_has_no_place_to_break_still_fits_every_screen(
    short: bool, browser: Any, tmp_path: Path
) -> None:
    root = tmp_path / "agreements"
    root.mkdir()
    (root / "avtale.yaml").write_text("format: 1\nowner: {names: [{name: Eksempel}]}\n", encoding="utf-8")
    (root / "hard-1.00.yaml").write_text(HARD, encoding="utf-8")
    (root / "contacts.yaml").write_text(PEOPLE, encoding="utf-8")
    repository = Repository.open(root)
    [entry] = repository.entries
    made = (render_short if short else render)(entry, repository, on=ON, formats=("html",))
    file = tmp_path / "hard.html"
    file.write_bytes(made.files["html"])
    this = opened(browser, file)
    for width in (1280, 1000, 800, 500, 320):
        this.look(width, "screen", "light")
        assert this.page.evaluate(SIDEWAYS) == [], width
        assert this.faults() == [], width
    this.page.context.close()


def test_what_is_wrong_would_be_seen(browser: Any, tmp_path: Path) -> None:
    """The same eyes on a page that is spoilt: a picture from elsewhere, pale and wide."""
    good = rendered("troms-nav-ot@2.00", "nb", tmp_path)
    picture = '<img src="http://127.0.0.1:9/x.png">'
    pale = '<p style="color: #ccc; width: 2000px">Et langt og blekt avsnitt.</p>'
    page = good.read_text(encoding="utf-8")
    assert page.count("</main>") == 1
    spoilt = tmp_path / "spoilt.html"
    spoilt.write_text(page.replace("</main>", f"{picture}{pale}</main>"), encoding="utf-8")
    this = opened(browser, spoilt)
    this.look(320, "screen", "light")
    rules = {fault.partition(":")[0] for fault in this.faults()}
    assert rules >= {"image-alt", "color-contrast"}
    assert this.page.evaluate(SIDEWAYS)
    assert any("Content Security Policy" in message for message in this.said)
    this.page.context.close()

    spoilt.write_text(spoilt.read_text(encoding="utf-8").replace("http-equiv", "data-none"), encoding="utf-8")
    this = opened(browser, spoilt)
    assert "http://127.0.0.1:9/x.png" in this.asked
    this.page.context.close()
