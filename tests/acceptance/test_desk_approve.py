"""Send til godkjenning, Godkjenn, Sammenlign and Historikk in a real browser: two people, by mouse, by keyboard, and without JavaScript."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.desk_server import Running, desk
from tests.acceptance.outside import avtale
from tests.support import AGREEMENT
from tests.unit.desk.desks import repository

pytestmark = pytest.mark.extended

LAW = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=nb-NO"]
VIEWS = [(width, scheme) for width in (1280, 320) for scheme in ("light", "dark")]
FILE = "agreements/ot/prove-1.00.yaml"
SEND, APPROVE = "/send/prove/1.00", "/approve/prove/1.00"
ROUTINE = """format: 1
kind: routine
key: prove-rutine
language: nb
control_header: {title: Rutine for Nordvik, version: '1.00', written_by: Ola}
title: Rutine for Nordvik
office: {name: NAV Nordvik}
based_on: [{key: prove, version: '0.90'}]
"""
BEFORE = AGREEMENT.replace("'1.00'", "'0.90'").replace("2026-08-01", "2026-01-01")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        yield found
        found.close()


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """A desk over an agreement, the version before it, and a routine that is based on that."""
    root = repository(tmp_path, **{"ot__prove-0.90": BEFORE, "rutiner__prove-rutine-1.00": ROUTINE})
    done = avtale(
        "approve",
        "prove@0.90",
        "--by",
        "Bo Eksempel",
        "--on",
        "2025-12-01",
        "--repo",
        str(root),
        cwd=tmp_path,
    )
    assert done.code == 0, done.err
    with desk(root, AVTALE_STATE=str(tmp_path / "state")) as found:
        yield found


class People:
    """Some who each have a browser of their own; `said` is what these complain of."""

    def __init__(self, chromium: Any, running: Running) -> None:
        self.chromium, self.base, self.address, self.said = chromium, running.base, running.address, []

    def enter(self, name: str, **more: Any) -> Any:
        """Come in by the address of the terminal; the next one by an address that who is in has made."""
        page = self.chromium.new_context(
            viewport={"width": 1280, "height": 900}, locale="nb-NO", **more
        ).new_page()
        page.on(
            "console", lambda told: self.said.append(told.text) if told.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.goto(self.address)
        page.fill("#name", name)
        page.press("#name", "Enter")
        page.wait_for_selector("nav.desk-menu")
        other = page.context.new_page()
        other.goto(f"{self.base}/name")
        other.click("form[action='/name/address'] button")
        self.address = other.input_value("#address")
        other.close()
        return page


@pytest.fixture
def people(chromium: Any, running: Running) -> Iterator[People]:
    found = People(chromium, running)
    yield found
    assert not found.said, found.said


def test_from_sent_to_approved_by_mouse_with_a_turn_back(people: People, tmp_path: Path) -> None:
    per, kim = people.enter("Per Forfatter"), people.enter("Kim Eksempel")
    per.goto(f"{people.base}/document/prove/1.00")
    per.click("text=Send til godkjenning")
    per.fill("#to", "Kim Eksempel")
    per.fill("#text", "Vi har gjort fristen klarere.")
    per.click("button:has-text('Send til godkjenning')")
    per.wait_for_selector("#notice:has-text('Sendt til godkjenning.')")
    kim.click("nav.desk-menu >> text=Godkjenn")
    kim.click("text=Prøveavtale")
    kim.wait_for_selector("text=Vi har gjort fristen klarere.")
    kim.frame_locator(".approve-frame").locator("h1").wait_for()
    assert "NAV Nordvik" in kim.inner_text("section[aria-labelledby=follows-title]")
    kim.select_option("#pointer", label="Ansvarsdeling › Eksempel fylkeskommune: melde fra om avbrudd")
    kim.fill("#text", "Si hvem det meldes til.")
    kim.click("button:has-text('Send tilbake')")
    kim.wait_for_selector("#notice:has-text('Sendt tilbake')")
    per.goto(people.base)
    assert "har fått det tilbake" in per.inner_text(".overview-table")
    per.goto(people.base + SEND)
    per.click(".approve-said a")
    per.wait_for_selector("h2:has-text('melde fra om avbrudd')")
    assert "Si hvem det meldes til." in per.inner_text(".found.comment >> nth=0")
    per.fill('[name="f:/responsibilities/0/does|nb"]', "melde fra til NAV om avbrudd")
    per.wait_for_selector("#kept-status:has-text('Bare du ser det')")
    per.click("button:has-text('Lagre')")
    per.wait_for_selector("text=Lagret. Nå ser de andre det.")
    per.goto(people.base + SEND)
    per.fill(".approve-answering input[name=text]", "Til NAV.")
    per.click("button:has-text('Svar')")
    per.wait_for_selector("#notice:has-text('besvart')")
    assert per.input_value("#to") == "Kim Eksempel"  # who sent it back
    per.click("button:has-text('Send til godkjenning')")
    per.wait_for_selector("#notice")
    per.goto(people.base + APPROVE)
    assert per.locator("button[value=approve]").count() == 0
    assert "Du har selv sendt" in per.inner_text(".approve-decide") or "kan ikke selv" in per.inner_text(
        ".approve-decide"
    )
    kim.goto(people.base + APPROVE)
    assert "Til NAV." in kim.inner_text("section[aria-labelledby=said-title]")
    kim.click("button[value=approve]")
    kim.wait_for_selector("text=Godkjent av Kim Eksempel")
    kim.go_back()
    if kim.locator("button[value=approve]").count():  # the page as it was, and pressed again
        kim.click("button[value=approve]")
        kim.wait_for_selector("#refused:has-text('allerede godkjent av Kim Eksempel')")
        people.said.clear()  # the browser tells of the 409
    kim.goto(f"{people.base}/history/prove/1.00")
    told = kim.inner_text(".history-days")
    assert (
        told.index("godkjente 1.00") < told.index("besvarte en kommentar") < told.index("sendte 1.00 tilbake")
    )
    checked = avtale("check", "--repo", str(tmp_path / "agreements"), cwd=tmp_path)
    assert " error" not in checked.out, checked.out


def reach(page: Any, found: str) -> None:
    """Go to an element by the Tab key, where the focus is seen all the way."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", found):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(found)


