"""`avtale site` from outside, and its pages in a real browser: read by everybody, from the disk and from a server."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.chromium import SIDEWAYS, Opened
from tests.acceptance.outside import avtale
from tests.support import discovered
from tests.unit.portal.world import county, with_secrets

ON = ("--on", "2026-11-21")
PAGES = (
    "index", "documents", "overdue", "suspects", "near", "parties", "offices", "schools", "search",
    "document/nordlia-nav-1.00", "document/eksempelvik-1.00", "party/nav-nordlia", "office/nav-eksempelvik",
    "school/sordal-videregaende-skole",
)  # fmt: skip


def test_the_command_says_what_it_did(tmp_path: Path) -> None:
    county(tmp_path)
    site = ("site", "--to", str(tmp_path / "site"), "--no-pdf", *ON)
    told = avtale(*site, "--dry-run", cwd=tmp_path)
    assert told.out.startswith(f"Ville skrevet {tmp_path / 'site'}: 3 dokumenter; filer: ")
    assert not (tmp_path / "site").exists()
    assert "0 endret, 0 som før" in avtale(*site, cwd=tmp_path).out
    again = avtale(*site, "--lang", "en", cwd=tmp_path)
    assert "0 new, 0 changed" in again.out
    (tmp_path / "site/mitt.txt").write_text("mitt", encoding="utf-8")
    refused = avtale(*site, cwd=tmp_path)
    assert refused.code == 2
    assert "mitt.txt" in refused.err
    assert "Traceback" not in refused.err


def test_an_unchanged_site_is_answered_and_a_changed_one_made(tmp_path: Path) -> None:
    world, cache = county(tmp_path), {"AVTALE_CACHE": str(tmp_path / "cache")}

    def made(*more: str) -> str:
        line = ("site", "--to", str(tmp_path / "site"), "--no-pdf", "--languages", "nb", *ON, *more)
        return avtale(*line, cwd=tmp_path, env=cache).out

    made()
    kept = next((tmp_path / "cache/text").iterdir())
    at = kept.stat().st_mtime_ns
    assert " 0 nye, 0 endret, " in made()
    assert kept.stat().st_mtime_ns == at  # it was answered, and not made and kept again
    page = tmp_path / "site/nb/index.html"
    whole = page.read_bytes()
    page.write_bytes(whole.replace(b"Eksempel", b"EKSEMPEL") + b" ")
    assert " 0 nye, 1 endret, " in made()
    assert page.read_bytes() == whole
    world.done("contact", "2026-10-31", "2026-10-20")
    assert " 0 endret" not in made()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("portal")
    with_secrets(root)
    done = avtale("site", "--to", str(root / "site"), *ON, "--languages", "nb,nn,se,en", cwd=root)
    assert (root / "site/index.html").is_file(), done.err
    return root / "site"


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[str]:
    quiet = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    made = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(quiet, directory=str(site)))
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()
    thread.join()


@pytest.fixture(params=["disk", "server"])
def start(request: pytest.FixtureRequest, site: Path, server: str) -> str:
    return site.as_uri() if request.param == "disk" else server


def look(browser: Any, **how: Any) -> Opened:
    return Opened(browser.new_context(locale="nb-NO", **how).new_page())


@pytest.mark.extended
@pytest.mark.parametrize(
    ("lang", "place", "schemes"),
    [("nb", "disk", ("light", "dark")), ("se", "disk", ("light",)), ("en", "server", ("dark",))],
)
def test_everyone_can_read_every_page(
    lang: str, place: str, schemes: tuple[str, ...], site: Path, server: str, browser: Any
) -> None:
    start = site.as_uri() if place == "disk" else server
    this = look(browser)
    for page in PAGES:
        this.page.goto(f"{start}/{lang}/{page}.html", wait_until="networkidle")
        used = this.page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').length")
        assert used >= 1, "our fonts are not used"
        assert this.said == []
        assert all(url.startswith((start, "data:")) for url in this.asked), this.asked
        for width in (360, 1280):
            for scheme in schemes:
                this.look(width, "screen", scheme)
                faults = [
                    fault for fault in this.faults() if "<text" not in fault
                ]  # axe cannot judge a picture's
                assert faults == [], (page, width, scheme)
                assert this.page.evaluate(SIDEWAYS) == [], (page, width)
        this.said.clear()  # axe itself tries to read the style sheet, which the policy forbids


@pytest.mark.extended
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("tjeneste", "Nordlia-avtalen"),  # Oppfølgingstjenesten
        ("OPPFØLGING", "Nordlia-avtalen"),
        ("bálvalus", "Nordlia-avtalen"),  # Čuovvolanbálvalus
        ("cuovvolan", "Nordlia-avtalen"),  # by a keyboard without č
        ("4.2.2", "Nordlia-avtalen"),
        ("videregående", "Rutine i Eksempelvik"),
        ("tiltaksoversikt kontakt", "Nordlia-avtalen"),
        ("oppfolgingstjenesten", "Nordlia-avtalen"),  # a letter wrong
        ("xyzxyz", ""),
    ],
)
def test_the_search_finds_a_word_by_its_parts(asked: str, found: str, start: str, browser: Any) -> None:
    this = look(browser)
    this.page.goto(f"{start}/nb/index.html")
    this.page.get_by_role("searchbox").fill(asked)
    this.page.keyboard.press("Enter")
    this.page.wait_for_url("**/search.html?q=*")
    this.page.wait_for_function("document.getElementById('told').textContent.match(/treff/i)")
    titles = this.page.eval_on_selector_all("#found .name", "all => all.map(one => one.textContent)")
    assert (found in titles) if found else titles == []
    if found:
        this.page.get_by_role("link", name=found).first.click()
        assert this.page.locator("h1").inner_text() == found
    assert this.said == []


@pytest.mark.extended
def test_the_search_tells_while_one_types(start: str, browser: Any) -> None:
    this = look(browser)
    this.page.goto(f"{start}/en/search.html")
    assert not [url for url in this.asked if "/search/" in url], "nothing is read before somebody searches"
    this.page.get_by_role("searchbox").press_sequentially("rutine", delay=20)
    this.page.wait_for_function("document.getElementById('told').textContent.startsWith('Found')")
    assert this.page.locator("#told").get_attribute("role") == "status"
    assert "Local routine" in this.page.locator("#found li").first.inner_text()
    assert this.page.locator("#found .name [lang=nb]").count() > 0
    assert this.faults() == []


@pytest.mark.extended
def test_it_is_read_with_the_keyboard_alone(start: str, browser: Any) -> None:
    this = look(browser, viewport={"width": 360, "height": 700})
    this.page.goto(f"{start}/nb/index.html")
    this.page.keyboard.press("Tab")
    assert this.page.evaluate("document.activeElement.className") == "skip"
    assert this.page.evaluate("document.activeElement.getBoundingClientRect().top >= 0"), "the link is shown"
    seen = []
    for _ in range(60):
        this.page.keyboard.press("Tab")
        seen.append(this.page.evaluate("document.activeElement.textContent.trim()"))
        outline = this.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        if seen[-1] == "Rutine i Eksempelvik":
            assert outline != "none"
            break
    assert seen.index("Dokumenter") < seen.index("Rutine i Eksempelvik")
    this.page.keyboard.press("Enter")
    this.page.wait_for_url("**/document/eksempelvik-1.00.html")


@pytest.mark.extended
def test_without_scripts_all_but_the_search_works(start: str, browser: Any) -> None:
    this = look(browser, java_script_enabled=False)
    this.page.goto(f"{start}/nb/documents.html")
    this.page.get_by_role("link", name="Nordlia-avtalen").first.click()
    assert this.page.locator("h1").inner_text() == "Nordlia-avtalen"
    this.page.get_by_role("link", name="Davvisámegiella").click()
    assert this.page.locator("html").get_attribute("lang") == "se"
    this.page.goto(f"{start}/nb/search.html?q=tjeneste")
    assert "trenger JavaScript" in this.page.locator("noscript").inner_text()


@pytest.mark.extended
def test_a_phone_gets_a_page_in_few_bytes(site: Path, server: str, browser: Any) -> None:
    """A page and one style sheet with the fonts, which the next page has already."""
    for page in discovered(path for path in (site / "nb").rglob("*.html") if path.name != "search.html"):
        assert page.stat().st_size < 40_000, page
    this = look(browser, viewport={"width": 360, "height": 700})
    this.page.goto(f"{server}/nb/index.html", wait_until="networkidle")
    assert sorted(url.rpartition("/")[2] for url in this.asked if not url.startswith("data:")) == [
        "index.html",
        "style.css",
    ]
    assert (site / "style.css").stat().st_size < 250_000


@pytest.mark.extended
def test_the_first_page_leads_to_the_site(start: str, browser: Any) -> None:
    this = look(browser)
    this.page.goto(f"{start}/index.html")
    this.page.wait_for_url("**/nb/index.html")
    assert this.page.locator("h1").inner_text() == "Oversikt"
