"""The whole job with nothing but a browser: the agreement of the guide from nothing to signed and followed up, by somebody who never sees YAML."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import urllib.request
import zipfile
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.acceptance.desk_hands import Keyboard, Mouse
from tests.acceptance.desk_server import desk
from tests.acceptance.outside import avtale
from tests.acceptance.test_desk_approve import People

pytestmark = pytest.mark.extended

TITLE = "Samarbeid mellom Eksempel fylkeskommune og NAV Eksempelvik om ungdom"
KEY = "samarbeid-eksempel-fylkeskommune-nav"
MONTHS = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
]
PASSWORD = "prøve"
WRITTEN = """format: 1
kind: agreement
key: {key}
language: nb

control_header:
  issuer: county
  title: Samarbeid om ungdom
  version: '1.00'
  written_by: Ola Oppdiktet
  effective_from: {first}
{approved}
title: {title}

parties:
  - id: county
    names:
      - name: Eksempel fylkeskommune
        language: nb
  - id: nav
    names:
      - name: NAV Eksempelvik
        language: nb

roles:
  - id: ot-koordinator
    title: OT-koordinator
    party: county

purposes:
  items:
    - id: flere-fullforer-videregaende-opplaering
      text: Flere fullfører videregående opplæring.

responsibilities:
  - id: melde-avbruddet
    owner: nav
    strength: shall
    when: en ungdom slutter i et tiltak før tiden
    does: melde fra om avbruddet
    informs:
      - ot-koordinator
    deadline:
      within: 3 working days
      of: avbruddet
  - id: tilby-ungdommen-samtale
    owner: ot-koordinator
    strength: should
    when: NAV har meldt fra
    does: tilby ungdommen en samtale
    target_group: ungdom-uten-skole-eller-jobb
    deadline:
      within: 2 weeks
      of: meldingen fra NAV

target_groups:
  - id: ungdom-uten-skole-eller-jobb
    title: Ungdom uten skole eller jobb
    age:
      from: 16
      to: 21

meetings:
  - id: leaders
    title: Ledermøte
    between:
      - county
      - nav
    every: 6 months
    month: {month}
    convened_by: county

validity:
  from: {first}
  to: {last}
  notice: 3 months

evaluation:
  every: 1 year
  month: 5
  convened_by: county
  record: referatet fra ledermøtet

signatories:
  - party: county
    title: Direktør for utdanning
  - party: nav
    title: Leder for NAV-kontoret