def test_the_keyboard_alone_sends_sends_back_and_approves(people: People) -> None:
    per, kim = people.enter("Per Forfatter"), people.enter("Kim Eksempel")
    per.goto(people.base + SEND)
    reach(per, "#text")
    per.keyboard.type("Se på dette")
    reach(per, ".approve-decide button")
    per.keyboard.press("Enter")
    per.wait_for_selector("#live:has-text('Sendt til godkjenning.')", state="attached")
    kim.goto(f"{people.base}/approve")
    reach(kim, ".approve-waiting a")
    kim.keyboard.press("Enter")
    kim.wait_for_url(people.base + APPROVE)
    reach(kim, "#pointer")
    kim.keyboard.type("Varighet")
    assert "Varighet" in kim.locator("#pointer option:checked").inner_text()
    reach(kim, "#text")
    kim.keyboard.type("Ett år til?")
    reach(kim, "button[value=comment]")
    kim.keyboard.press("Enter")
    kim.wait_for_selector("#live:has-text('Kommentaren er lagret.')", state="attached")
    reach(kim, "button[value=approve]")
    kim.keyboard.press("Enter")
    kim.wait_for_selector("text=Godkjent av Kim Eksempel")


def test_a_page_that_is_stale_approves_nothing_and_keeps_what_was_typed(
    people: People, tmp_path: Path
) -> None:
    per, kim = people.enter("Per Forfatter"), people.enter("Kim Eksempel")
    per.goto(people.base + SEND)
    per.click("button:has-text('Send til godkjenning')")
    per.wait_for_selector("#notice")
    kim.goto(people.base + APPROVE)
    kim.fill("#text", "Det jeg skrev")
    path = tmp_path / FILE
    path.write_text(path.read_text(encoding="utf-8").replace("within: 5", "within: 50"), encoding="utf-8")
    kim.wait_for_timeout(2500)
    kim.click("button[value=approve]")
    kim.wait_for_selector("#refused:has-text('Dokumentet er endret')")
    assert kim.input_value("#text") == "Det jeg skrev"
    assert kim.locator("button[value=approve]").count() == 0  # it was not sent as it is now
    assert "approved_by" not in path.read_text(encoding="utf-8")
    people.said.clear()  # the browser tells of the 409


def test_it_works_without_javascript_and_comparing_gives_a_pdf(people: People) -> None:
    per = people.enter("Per Forfatter", java_script_enabled=False)
    per.goto(people.base + SEND)
    per.click("button:has-text('Send til godkjenning')")
    per.wait_for_selector("text=Venter på godkjenning")
    per.goto(f"{people.base}/compare/prove/1.00")
    with per.expect_download() as waiting:
        per.click("text=Last ned som PDF")
    assert Path(waiting.value.path()).read_bytes().startswith(b"%PDF")
    per.fill("#doc", "prove-rutine@1.00")
    per.click("button:has-text('Vis endringene')")
    per.wait_for_selector("h2:has-text('prove-rutine@1.00 → prove@1.00')")


def test_everyone_can_use_every_page(people: People, tmp_path: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    per, kim = people.enter("Per Forfatter"), people.enter("Kim Eksempel " + "med et langt navn " * 8)
    per.goto(people.base + SEND)
    per.fill("#text", "Ikke et langt ord: " + "sammenstillingsarbeid" * 6)
    per.click("button:has-text('Send til godkjenning')")
    per.wait_for_selector("#notice")
    kim.goto(people.base + APPROVE)
    for op in ("comment", "return"):
        kim.select_option("#pointer", index=2)
        kim.fill("#text", "Kortere.\n" + "x" * 300)
        kim.click(f"button[value={op}]")
        kim.wait_for_selector("#notice")
    path = tmp_path / FILE
    path.write_text(path.read_text(encoding="utf-8").replace("month: 4", "month: 44"), encoding="utf-8")
    kim.wait_for_timeout(2500)
    paths = [
        APPROVE,
        SEND,
        "/approve",
        "/compare/prove/1.00",
        "/compare/prove/1.00?doc=none",
        "/history/prove/1.00",
    ]
    for path_of in (*paths, "/approve/prove/0.90", "/write/prove/1.00?at=/evaluation"):
        kim.goto(people.base + path_of)
        for width, scheme in VIEWS:
            kim.set_viewport_size({"width": width, "height": 900})
            kim.emulate_media(color_scheme=scheme)
            kim.wait_for_timeout(200)
            found = Axe().run(kim, options={"runOnly": LAW}).response["violations"]
            assert not [(rule["id"], node["html"][:200]) for rule in found for node in rule["nodes"]], path_of
            assert not kim.evaluate("document.documentElement.scrollWidth > innerWidth"), (path_of, width)
    people.said[:] = [said for said in people.said if "404" not in said]
