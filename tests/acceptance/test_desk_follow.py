"""Følg opp, Kalendere and Kontor in a real browser: a duty done by mouse and by keyboard, taken back, and what git then tells."""

from __future__ import annotations

import re
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import icalendar
import pytest

from tests.acceptance.chromium import SIDEWAYS, VIEWS, faults
from tests.acceptance.desk_server import Running, desk
from tests.git import git
from tests.support import ROOT

pytestmark = pytest.mark.extended


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("follow")
    shutil.copytree(ROOT / "examples/samarbeid", folder, dirs_exist_ok=True)
    for name in ("ot", "programmes", "register"):
        shutil.copytree(ROOT / "agreements" / name, folder / "agreements" / name, dirs_exist_ok=True)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "agreements")
    git(folder, "commit", "-q", "-m", "Begynner")
    return folder


@pytest.fixture(scope="module")
def running(root: Path) -> Iterator[Running]:
    with desk(
        root, AVTALE_DESK_SECRET="a secret of the tests", AVTALE_STATE=str(root.parent / "state")
    ) as found:
        yield found


@pytest.fixture(scope="module")
def page(browser: Any, running: Running) -> Iterator[Any]:
    context = browser.new_context(locale="nb-NO", permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(running.address)
    page.fill("#name", "Ane Eksempel")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{running.base}/")
    yield page
    context.close()


def usable(page: Any) -> None:
    """The page as it stands, in every view."""
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        assert faults(page) == [], (width, scheme)
        assert page.evaluate(SIDEWAYS) == [], (width, scheme)
    page.set_viewport_size({"width": 1280, "height": 800})


def test_several_are_done_by_mouse_with_minutes_and_one_is_taken_back(
    page: Any, running: Running, root: Path, tmp_path: Path
) -> None:
    from playwright.sync_api import expect

    minutes = tmp_path / "Referat fra møtet.pdf"
    minutes.write_bytes(b"%PDF-1.7 referat")
    page.goto(f"{running.base}/follow", wait_until="networkidle")
    chosen = page.locator("input[name=item]")
    names = [chosen.nth(number).input_value() for number in (0, 1)]
    chosen.nth(0).check()
    chosen.nth(1).check()
    page.get_by_role("button", name="Registrer de avkryssede som gjort").click()
    usable(page)
    page.set_input_files("#file-1", str(minutes))
    page.fill("#by", "Oppfølgingstjenesten")
    page.fill("#on-1", "2010-01-01")
    page.get_by_role("button", name="Registrer alle 2 som gjort").click()
    expect(page.get_by_role("alert")).to_contain_text("Ingenting er registrert")
    expect(page.locator("#by")).to_have_value("Oppfølgingstjenesten")
    usable(page)
    page.fill("#on-1", "2026-10-01")
    page.set_input_files("#file-1", str(minutes))
    page.get_by_role("button", name="Registrer alle 2 som gjort").click()
    expect(page.locator("#notice")).to_contain_text("2 frister er registrert som gjort")
    expect(page.locator("#live")).to_contain_text("2 frister er registrert som gjort")
    assert not set(names) & {each.input_value() for each in page.locator("input[name=item]").all()}
    assert len(list((root / "agreements/log").rglob("*.yaml"))) == 2
    assert git(root, "log", "-1", "--format=%an|%s").startswith("Ane Eksempel|Registrerer som gjort «")
    page.goto(f"{running.base}/kept/troms-nav-ot/2.00", wait_until="networkidle")
    usable(page)
    expect(page.locator("main")).to_contain_text("Referat fra møtet.pdf")
    page.get_by_role("link", name="Ta tilbake").first.click()
    usable(page)
    page.fill("#by", "Oppfølgingstjenesten")
    page.fill("#note", "Møtet ble avlyst")
    page.get_by_role("button", name="Ta tilbake").click()
    expect(page.locator("#notice")).to_contain_text("Fristen er åpen igjen")
    assert len(list((root / "agreements/log").rglob("*.2.yaml"))) == 1
    assert "Tar tilbake" in git(root, "log", "-1", "--format=%s")
    assert git(root, "status", "--short") == ""


def test_the_keyboard_alone_finds_what_is_mine_and_records_what_a_reminder_leads_to(
    page: Any, running: Running, root: Path
) -> None:
    from playwright.sync_api import expect

    page.goto(f"{running.base}/follow", wait_until="networkidle")
    page.locator("#q").focus()
    page.keyboard.type("finnes ikke")
    expect(page.locator("#dues")).to_contain_text("Ingenting er over fristen")
    expect(page.locator("#live")).to_have_text("0 frister")
    link = page.evaluate("[...document.querySelectorAll('.follow-do a')].length")
    assert link == 0
    page.goto(f"{running.base}/follow?within=365", wait_until="networkidle")
    for _ in range(80):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        if page.evaluate("document.activeElement.matches('.follow-do a.ds-button')"):
            break
    before = len(list((root / "agreements/log").rglob("*.yaml")))
    page.keyboard.press("Enter")
    page.wait_for_url(f"{running.base}/follow/troms-nav-ot/2.00/**")
    page.locator("#by").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("Regionkoordinatoren")
    page.keyboard.press("Enter")
    expect(page.locator("#notice")).to_contain_text("Registrert:")
    assert len(list((root / "agreements/log").rglob("*.yaml"))) == before + 1


def test_the_calendar_is_read_by_a_program_that_has_the_address_alone(page: Any, running: Running) -> None:
    from playwright.sync_api import expect

    page.goto(f"{running.base}/calendars", wait_until="networkidle")
    usable(page)
    page.get_by_role("button", name="Lag adressen min").click()
    page.wait_for_load_state("networkidle")
    usable(page)
    page.get_by_role("button", name=re.compile("Kopier adressen.*Alle frister")).click()
    expect(page.locator("#live")).to_have_text("Adressen er kopiert.")
    address = page.evaluate("navigator.clipboard.readText()")
    assert address == page.locator("#feed-0").input_value()
    with urllib.request.urlopen(address) as answer:
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        events = icalendar.Calendar.from_ical(answer.read()).walk("VEVENT")
    assert len(events) > 5
    page.get_by_role("button", name="Lag ny adresse").click()
    page.wait_for_load_state("networkidle")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(address)


def test_a_list_of_offices_is_tried_mended_and_done(
    page: Any, running: Running, root: Path, tmp_path: Path
) -> None:
    from playwright.sync_api import expect

    bad = tmp_path / "kontorer.csv"
    bad.write_text("Kontor;Kontaktperson;E-post\nNAV Vik;Kari Eksempel;=1+1\n", encoding="utf-8")
    page.goto(f"{running.base}/offices", wait_until="networkidle")
    with page.expect_download() as got:
        page.get_by_role("link", name="Excel (.xlsx)").click()
    assert got.value.suggested_filename == "kontorer.xlsx"
    page.select_option("#parent", "troms-nav-ot@2.00")
    page.set_input_files("#offices", str(bad))
    page.get_by_role("button", name="Se hva som ville skje").click()
    expect(page.locator("main")).to_contain_text("rad 2, kolonne C")
    usable(page)
    assert page.get_by_role("button", name="Lag rutinene").count() == 0
    page.get_by_role("link", name="Velg en annen liste").click()
    page.select_option("#parent", "troms-nav-ot@2.00")
    page.set_input_files("#offices", str(ROOT / "examples/offices.csv"))
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Se hva som ville skje").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/offices")
    expect(page.locator("h1")).to_have_text("Dette ville skje")
    page.locator("details summary").first.focus()
    page.keyboard.press("Enter")
    usable(page)
    contacts = (root / "agreements/contacts.yaml").read_text(encoding="utf-8")
    page.get_by_role("button", name="Lag rutinene").click()
    expect(page.locator("#notice")).to_contain_text("Rutinene er laget")
    after = (root / "agreements/contacts.yaml").read_text(encoding="utf-8")
    assert set(contacts.splitlines()) <= set(after.splitlines())  # nobody is lost
    assert "kontorliste" in git(root, "log", "-1", "--format=%s")
    assert git(root, "status", "--short") == ""


def test_it_works_without_javascript(browser: Any, running: Running, page: Any) -> None:
    context = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    plain = context.new_page()
    plain.goto(f"{running.base}/follow")
    plain.locator(".overview-more > summary").click()
    plain.locator("#by").select_option("owner")
    plain.get_by_role("button", name="Vis", exact=True).click()
    assert "by=owner" in plain.url
    plain.locator("input[name=item]").first.check()
    plain.get_by_role("button", name="Registrer de avkryssede som gjort").click()
    assert plain.locator("h1").text_content() == "Registrer som gjort"
    context.close()
