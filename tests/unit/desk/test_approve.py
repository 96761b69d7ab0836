"""Send til godkjenning and Godkjenn: another approves exactly what was shown and sent, or sends it back with a comment at a field."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from avtale.desk.session import Person
from avtale.desk.words import words
from avtale.facts.repository import Repository
from avtale.findings import SEVERITIES
from avtale.format import schema
from avtale.rules.check import check
from tests.git import git
from tests.support import AGREEMENT, ON
from tests.unit.desk.desks import Browser, browser, repository

SEND, APPROVE = "/send/prove/1.00", "/approve/prove/1.00"
FILE = "agreements/ot/prove-1.00.yaml"
ROUTINE = """format: 1
kind: routine
key: prove-rutine
language: nb
control_header: {title: Rutine for Nordvik, version: '1.00', written_by: Ola}
title: Rutine for Nordvik
office: {name: NAV Nordvik}
based_on: [{key: prove, version: '1.00'}]
"""


def desk(tmp_path: Path, **files: str) -> tuple[Browser, Browser]:
    """Per, who wrote the agreement, and Kim, each in a browser of their own before one desk."""
    per = browser(repository(tmp_path, **files), state=tmp_path / "state")
    kim = Browser(per.app)
    return per.enter("Per Forfatter"), kim.enter("Kim Eksempel")


def shown(who: Browser, path: str) -> str:
    """What the page was made of, and who asked has its token."""
    return re.findall(r'name="shown" value="([^"]+)"', who.get(path).text)[0]


def sent(per: Browser, **more: str) -> None:
    answer = per.post(SEND, {"shown": shown(per, SEND), **more})
    assert answer.status_code == 303, answer.text


def said(tmp_path: Path) -> list[str]:
    found = sorted((tmp_path / "agreements/comments").rglob("*"))
    return [path.name.rpartition("-")[0] for path in found if path.is_file()]


def register(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "agreements/register").rglob("*.yaml"))


def change(tmp_path: Path, who: Browser, old: str = "melde fra", new: str = "straks melde fra") -> None:
    path = tmp_path / FILE
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    who.desk.current.changed()


def test_sent_and_approved_by_another_and_each_page_says_where_it_stands(tmp_path: Path) -> None:
    per, kim = desk(tmp_path)
    assert "Ikke sendt til godkjenning ennå" in per.get(SEND).text
    sent(per, to="Kim Eksempel", text="Fristen er ny.")
    assert said(tmp_path) == ["1-sent"]
    assert re.search(r"Kim Eksempel\s*<span[^>]*>skal godkjenne", per.get("/").text)
    assert "Prøveavtale" in kim.get("/approve").text.partition("Sendt tilbake")[0]
    page = kim.get(APPROVE).text
    for told in (
        "Sendt av Per Forfatter",
        "Fristen er ny.",
        "som Kim Eksempel",
        "ingen har kontrollert",
        "Ingenting er funnet",
    ):
        assert told in page
    answer = kim.post(APPROVE, {"shown": shown(kim, APPROVE), "op": "approve"})
    assert (answer.status_code, answer.headers["location"]) == (303, APPROVE)
    assert "Godkjent av Kim Eksempel" in kim.get(APPROVE).text
    (event,) = register(tmp_path)
    assert "approved_by: Kim Eksempel" in event.read_text(encoding="utf-8")
    assert "approved_by: Kim Eksempel" in (tmp_path / FILE).read_text(encoding="utf-8")
    assert not {one.severity for one in check(Repository.open(tmp_path / "agreements"), on=ON).findings} & {
        "error"
    }
    again = kim.post(APPROVE, {"shown": shown_of(tmp_path), "op": "approve"})
    assert again.status_code == 409
    assert "allerede godkjent av Kim Eksempel" in again.text


def shown_of(tmp_path: Path) -> str:
    (entry,) = Repository.open(tmp_path / "agreements").entries
    return entry.fingerprint or ""


@pytest.mark.parametrize(
    ("author", "told"), [("Per Forfatter", "sendt dokumentet"), ("Kim Eksempel", "kan ikke selv godkjenne")]
)
def test_neither_who_wrote_it_nor_who_sent_it_approves(tmp_path: Path, author: str, told: str) -> None:
    """Per sends it; once he wrote it too, once Kim did."""
    per, kim = desk(tmp_path)
    change(tmp_path, per, "Per Forfatter", author)
    sent(per)
    who = per if author == "Per Forfatter" else kim
    assert told in who.get(APPROVE).text
    assert 'value="approve"' not in who.get(APPROVE).text
    answer = who.post(APPROVE, {"shown": shown(who, APPROVE), "op": "approve"})
    assert answer.status_code == 409
    assert told in answer.text
    assert not register(tmp_path)


def test_what_is_approved_is_what_was_shown_and_sent(tmp_path: Path) -> None:
    per, kim = desk(tmp_path)
    page = {"shown": shown(kim, APPROVE), "op": "approve"}
    answer = kim.post(APPROVE, page)
    assert answer.status_code == 409
    assert "ikke sendt til godkjenning" in answer.text
    sent(per)
    old = shown(kim, APPROVE)
    change(tmp_path, per)
    for stale, told in (
        (old, "endret siden siden ble laget"),
        (shown(kim, APPROVE), "endret etter at det ble sendt"),
        ("", "endret siden"),
    ):
        answer = kim.post(APPROVE, {"shown": stale, "op": "approve"})
        assert answer.status_code == 409
        assert told in answer.text
    assert not register(tmp_path)
    assert "må sendes på nytt" in per.get(SEND).text
    assert per.post(SEND, {"shown": old}).status_code == 409  # nor is what was not shown sent
    sent(per)
    assert kim.post(APPROVE, {"shown": shown(kim, APPROVE), "op": "approve"}).status_code == 303


def test_sent_back_with_a_comment_at_a_field_which_the_author_answers(tmp_path: Path) -> None:
    per, kim = desk(tmp_path)
    sent(per)
    what = {"shown": shown(kim, APPROVE), "op": "return", "pointer": "/responsibilities/0/deadline"}
    empty = kim.post(APPROVE, {**what, "text": "  "})
    assert (empty.status_code, said(tmp_path)) == (400, ["1-sent"])
    assert (
        kim.post(APPROVE, {**what, "text": "For kort", "pointer": "/responsibilities/7"}).status_code == 400
    )
    assert kim.post(APPROVE, {**what, "text": "Fristen er <for> kort"}).status_code == 303
    assert re.search(r"Per Forfatter\s*<span[^>]*>har fått det tilbake", per.get("/").text)
    assert "Per Forfatter" in per.get("/approve").text.partition("Sendt tilbake")[2]
    field = per.get("/write/prove/1.00?at=/responsibilities/0/deadline", follow=True).text
    place = field.partition('id="found-f--responsibilities--0--deadline"')[2][:300]
    assert "Kim Eksempel: Fristen er &lt;for&gt; kort" in place
    page = per.get(SEND).text
    assert "Frist" in page
    (name,) = re.findall(r'name="answers" value="([^"]+)"', page)
    assert kim.post(APPROVE, {**what, "text": "igjen"}).status_code == 409  # it is with the author now
    assert per.post(SEND, {"answers": "1-sent-000000", "text": "?"}).status_code == 409
    assert per.post(SEND, {"answers": name, "text": "Nå er den ti dager"}).status_code == 303
    assert per.post(SEND, {"answers": name, "text": "to ganger"}).status_code == 409
    assert said(tmp_path) == ["1-sent", "2-returned", "3-resolved"]
    change(tmp_path, per, "within: 5", "within: 10")
    sent(per)
    assert "Nå er den ti dager" in kim.get(APPROVE).text
    assert (
        kim.post(APPROVE, {"shown": shown(kim, APPROVE), "op": "comment", "text": "Bra"}).status_code == 303
    )
    assert "ubesvarte kommentarer: 1" in kim.get(APPROVE).text.lower()
    assert kim.post(APPROVE, {"shown": shown(kim, APPROVE), "op": "approve"}).status_code == 303
    late = kim.post(APPROVE, {"shown": shown_of(tmp_path), "op": "comment", "text": "sent"})
    assert (late.status_code, len(said(tmp_path))) == (409, 5)


@pytest.mark.parametrize(
    ("role", "path"),
    [
        ("reader", SEND),
        ("reader", APPROVE),
        ("author", APPROVE),
        ("approver", SEND),
        ("follow-up", SEND),
    ],
)
def test_who_has_not_the_role_neither_sees_nor_posts(tmp_path: Path, role: str, path: str) -> None:
    per, _ = desk(tmp_path)
    sent(per)
    before = said(tmp_path)
    who = Browser(per.app).become(Person("Kim Eksempel", frozenset({"reader", role}), True))
    assert who.get(path).status_code == 403
    for op in ("approve", "return", "comment", ""):
        answer = who.post(path, {"shown": shown_of(tmp_path), "op": op, "text": "Nei"})
        assert answer.status_code == 403
    assert (said(tmp_path), register(tmp_path)) == (before, [])
    assert path not in who.get("/document/prove/1.00").text
    assert who.get("/approve").status_code == 200


def test_one_with_errors_is_not_sent_and_a_form_without_its_token_does_nothing(tmp_path: Path) -> None:
    per, _ = desk(tmp_path)
    assert per.request("POST", SEND, data={"shown": shown(per, SEND)}).status_code == 403
    change(tmp_path, per, "month: 4", "month: 14")
    page = per.get(SEND).text
    assert "Feilene må rettes" in page
    assert 'href="/write/prove/1.00?at=/evaluation/month"' in page
    answer = per.post(SEND, {"shown": shown(per, SEND)})
    assert answer.status_code == 409
    assert "1 feil" in answer.text
    assert said(tmp_path) == []


@pytest.mark.parametrize(
    ("to", "status"), [("Kim Eksempel", 303), ("", 303), ("Per Forfatter", 409), ("K\u0456m Eksempel", 400)]
)
def test_who_is_asked_is_another_with_an_honest_name(tmp_path: Path, to: str, status: int) -> None:
    per, _ = desk(tmp_path)
    answer = per.post(SEND, {"shown": shown(per, SEND), "to": to, "text": "Hei"})
    assert answer.status_code == status
    assert status == 303 or ">Hei</textarea>" in answer.text  # what was typed is not lost
    if status == 303:
        assert per.post(SEND, {"shown": shown(per, SEND)}).status_code == 409  # it waits already


def test_the_approver_sees_what_changed_and_which_routines_must_be_looked_at(tmp_path: Path) -> None:
    old = AGREEMENT
    new = (
        AGREEMENT.replace("'1.00'", "'1.01'")
        .replace("melde fra om", "straks melde fra om")
        .replace("2026-08-01\ntitle", "2027-01-01\ntitle")
    )
    per, kim = desk(
        tmp_path, **{"ot__prove-1.00": old, "ot__prove-1.01": new, "rutiner__prove-rutine-1.00": ROUTINE}
    )
    sent(per)
    kim.post(APPROVE, {"shown": shown(kim, APPROVE), "op": "approve"})
    page = kim.get("/approve/prove/1.01").text
    assert "NAV Nordvik" in page.partition("Hva følger av det")[2]
    assert re.search(r"Fra 1\.00:\s+\d endringer", page)
    frame = re.findall(r'src="(/compare/prove/1\.01/page\?with=[^"]+)"', page)[0]
    assert "{+<" in kim.get(frame).text
    assert "straks" in kim.get(frame).text
    assert '<option value="/responsibilities/0/does">' in page
    assert "Ingen andre dokumenter" in kim.get(APPROVE).text  # it is approved, and nothing follows any more


def test_every_finding_and_every_act_has_a_word() -> None:
    assert {f"grave_{severity}" for severity in SEVERITIES} <= set(words("desk"))
    events = set(schema.raw("register_event")["properties"]["event"]["enum"]) - {"review"}
    said = set(schema.raw("comment")["properties"]["event"]["enum"])
    kinds = {*events, "review_kept", "review_changes", *said, "done", "undone", "saved"}
    assert {f"act_{kind}" for kind in kinds} == {key for key in words("history") if key.startswith("act_")}


def test_each_act_is_one_commit_that_says_what_was_done(tmp_path: Path) -> None:
    per, kim = desk(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "Begynner", who="Ola")
    sent(per)
    kim.post(APPROVE, {"shown": shown(kim, APPROVE), "op": "return", "text": "Kortere"})
    (name,) = re.findall(r'name="answers" value="([^"]+)"', per.get(SEND).text)
    per.post(SEND, {"answers": name})
    sent(per)
    kim.post(APPROVE, {"shown": shown(kim, APPROVE), "op": "approve"})
    told = git(tmp_path, "log", "--reverse", "--format=%an: %s", "HEAD~5..").splitlines()
    assert told == [
        "Per Forfatter: Sender prove 1.00 til godkjenning",
        "Kim Eksempel: Sender prove 1.00 tilbake",
        "Per Forfatter: Besvarer en kommentar til prove 1.00",
        "Per Forfatter: Sender prove 1.00 til godkjenning",
        "Kim Eksempel: Godkjenner prove 1.00",
    ]
    assert git(tmp_path, "status", "--short", "agreements") == ""
    page = re.sub(r"<[^>]+>|\s+", " ", kim.get("/history/prove/1.00").text)
    page = re.sub(r"\s+", " ", page)
    for act in (
        "Kim Eksempel godkjente 1.00 12:00 · registeret",
        "Per Forfatter besvarte en kommentar til 1.00",
        "Kim Eksempel sendte 1.00 tilbake: Kortere",
        "Per Forfatter sendte 1.00 til godkjenning",
        "Ola lagret 1.00: «Begynner»",
    ):
        assert act in page, page
    assert page.count("godkjente 1.00") == 1  # the commit of an act is not told besides it
