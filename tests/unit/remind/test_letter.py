"""What a letter says, to whom, in which language, and what never gets into one."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import re
import shutil
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import icalendar
import pytest
from lxml import html

import avtale.cli.commands
from avtale.facts.agenda import DueKind
from avtale.facts.duties import MILESTONES, DutyKind
from avtale.facts.repository import Repository
from avtale.locales import labels, languages
from avtale.remind.digest import to_tell
from avtale.remind.letter import Letter, Writer
from tests.support import discovered
from tests.unit.publish.world import World
from tests.unit.remind.county import AGREEMENTS, county, noon
from tests.unit.remind.post_office import SENDER, address

DAY = dt.date(2026, 11, 21)
SETTINGS = """reminders:
  document_at: https://avtaler.example/{key}/{version}.html
"""
ALL = (
    "format: 1\ncontacts:\n  - {role: county, name: Kari Eksempel, email: kari@troms.example%s}\n"
    + "".join(
        f"  - {{role: {role}, name: Kari Eksempel, email: kari@troms.example}}\n"
        for role in ("ot", "nav", "nav_office", "regional_coordinator")
    )
)


def letters(root: Path, day: dt.date = DAY, **more: Any) -> list[Letter]:
    repository = Repository.open(root)
    people: dict[str, list[Any]] = {}
    for notice in to_tell(repository, day).notices:
        people.setdefault(notice.to.who, []).append(notice)
    writer = Writer(repository, SENDER, address("svar@nordlia.example"), day, noon(day))
    return [writer.letter(its, its, **more) for its in people.values()]


def one(folder: Path, settings: str = SETTINGS, more: str = "", **kwargs: Any) -> Letter:
    (letter,) = letters(county(folder, ALL % more, settings), **kwargs)
    return letter


def read(letter: Letter) -> EmailMessage:
    message = email.message_from_bytes(letter.data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_one_letter_holds_everything_by_group_and_document(tmp_path: Path) -> None:
    letter = one(tmp_path)
    message = read(letter)
    assert (message["From"], message["To"], message["Reply-To"]) == (
        "Troms fylkeskommune <avtaler@nordlia.example>", "Kari Eksempel <kari@troms.example>", "svar@nordlia.example",
    )  # fmt: skip
    assert message["Subject"] == "Frister i avtalene: over fristen (7), forfaller snart (1)"
    assert (message["Message-ID"], message["Auto-Submitted"]) == (letter.message_id, "auto-generated")
    assert message["Date"].datetime == noon(DAY)
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar",
    ]  # fmt: skip
    text, page = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert page is not None
    assert text.get_content().split() == letter.text.split()
    assert html.fromstring(page.get_content()).xpath("//h2/text()") == ["Over fristen", "Forfaller snart"]
    for said in (letter.text, letter.html):
        for words in (
            "Hei, Kari Eksempel", "Samarbeidsavtale NAV og OT", "Møte: Regionsamling", "31.10.2026",
            "Ansvarlig: Oppfølgingstjenesten", "https://avtaler.example/troms-nav-ot/2.00.html",
            "avtale done troms-nav-ot regional-gathering --due 2026-10-31 --by ",
        ):  # fmt: skip
            assert words in said
    assert "done troms-nav-ot signature" not in letter.text  # another command records that


def test_the_calendar_entry_has_the_uid_of_the_feed(tmp_path: Path) -> None:
    (part,) = read(one(tmp_path)).iter_attachments()
    assert part.get_param("method") == "PUBLISH"  # type: ignore[attr-defined]
    calendar = icalendar.Calendar.from_ical(part.get_content())
    (event,) = calendar.events
    assert event["UID"] == "troms-nav-ot.local-meeting.2026-11-30@avtale"
    assert event.decoded("DTSTART") == dt.date(2026, 11, 30)
    assert event["SUMMARY"] == "Møte: Lokalt samarbeidsmøte – Samarbeidsavtale NAV og OT"


def test_what_is_done_on_a_page_has_a_link_there_and_no_command(tmp_path: Path) -> None:
    letter = one(tmp_path, SETTINGS + "  record_at: https://pult.example/?d={key}&p={duty}&f={date}\n")
    links = html.fromstring(letter.html).xpath("//a/@href")
    assert "https://pult.example/?d=troms-nav-ot&p=regional-gathering&f=2026-10-31" in links
    assert "avtale done" not in letter.text
    assert "https://pult.example/?d=troms-nav-ot&p=signature.nav&f=2026-08-01" in links
    assert "«avtale sign FIL --as nav --key NØKKEL»" in letter.text


def test_from_when_by_what_paragraph_and_what_shows_that_it_was_done(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.document(
        body="validity: {from: 2026-01-01, to: 2029-12-31}\nresponsibilities:\n  - {id: report, owner: county, strength: shall,"
        " does: rapportere, source: § 6 C, deadline: {date: 2026-12-20},\n"
        "     follow_up: {lead_time: 6 weeks, opens: 3 weeks, evidence: rapporten i arkivet}}\n"
    )
    (world.agreements / "contacts.yaml").write_text(
        "format: 1\ncontacts:\n  - {role: county, name: Kari, email: kari@a.example}\n", encoding="utf-8"
    )
    told = ("Punkt: § 6 C", "Dette viser at det er gjort: rapporten i arkivet")
    for day, opens in (("2026-11-28", True), ("2026-11-29", False)):
        (letter,) = (each for each in letters(world.agreements, dt.date.fromisoformat(day)))
        assert ("Kan gjøres fra: 29.11.2026" in letter.text) is opens
        assert all(said in letter.text for said in told)


def test_who_signed_another_copy_is_told_so(tmp_path: Path) -> None:
    world = World(tmp_path)
    document = world.document(body="validity: {from: 2026-01-01, to: 2029-12-31}\n")
    people = "".join(
        f"  - {{role: {role}, name: Kari, email: {role}@a.example}}\n" for role in ("county", "nav")
    )
    (world.agreements / "contacts.yaml").write_text(f"format: 1\ncontacts:\n{people}", encoding="utf-8")
    for number, party in enumerate(("county", "nav")):
        world.event(
            *("nordlia-nav", "1.00", "signature"), name=f"signature-{party}-0000000{number}", party=party, signer="Ane Eksempel",
            fingerprint=world.fingerprint(document), pdf_sha256=f"{number}" * 64, certificate_sha256="d" * 64, demonstration=False, previous_sha256="c" * 64,
        )  # fmt: skip
    (letter,) = letters(world.agreements)
    assert "Dere har underskrevet en annen kopi enn de andre" in letter.text
    assert "avtale render" not in letter.text


@pytest.mark.parametrize("lang", languages())
def test_it_is_written_in_the_readers_language(lang: str, tmp_path: Path) -> None:
    letter = one(tmp_path, more=f", language: {lang}")
    page = html.fromstring(letter.html)
    assert page.get("lang") == lang
    words = labels(lang)
    heading = words("mail.overdue")
    assert page.xpath("//h2/text()")[0] == heading[:1].upper() + heading[1:]
    assert words("due.kind.meeting") in letter.text
    own = page.xpath("//li//strong//span[@lang]/@lang")  # what the document says stands in its own language
    assert set(own) == ({"nb"} if lang != "nb" else set())


def test_every_kind_has_its_words_in_every_language() -> None:
    kinds = discovered({*DutyKind.__args__, *DueKind.__args__}, at_least=18)
    assert [(k, lang) for lang in languages() for k in kinds if f"due.kind.{k}" not in labels(lang)] == []


def test_every_kind_says_what_to_do_in_every_language() -> None:
    """What “avtale done” records has that command; all else words of its own, with commands that there are."""
    others = [*MILESTONES, *set(DueKind.__args__) - set(DutyKind.__args__)]
    assert len(others) >= 10
    commands = {path.stem for path in Path(avtale.cli.commands.__file__ or "").parent.glob("*.py")}
    for lang in languages():
        for kind in others:
            said = labels(lang)(f"due.do.{kind}", doc="a@1.00", party="nav")
            assert {name.replace("-", "_") for name in re.findall(r"[«“]avtale ([\w-]+)", said)} <= commands


def test_the_same_reminders_have_the_same_message_id_and_others_another(tmp_path: Path) -> None:
    root = county(tmp_path, ALL % "", SETTINGS)
    first, again = letters(root), letters(root)
    assert first[0].message_id == again[0].message_id
    assert re.fullmatch(r"<[0-9a-f]{40}@nordlia\.example>", first[0].message_id)
    assert letters(root, dt.date(2026, 8, 20))[0].message_id != first[0].message_id


def test_what_is_new_is_marked_where_something_is_not(tmp_path: Path) -> None:
    repository = Repository.open(county(tmp_path, ALL % "", SETTINGS))
    notices = to_tell(repository, DAY).notices
    writer = Writer(repository, SENDER, None, DAY, noon(DAY))
    letter = writer.letter(notices, notices[-1:])
    assert letter.subject == "Frister i avtalene: forfaller snart (1)"
    marked = html.fromstring(letter.html).xpath("//li[p/span[@class='new']]/p[1]/strong/text()")
    assert marked == ["Møte: Lokalt samarbeidsmøte"]
    assert letter.text.count("[nytt]") == 1
    assert letter.text.count("Frist:") == 8
    assert "er merket" in letter.text
    assert "[nytt]" not in writer.letter(notices, notices).text


def test_one_that_is_sent_again_keeps_its_name_and_says_so(tmp_path: Path) -> None:
    letter = one(tmp_path, name="<1@nordlia.example>", again=True)
    assert letter.message_id == "<1@nordlia.example>"
    assert "Vi vet ikke om denne kom frem forrige gang" in letter.text
    assert "Vi vet ikke om denne kom frem forrige gang" in letter.html


@pytest.mark.parametrize(
    "name",
    [
        r"Kari\r\nBcc: ond@nav.example", r"Kari\n\nHei", r"\"Kari\" <ond@nav.example>", r"Kari, ond@nav.example", r"Kári 🙂 đ",
        r"K\u2028Bcc: x", "K" * 500,
    ],
)  # fmt: skip
def test_no_name_makes_a_header_or_another_reader(name: str, tmp_path: Path) -> None:
    people = ALL.replace("name: Kari Eksempel", f'name: "{name}"')
    root = county(tmp_path, people % "", SETTINGS + "  from: a@b.example\n")
    (letter,) = letters(root)
    head = letter.data.partition(b"\r\n\r\n")[0]
    names = {line.split(b":")[0] for line in re.sub(rb"\r\n[ \t]", b" ", head).split(b"\r\n")}
    assert names == {
        b"From", b"To", b"Reply-To", b"Subject", b"Date", b"Message-ID", b"Auto-Submitted", b"MIME-Version", b"Content-Type",
    }  # fmt: skip
    assert [each.addr_spec for each in read(letter)["To"].addresses] == ["kari@troms.example"]
    assert letter.data.isascii()
    assert all(len(line) < 999 for line in letter.data.split(b"\r\n"))  # RFC 5322, 2.1.1


def test_markup_in_a_document_is_text_in_the_letter(tmp_path: Path) -> None:
    root = county(tmp_path, ALL % "", SETTINGS)
    file = root / "ot/troms-nav-ot-2.00.yaml"
    file.write_text(
        file.read_text("utf-8").replace("title: Regionsamling", "title: <img src=x onerror=a()> {{ 7*7 }}")
    )
    (letter,) = letters(root)
    assert "<img" not in letter.html
    assert "&lt;img src=x onerror=a()&gt; {{ 7*7 }}" in letter.html
    assert "<img src=x onerror=a()> {{ 7*7 }}" in letter.text


def test_a_plan_is_named_by_its_kind_alone(tmp_path: Path) -> None:
    root = tmp_path / "agreements"
    shutil.copytree(AGREEMENTS.parent / "examples/samarbeid/agreements", root)
    with (root / "avtale.yaml").open("a", encoding="utf-8") as file:
        file.write(SETTINGS)
    with (root / "contacts.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {document: eksempel-ungdom, role: ot, name: Ot, email: ot@a.example}\n")
    (letter,) = letters(root)
    assert list(read(letter).iter_attachments()) == []
    for said in (letter.text, letter.html):
        assert "Oppfølgingsplan" in said
        for secret in (
            "eksempel-ungdom",
            "avtale done",
            "Eksempel Ungdom",
            "2026/000",
            "arbeidstreningen",
            "Plan for oppfølging",
            "OT-koordinator",
        ):
            assert secret not in said


def test_what_is_exempt_is_called_by_its_public_title(tmp_path: Path) -> None:
    root = county(tmp_path, ALL % "", SETTINGS)
    file = root / "ot/troms-nav-ot-2.00.yaml"
    exempt = "  shielding: Offl. § 13\n  public_title: Avtale om unge\n  approved_by"
    file.write_text(file.read_text("utf-8").replace("  approved_by", exempt, 1))
    (letter,) = letters(root)
    assert "Avtale om unge" in letter.text
    assert "Regionsamling" not in letter.text + letter.html
    assert "Samarbeidsavtale NAV og OT" not in letter.text + letter.html


def test_a_county_has_letters_of_its_own(tmp_path: Path) -> None:
    root = county(tmp_path, ALL % "", SETTINGS)
    own = root / "overrides/mail"
    own.mkdir(parents=True)
    (own / "letter.txt.jinja").write_text("Vår egen: {{ groups|length }}")
    assert letters(root)[0].text == "Vår egen: 2"
