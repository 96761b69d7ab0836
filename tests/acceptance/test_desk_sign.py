"""Underskrift in a real browser: from the approved file to one that all have signed, by mouse, by keyboard and without scripts."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.chromium import faults
from tests.acceptance.desk_server import Running, desk
from tests.acceptance.outside import avtale
from tests.acceptance.test_desk_write import Person
from tests.judges.pdf import complaints
from tests.support import ROOT

pytestmark = pytest.mark.extended

HERE = "/sign/troms-nav-ot/2.00"
PASSWORD = "prøve"
PATIENCE = 120_000  # ms


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    for name in ("ot", "programmes", "register"):
        shutil.copytree(ROOT / "agreements" / name, tmp_path / "agreements" / name)
    shutil.copy(ROOT / "agreements/avtale.yaml", tmp_path / "agreements")
    (tmp_path / "conf").mkdir()
    places = {"AVTALE_STATE": str(tmp_path / "state"), "AVTALE_CONFIG": str(tmp_path / "conf")}
    with desk(tmp_path / "agreements", **places) as found:
        yield found


def saved(page: Any, press: Any, to: Path) -> Path:
    with page.expect_download(timeout=PATIENCE) as coming:
        press()
    coming.value.save_as(to)
    return to


def keys(page: Any, tmp_path: Path) -> Path:
    page.click("summary:has-text('Demonstrasjonsnøkler')")
    page.fill("#keys-password", PASSWORD)
    archive = saved(page, lambda: page.click("text=Lag nøkler"), tmp_path / "keys.zip")
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(tmp_path / "keys")
    return tmp_path / "keys"


def seen_by_everyone(page: Any) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    for width, scheme in ((1280, "light"), (320, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert faults(page) == [], (width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
    page.set_viewport_size({"width": 1280, "height": 900})


def judged(file: Path, ca: Path, folder: Path) -> None:
    """By poppler, by qpdf, by openssl over the bytes that the first signature covers, and by the judge of PDF/A."""
    import pikepdf

    told = subprocess.run(["pdfsig", "-nocert", file], capture_output=True, text=True).stdout
    assert told.count("Signature is Valid.") == 2
    assert told.count("\n  - Total document signed") == 1
    assert subprocess.run(["qpdf", "--check", file], capture_output=True).returncode == 0
    data = file.read_bytes()
    with pikepdf.open(file) as opened:
        value = next(one.V for one in opened.Root.AcroForm.Fields if str(one.T) == "signature-county")
        first, length, second, rest = (int(number) for number in value.ByteRange)
        (folder / "cms").write_bytes(bytes(value.Contents))
    (folder / "covered").write_bytes(data[first : first + length] + data[second : second + rest])
    command = ["openssl", "cms", "-verify", "-inform", "DER", "-in", "cms", "-content", "covered", "-binary"]
    more = ["-CAfile", str(ca), "-purpose", "any", "-out", "out"]
    answer = subprocess.run([*command, *more], cwd=folder, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    assert complaints(data) == []


def test_all_sign_by_mouse_and_others_judge_the_file(browser: Any, running: Running, tmp_path: Path) -> None:
    ane = Person(browser, running)
    page = ane.go("/sign")
    page.click("text=Samarbeidsavtale NAV og OT")
    page.wait_for_selector("#file-nb :text('MB')", timeout=PATIENCE)
    first = saved(page, lambda: page.click("#file-nb a"), tmp_path / "first.pdf")
    ours = keys(page, tmp_path)
    seen_by_everyone(page)
    page.set_input_files("#received-file", first)
    page.click("text=Kontroller og registrer")
    page.wait_for_selector("#not-recorded", timeout=PATIENCE)
    assert "Ingen har underskrevet den." in page.inner_text("#sign-answer")
    seen_by_everyone(page)
    for party in ("county", "nav"):
        page.eval_on_selector("#with-key", "each => { each.open = true; }")
        page.set_input_files("#key-file", ours / f"{party}.p12")
        page.fill("#key-password", PASSWORD)
        page.click("button:text-is('Underskriv')")
        page.wait_for_selector("#notice:has-text('DEMO')", timeout=PATIENCE)
        page.goto(running.base + HERE)
    assert ane.said == []
    seen_by_everyone(page)
    signed = saved(page, lambda: page.click("text=Last ned den underskrevne filen"), tmp_path / "signed.pdf")
    judged(signed, ours / "ca.pem", tmp_path)
    told = avtale("verify", signed, "--trust", ours, "--repo", tmp_path / "agreements", cwd=tmp_path)
    assert "er det som ble godkjent" in told.out
    page.set_input_files("#received-file", signed)
    page.set_input_files("#received-trust", [ours / "ca.pem", ours / "ca.crl"])
    page.click("text=Kontroller og registrer")
    page.wait_for_selector("#notice:has-text('registrert fra før')", timeout=PATIENCE)


def test_one_signs_and_sends_by_the_keyboard_alone(browser: Any, running: Running, tmp_path: Path) -> None:
    ane = Person(browser, running)
    page = ane.go(HERE)
    page.wait_for_selector("#file-nb :text('MB')", timeout=PATIENCE)

    def to(selector: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("given => document.activeElement.matches(given)", selector):
                return
        raise AssertionError(selector)

    to("#try-keys > summary")
    page.keyboard.press("Enter")
    to("#keys-password")
    page.keyboard.type(PASSWORD)
    archive = saved(page, lambda: page.keyboard.press("Enter"), tmp_path / "keys.zip")
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(tmp_path / "keys")
    page.reload()
    page.wait_for_selector("#file-nb :text('MB')", timeout=PATIENCE)
    to("#by-service > summary")
    page.keyboard.press("Enter")
    to("#sent-reason")
    page.keyboard.type("Oppdrag 1234")
    page.keyboard.press("Enter")
    page.wait_for_selector("#notice:has-text('Registrert som sendt')")
    to("#with-key > summary")
    page.keyboard.press("Enter")
    to("#key-party")
    page.keyboard.type("Troms")
    to("#key-file")
    page.set_input_files("#key-file", tmp_path / "keys/county.p12")  # the system's own window is none of ours
    to("#key-password")
    page.keyboard.type("feil")
    page.keyboard.press("Enter")
    page.wait_for_selector("#problem:has-text('Feil passord')", timeout=PATIENCE)
    page.keyboard.press("Control+A")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("#notice:has-text('DEMO')", timeout=PATIENCE)
    assert "NAV Troms" in page.text_content("#key-party")


def test_it_works_without_scripts(browser: Any, running: Running, tmp_path: Path) -> None:
    plain = browser.new_context(java_script_enabled=False, locale="nb-NO").new_page()
    plain.goto(running.address)
    plain.fill("#name", "Ane Eksempel")
    plain.press("#name", "Enter")
    plain.goto(running.base + HERE)
    assert not plain.is_visible("text=Lager PDF-en")
    first = saved(plain, lambda: plain.click("#file-nb a"), tmp_path / "first.pdf")
    plain.set_input_files("#received-file", first)
    plain.click("text=Kontroller og registrer", timeout=PATIENCE)
    plain.wait_for_selector("#not-recorded", timeout=PATIENCE)
    ours = keys(plain, tmp_path)
    plain.click("#with-key > summary")
    plain.set_input_files("#key-file", ours / "county.p12")
    plain.fill("#key-password", PASSWORD)
    plain.click("button:text-is('Underskriv')", timeout=PATIENCE)
    plain.wait_for_selector("#notice:has-text('DEMO')", timeout=PATIENCE)
