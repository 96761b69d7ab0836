"""Skriv and Ny in a real browser, as somebody who has never seen YAML: by mouse, by keyboard, and when things go wrong."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from avtale.source.read import parse
from tests.acceptance.desk_server import Running, desk
from tests.acceptance.outside import avtale
from tests.support import AGREEMENT
from tests.unit.desk.desks import repository

pytestmark = pytest.mark.extended

LAW = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=nb-NO"]
PATH = "ot/prove-1.00.yaml"
KEPT = "#kept-status:has-text('Bare du ser det')"
DOES = '[name="f:/responsibilities/0/does|nb"]'


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        yield found
        found.close()


class Person:
    """Somebody before a browser of their own; `said` is what it complains of."""

    def __init__(self, chromium: Any, running: Running, name: str = "Ane Eksempel") -> None:
        self.base = running.base
        self.context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="nb-NO")
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.page.on(
            "console", lambda told: self.said.append(told.text) if told.type in ("error", "warning") else None
        )
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.goto(running.address)
        self.page.fill("#name", name)
        self.page.press("#name", "Enter")
        self.page.wait_for_selector("nav.desk-menu")

    def go(self, path: str) -> Any:
        self.page.goto(self.base + path)
        return self.page


def start(tmp_path: Path, **files: str) -> Any:
    root = repository(tmp_path, **files)
    return desk(root, AVTALE_STATE=str(tmp_path / "state"))


def data(tmp_path: Path, path: str = PATH) -> Any:
    return parse((tmp_path / "agreements" / path).read_bytes(), path).data


def test_from_nothing_to_a_saved_agreement_by_mouse(chromium: Any, tmp_path: Path) -> None:
    with start(tmp_path) as running:
        ane = Person(chromium, running)
        page = ane.page
        page.click("nav.desk-menu >> text=Ny")
        page.click("text=Samarbeidsavtale >> nth=0")
        page.fill("#title", "Avtale om ungdom i Prøvevik")
        page.fill("#party-1", "Prøve fylkeskommune")
        page.fill("#party-2", "NAV Prøvevik")
        page.fill("#from", "2027-01-01")
        page.fill("#to", "2029-12-31")
        page.click("text=Lag utkastet")
        page.click(".write-outline >> text=Ansvarsdeling")
        page.click(".write-item-link")
        page.fill('textarea[name$="/does|nb"]', "melde fra når en elev slutter")
        page.select_option('select[name$="/strength"]', "shall")
        page.fill('input[name$="/deadline/within|n"]', "5")
        page.select_option('select[name$="/deadline/within|u"]', "working day")
        page.fill('textarea[name$="/deadline/of|nb"]', "bruddet")
        preview = page.frame_locator("#preview")
        preview.locator("text=melde fra når en elev slutter").first.wait_for()
        preview.locator("text=Ledermøte").first.click()  # what one points at has its form
        page.wait_for_selector('h2:has-text("Ledermøte")')
        page.fill('input[name$="/every|n"]', "6")
        page.select_option('select[name$="/month"]', "3")
        page.click(".write-outline >> text=Evaluering")
        page.select_option('select[name$="/month"]', "5")
        page.fill('textarea[name$="/record|nb"]', "Referatet føres i arkivet.")
        page.click(".write-outline >> text=Underskrifter")
        for number in range(2):
            page.click(".write-outline >> text=Underskrifter")
            page.click(f".write-item-link >> nth={number}")
            page.fill('textarea[name$="/title|nb"]', "Direktør")
        page.wait_for_timeout(1200)
        page.click("button:has-text('Lagre')")
        page.wait_for_selector("text=Lagret. Nå ser de andre det.")
        assert not ane.said, ane.said
    file = next((tmp_path / "agreements").rglob("*ungdom*.yaml"))
    text = file.read_text(encoding="utf-8")
    assert "does: melde fra når en elev slutter\n" in text
    assert "deadline:\n      within: 5 working days\n      of: bruddet\n" in text
    assert "every: 6 months\n    month: 3\n" in text
    assert "#" not in text
    assert "  to: 2029-12-31\n" in text
    checked = avtale("check", str(file), "--on", "2026-11-26", cwd=tmp_path)
    assert checked.code == 0, checked.out


def test_the_keyboard_alone_writes_and_saves(chromium: Any, tmp_path: Path) -> None:
    with start(tmp_path) as running:
        page = Person(chromium, running).go(f"/draft/{PATH}?at=/responsibilities/0")
        for _ in range(150):
            page.keyboard.press("Tab")
            name = page.evaluate("document.activeElement.name || ''")
            if name == "f:/responsibilities/0/does|nb":
                break
        page.keyboard.press("Control+A")
        page.keyboard.type("melde fra om alle avbrudd")
        page.wait_for_selector(KEPT)
        for _ in range(150):
            page.keyboard.press("Shift+Tab")
            if page.evaluate("document.activeElement.value") == "save":
                break
        page.keyboard.press("Enter")
        page.wait_for_selector("text=Lagret. Nå ser de andre det.")
    assert data(tmp_path)["responsibilities"][0]["does"] == "melde fra om alle avbrudd"


def test_the_server_is_killed_while_somebody_types_and_nothing_is_lost(chromium: Any, tmp_path: Path) -> None:
    kept = {"AVTALE_STATE": str(tmp_path / "state"), "AVTALE_DESK_SECRET": "a secret of the tests"}
    root = repository(tmp_path)
    with desk(root, **kept) as running:
        ane = Person(chromium, running)
        page = ane.go(f"/draft/{PATH}?at=/responsibilities/0")
        page.fill(DOES, "skrevet før serveren døde")
        page.wait_for_selector(KEPT)
        running.stop(signal.SIGKILL)
        page.fill(DOES, "skrevet mens serveren var nede")
        page.wait_for_selector("text=Ingen kontakt med serveren")
    with desk(root, "--port", running.base.rpartition(":")[2], **kept):
        page.wait_for_selector(KEPT, timeout=30_000)
        page.reload()
        assert page.input_value(DOES) == "skrevet mens serveren var nede"
        page.fill(DOES, "gikk videre med det samme")
        page.click(".write-outline >> text=Varighet")  # before the pause is over
        page.go_back()
        page.reload()
        assert page.input_value(DOES) == "gikk videre med det samme"
    assert data(tmp_path) == parse(AGREEMENT.encode(), "x").data


def test_two_windows_undo_and_the_network_cut(chromium: Any, tmp_path: Path) -> None:
    with start(tmp_path) as running:
        ane = Person(chromium, running)
        page = ane.go(f"/draft/{PATH}?at=/responsibilities/0")
        other = ane.context.new_page()
        other.goto(f"{ane.base}/draft/{PATH}?at=/evaluation")
        page.fill(DOES, "fra det ene vinduet")
        page.wait_for_selector(KEPT)
        other.select_option('select[name="f:/evaluation/month"]', "9")
        other.wait_for_selector(KEPT)
        ane.context.set_offline(True)
        page.fill(DOES, "uten nett")
        page.wait_for_selector("text=Ingen kontakt med serveren")
        ane.context.set_offline(False)
        page.wait_for_selector(KEPT, timeout=30_000)
        page.click("button:has-text('Angre')")
        page.wait_for_load_state()
        assert page.input_value(DOES) in ("fra det ene vinduet", "melde fra om avbrudd")
        page.click("button:has-text('Gjør om')")
        page.wait_for_load_state()
        page.click("button:has-text('Lagre')")
        page.wait_for_selector("text=Lagret. Nå ser de andre det.")
    saved = data(tmp_path)
    assert (saved["responsibilities"][0]["does"], saved["evaluation"]["month"]) == ("uten nett", 9)


def test_the_yaml_view_completes_and_shows_what_is_found(chromium: Any, tmp_path: Path) -> None:
    with start(tmp_path) as running:
        ane = Person(chromium, running)
        page = ane.go(f"/yaml/{PATH}")
        page.wait_for_selector(".cm-content")
        page.click(".cm-line >> nth=-1")
        page.keyboard.press("Control+End")
        page.keyboard.type("scop")
        page.wait_for_selector(".cm-tooltip-autocomplete >> text=Virkeområde")
        page.wait_for_timeout(200)
        page.keyboard.press("Enter")
        page.keyboard.type("Hele fylket")
        page.wait_for_selector(KEPT)
        page.click("text=Skjema")
        page.click(".write-outline >> text=Virkeområde")
        assert page.input_value("textarea[data-prose]") == "Hele fylket"
        page.goto(f"{ane.base}/yaml/{PATH}")
        page.click(".cm-line >> nth=0")
        page.keyboard.press("Control+Home")
        page.keyboard.type("feil: [")
        page.wait_for_selector("#found .found.error")
        assert not ane.said, ane.said


_SEEN = """() => { const rect = document.activeElement.getBoundingClientRect(), head = document.querySelector(".write-head");
const top = getComputedStyle(head).position === "sticky" ? head.getBoundingClientRect().bottom : 0;
return [document.activeElement.id || document.activeElement.name, rect.top >= top - 1 && rect.bottom <= innerHeight + 1, scrollY]; }"""
_MARKED = """frame => { const marked = frame.contentDocument.querySelector("[style*=outline]"), rect = marked.getBoundingClientRect();
return [marked.dataset.at ?? marked.id, rect.top >= 0 && rect.top < frame.clientHeight]; }"""


@pytest.mark.parametrize("width", [1280, 320])
def test_where_one_goes_is_in_sight_and_the_preview_goes_along(
    chromium: Any, tmp_path: Path, width: int
) -> None:
    """WCAG 2.2, 2.4.11: the head that stays in sight hides nothing that has the focus."""
    with start(tmp_path, **{"ot__prove-1.00": AGREEMENT.replace("month: 4", "month: 44")}) as running:
        page = Person(chromium, running).go(f"/draft/{PATH}")
        page.set_viewport_size({"width": width, "height": 700})

        def goes(what: str, to: str) -> int:
            with page.expect_navigation():
                page.locator(what).first.click()
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(300)
            name, seen, scrolled = page.evaluate(_SEEN)
            assert (name, seen) == (to, True), what
            return int(scrolled)

        goes("#found a:has-text('Måned')", "i-f--evaluation--month")
        still = goes(".write-outline >> text=Ansvarsdeling", "part-title")
        assert width < 1280 or not still  # nothing moves that need not
        goes("button:has-text('Legg til: plikt')", "part-title")
        assert page.locator("#preview").evaluate(_MARKED) == ["/responsibilities/1", True]
        page.locator("summary:has-text('Legg til felt')").last.click()
        goes(".write-addable a:has-text('Sammen med')", "f:/responsibilities/1/together_with")


def test_a_document_of_two_hundred_sections_is_written_in(chromium: Any, tmp_path: Path) -> None:
    clauses = "".join(
        f"      - title: Punkt {number}\n        text: Det som gjelder for punkt {number}.\n"
        for number in range(3)
    )
    sections = "".join(f"  - id: del-{n}\n    title: Del {n}\n    clauses:\n{clauses}" for n in range(200))
    with start(tmp_path, **{"ot__prove-1.00": f"{AGREEMENT}sections:\n{sections}"}) as running:
        page = Person(chromium, running).go(f"/draft/{PATH}?at=/sections/150/clauses/1")
        page.fill("textarea[data-prose]", "Endret i midten av det hele.")
        page.frame_locator("#preview").locator("text=Endret i midten").wait_for()
        page.click("button:has-text('Lagre')")
        page.wait_for_selector("text=Lagret. Nå ser de andre det.")
    assert data(tmp_path)["sections"][150]["clauses"][1]["text"] == "Endret i midten av det hele."


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_everyone_can_use_every_page(chromium: Any, tmp_path: Path, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    wrong = AGREEMENT.replace("month: 4", "month: 44").replace("    strength: shall\n", "")
    with start(tmp_path, **{"ot__prove-1.00": wrong}) as running:
        ane = Person(chromium, running, "Ola Nordmann-Hansen " * 10)
        ane.page.set_viewport_size({"width": width, "height": 900})
        ane.page.emulate_media(color_scheme=scheme)
        parts = (
            "",
            "?at=/responsibilities/0",
            "?at=/responsibilities",
            "?at=/parties/0",
            "?at=/background",
            "?at=/evaluation",
            "?at=/validity",
        )
        pages = [
            "/write",
            "/new",
            "/new?kind=agreement",
            "/new?kind=routine",
            "/new?from=prove@1.00",
            f"/yaml/{PATH}",
            "/explain/schema-range",
        ]
        for path in (*pages, *(f"/draft/{PATH}{part}" for part in parts)):
            page = ane.go(path)
            page.wait_for_timeout(500)
            found = Axe().run(page, options={"runOnly": LAW}).response["violations"]
            assert not [(rule["id"], node["html"][:200]) for rule in found for node in rule["nodes"]], path
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), path
        assert not ane.said, ane.said


def test_who_writes_is_told_of_what_others_do_and_nothing_they_write_in_moves(
    chromium: Any, tmp_path: Path
) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import expect

    with start(tmp_path) as running:
        ane = Person(chromium, running)
        page = ane.go(f"/draft/{PATH}?at=/responsibilities/0")
        page.locator(DOES).press_sequentially(" og mer")
        page.wait_for_selector(KEPT)
        file = tmp_path / "agreements" / PATH
        before, typed = page.locator(DOES).bounding_box(), page.input_value(DOES)
        file.write_text(file.read_text(encoding="utf-8").replace("month: 4", "month: 9"), encoding="utf-8")
        expect(page.locator("#news")).to_contain_text("Det du skriver, står urørt", timeout=15_000)
        expect(page.locator("#live")).to_contain_text("Dokumentet er endret et annet sted")
        assert page.locator(DOES).bounding_box() == before
        assert page.input_value(DOES) == typed
        assert page.evaluate("document.activeElement.name") == DOES.split('"')[1]
        for scheme in ("light", "dark"):
            for width in (320, 1280):
                page.emulate_media(color_scheme=scheme)
                page.set_viewport_size({"width": width, "height": 900})
                found = Axe().run(page, options={"runOnly": LAW}).response["violations"]
                assert not found, [(one["id"], one["nodes"][0]["html"]) for one in found]
        page.click("button:has-text('Lagre')")
        page.wait_for_selector("text=Lagret. Nå ser de andre det.")
        assert not ane.said, ane.said
    assert data(tmp_path)["evaluation"]["month"] == 9
    assert data(tmp_path)["responsibilities"][0]["does"].startswith("og mer")