"""
LOG = """Ola Oppdiktet: Begynner på {key} 1.00
Ola Oppdiktet: Sender {key} 1.00 til godkjenning
Bo Eksempel: Godkjenner {key} 1.00
Bo Eksempel: Registrerer en underskrift til prøving på {key} 1.00 for Eksempel fylkeskommune
Bo Eksempel: Registrerer en underskrift til prøving på {key} 1.00 for NAV Eksempelvik
Bo Eksempel: Registrerer som gjort «Møte: Ledermøte» {due} i {key}
"""


@pytest.mark.parametrize("hand", [Mouse, Keyboard])
def test_from_nothing_to_signed_and_followed_up(hand: type[Mouse], browser: Any, tmp_path: Path) -> None:
    today = dt.datetime.now(ZoneInfo("Europe/Oslo")).date()  # the day the desk has, on any machine
    last = today.replace(day=1, year=today.year + 3)
    subprocess.run(["git", "init", "-q", "-b", "main", tmp_path], check=True)
    assert avtale("init", "--name", "Eksempel fylkeskommune", cwd=tmp_path).code == 0
    (tmp_path / "conf").mkdir()
    places = {"AVTALE_STATE": str(tmp_path / "state"), "AVTALE_CONFIG": str(tmp_path / "conf")}
    with desk(tmp_path, **places) as running:
        people = People(browser, running)
        ola, bo = hand(people.enter("Ola Oppdiktet")), hand(people.enter("Bo Eksempel"))
        begin(ola, today, last)
        write(ola, MONTHS[today.month - 1])
        file = tmp_path / f"agreements/{KEY}/{KEY}-1.00.yaml"
        assert not file.exists()  # nobody sees it before it is saved
        ola.button("Lagre")
        known = {"key": KEY, "title": TITLE, "first": today, "last": last, "month": today.month}
        assert file.read_text(encoding="utf-8") == WRITTEN.format(approved="", **known)
        send(ola)
        approve(bo)
        signed = sign(bo, tmp_path)
        follow(bo, signed)
        told = bo.page.inner_text("main")
        assert not people.said, people.said
    approved = f"  approved_by: Bo Eksempel\n  approved_on: {today}\n"
    assert file.read_text(encoding="utf-8") == WRITTEN.format(approved=approved, **known)
    read_as_history(
        tmp_path, told, (today.replace(day=28) + dt.timedelta(4)).replace(day=1) - dt.timedelta(1)
    )
    checked = avtale("check", "--fix", "--format", "json", cwd=tmp_path)
    codes = [one["code"] for one in json.loads(checked.out)["findings"]]
    assert (checked.code, codes) == (
        0,
        ["owner-unreachable", "unsigned"],
    )  # keys for trying out bind nobody; there is nothing to mend
    assert file.read_text(encoding="utf-8") == WRITTEN.format(approved=approved, **known)
    judge = subprocess.run(["pdfsig", "-nocert", signed], capture_output=True, text=True).stdout
    assert judge.count("Signature is Valid.") == 2
    assert judge.count("\n  - Total document signed") == 1


def begin(who: Mouse, first: dt.date, last: dt.date) -> None:
    who.link("Lag det første")
    who.link("Samarbeidsavtale")
    who.write("Tittel", TITLE)
    who.write("Part 1", "Eksempel fylkeskommune")
    who.write("Part 2", "NAV Eksempelvik")
    who.write("Gjelder fra", str(first))
    who.write("Gjelder til", str(last))
    who.button("Lag utkastet")
    assert "tallene sier hvor noe mangler" in who.page.inner_text("#notice")


def write(who: Mouse, month: str) -> None:
    who.write("Kort tittel", "Samarbeid om ungdom")
    who.link("Neste del: Parter")
    who.link("Neste del: Roller")
    who.link("Kontaktperson hos Eksempel fylkeskommune", ".write-card")
    who.write("Tittel", "OT-koordinator")
    who.link("Roller", ".write-outline")
    who.button("Fjern Kontaktperson hos NAV Eksempelvik")
    add_part(who, "Formål")
    who.button("Legg til: punkt")
    who.write("Tekst", "Flere fullfører videregående opplæring.")
    add_part(who, "Målgrupper")
    who.button("Legg til: målgruppe")
    assert who.page.locator("#outline [aria-current]").inner_text().startswith("Målgruppe 1")
    who.write("Hvem", "Ungdom uten skole eller jobb")
    who.write("Fra", "16")
    who.write("Til", "21")
    who.link("Ansvarsdeling", ".write-outline")
    who.link("Eksempel fylkeskommune", ".write-card")
    assert "«Gjør» mangler: hva gjør" in who.page.inner_text("#part")
    assert "does" not in who.page.inner_text("#part")
    who.tick("Eksempel fylkeskommune", "Ansvarlig")
    who.tick("NAV Eksempelvik", "Ansvarlig")
    duty(
        who,
        "skal",
        "en ungdom slutter i et tiltak før tiden",
        "melde fra om avbruddet",
        "3",
        "virkedager",
        "avbruddet",
    )
    who.tick("OT-koordinator", "Varsler")
    who.link("Ansvarsdeling", ".write-outline")
    who.button("Legg til: plikt")
    who.tick("OT-koordinator", "Ansvarlig")
    duty(who, "bør", "NAV har meldt fra", "tilby ungdommen en samtale", "2", "uker", "meldingen fra NAV")
    who.opened("Legg til felt")
    who.link("Målgruppe", ".write-addable")
    who.choose("Målgruppe", "Ungdom uten skole eller jobb")
    who.link("Samarbeidsmøter", ".write-outline")
    who.link("Ledermøte", ".write-card")
    who.period("Hvor ofte", "6", "måneder")
    who.choose("Måned", month)
    who.link("Underskrifter", ".write-outline")
    who.link("Eksempel fylkeskommune", ".write-card")
    who.write("Tittel", "Direktør for utdanning")
    who.link("NAV Eksempelvik", ".write-outline")
    who.write("Tittel", "Leder for NAV-kontoret")
    who.link("Varighet", ".write-outline")
    assert re.fullmatch(r"\d\d\.\d\d\.\d{4}", who.labelled("Gjelder fra").input_value())
    who.period("Oppsigelsesfrist", "3", "måneder")
    who.link("Neste del: Evaluering")
    who.choose("Måned", "mai")
    assert who.page.locator("#found").inner_text().count("Advarsel") == 1
    who.write("Referat", "referatet fra ledermøtet")
    who.page.wait_for_selector("#found:has-text('Ingenting å rette')")
    assert who.page.locator("#outline .write-count").count() == 0
    who.page.wait_for_selector("#live:has-text('funn er rettet')", state="attached")
    who.page.frame_locator("#preview").locator("text=referatet fra ledermøtet").wait_for()


def add_part(who: Mouse, name: str) -> None:
    who.opened("Legg til en del")
    who.link(name, ".write-more")


def duty(who: Mouse, strength: str, when: str, does: str, number: str, unit: str, of: str) -> None:
    who.choose("Styrke", strength)
    who.write("Når", when)
    who.write("Gjør", does)
    who.period("Innen", number, unit)
    who.write("Regnet fra", of)


def send(who: Mouse) -> None:
    assert "Lagret. Nå ser de andre det." in who.page.inner_text("#notice")
    who.link("Send til godkjenning", ".desk-next")
    assert "alt er nytt" in who.page.inner_text("main")
    who.write("Til", "Bo Eksempel")
    who.write("Melding", "Klar for godkjenning.")
    who.button("Send til godkjenning")
    assert "Bo Eksempel finner det under Godkjenn" in who.page.inner_text(".desk-next")
    who.link("Samarbeid om ungdom", "main")
    assert who.page.locator(".document-ways").get_by_role("link", name="Godkjenn", exact=True).count() == 0
    who.opened("Kan ikke gjøres nå")
    assert "Godkjenn: " in who.page.inner_text(".document-hindered")  # and why not


def approve(who: Mouse) -> None:
    who.link("Godkjenn", ".desk-menu")
    who.link("Samarbeid om ungdom", "main")
    who.button("Godkjenn")
    who.link("Underskrift", ".desk-next")


def sign(who: Mouse, folder: Path) -> Path:
    """Make demonstration keys, sign for both, and have the file that both signed judged. The file."""
    page = who.page
    page.wait_for_selector("#file-nb :text('MB')")
    who.opened("Demonstrasjonsnøkler")
    who.write("Nytt passord for nøkkelfilene", PASSWORD)
    with page.expect_download() as coming:
        who.button("Lag nøkler", stay=True)
    coming.value.save_as(folder / "keys.zip")
    with zipfile.ZipFile(folder / "keys.zip") as archive:
        archive.extractall(folder / "keys")
    for party in ("county", "nav"):
        who.opened("Underskriv her med en nøkkelfil")
        who.give("Nøkkelfil (.p12)", folder / f"keys/{party}.p12")
        who.write("Passord til nøkkelfilen", PASSWORD)
        who.button("Underskriv")
        page.wait_for_selector("#notice:has-text('DEMO – ikke gyldig: underskrevet for')")
    assert "Alle har underskrevet med demonstrasjonsnøkler" in page.inner_text("main")
    with page.expect_download() as coming:
        who.link("Last ned den underskrevne filen", stay=True)
    coming.value.save_as(folder / "signed.pdf")
    who.give("Underskrevet PDF", folder / "signed.pdf")
    who.opened("Når utstederen ikke er kjent her")
    who.give("Utstederens sertifikat og tilbakekallingsliste", folder / "keys/ca.pem", folder / "keys/ca.crl")
    who.button("Kontroller og registrer")
    page.wait_for_selector("#notice:has-text('registrert fra før')")
    return folder / "signed.pdf"


def follow(who: Mouse, minutes: Path) -> None:
    page = who.page
    who.link("Følg opp", ".desk-menu")
    who.link("Gjort", ".follow-do")
    who.give("Referat eller annet som viser det", minutes)
    who.button("Registrer som gjort")
    assert "Registrert" in page.inner_text("#notice")
    who.link("Frister i kalenderen din")
    who.button("Lag adressen min")
    with urllib.request.urlopen(page.locator("#feed-0").input_value()) as answer:
        assert "Evaluering" in answer.read().decode()
    who.link("Oversikt", ".desk-menu")
    who.link("Samarbeid om ungdom", "main")
    who.link("Historikk")


def read_as_history(folder: Path, page: str, due: dt.date) -> None:
    """What a colleague reads in git, and on the page."""

    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True).stdout

    assert git("log", "--reverse", "--format=%an: %s") == LOG.format(key=KEY, due=f"{due:%d.%m.%Y}")
    assert "dangling" not in git("fsck", "--strict")
    assert not re.search(r"^ ?[MDA]", git("status", "--short"), re.M)
    for act in ("Ola Oppdiktet sendte 1.00 til godkjenning til Bo Eksempel: Klar for godkjenning.", "Bo Eksempel godkjente 1.00",
                "underskrev 1.00 for NAV Eksempelvik", "gjorde: Ledermøte"):  # fmt: skip
        assert act in page, page
