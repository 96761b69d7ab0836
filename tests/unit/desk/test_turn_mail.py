"""Mail of whose turn it is: to who is asked, or all who approve; back to who sent and wrote; never what was said, and never in the way."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import pytest

from avtale.desk.approving import telling
from avtale.desk.settings import DeskSettings
from avtale.format.model import DeskMail
from tests.git import git
from tests.support import AGREEMENT, PATIENCE
from tests.unit.desk.desks import SETTINGS, Browser, browser, repository
from tests.unit.desk.test_approve import APPROVE, sent, shown
from tests.unit.remind.post_office import Box, serving

CONTACTS = """format: 1
contacts:
  - {document: prove, role: county, name: Kim Eksempel, email: kim@nordlia.example, from: 2020-01-01, language: nn}
  - {document: prove, role: nav, name: Per Forfatter, email: per@nordlia.example, from: 2020-01-01}
"""


def served(port: int) -> str:
    return (
        SETTINGS
        + f"reminders: {{from: avtaler@nordlia.example, server: {{host: 127.0.0.1, port: {port}, security: none}}}}\n"
    )


def desk(tmp_path: Path, port: int, agreement: str = AGREEMENT) -> tuple[Browser, Browser]:
    files = {"avtale": served(port), "contacts": CONTACTS, "ot__prove-1.00": agreement}
    mail = DeskMail(approvers=("godkjennere@nordlia.example", "ikke en adresse"))
    settings = DeskSettings(mail=mail, address="http://127.0.0.1:8765")
    per = browser(repository(tmp_path, **files), settings, state=tmp_path / "state")
    return per.enter("Per Forfatter"), Browser(per.app).enter("Kim Eksempel")


def arrived() -> None:
    """All that is on its way has come."""
    for thread in threading.enumerate():
        if thread.name == "mail":
            thread.join(PATIENCE)


def test_each_hears_when_it_is_their_turn_and_nothing_of_what_was_said(tmp_path: Path) -> None:
    box = Box()
    with serving(box) as port:
        per, kim = desk(tmp_path, port)
        sent(per, to="Kim Eksempel", text="Hemmelig melding")
        arrived()
        what = {"shown": shown(kim, APPROVE), "text": "Hemmelig svar", "op": "return"}
        assert kim.post(APPROVE, what).status_code == 303
        arrived()
        sent(per)  # to nobody in particular
        arrived()
        kim.post(APPROVE, {"shown": shown(kim, APPROVE), "op": "comment", "text": "Bra"})
        kim.post(APPROVE, {"shown": shown(kim, APPROVE), "op": "approve"})
        arrived()
    told = [(m["to"].addresses[0].addr_spec, str(m["subject"])) for m in box.messages]
    assert told == [
        ("kim@nordlia.example", "Til godkjenning: Prøveavtale"),
        ("per@nordlia.example", "Sendt tilbake: Prøveavtale"),
        ("godkjennere@nordlia.example", "Til godkjenning: Prøveavtale"),
        ("per@nordlia.example", "Godkjent: Prøveavtale"),
    ]
    texts = [m.get_body(("plain",)).get_content() for m in box.messages]  # type: ignore[union-attr]
    for text, words, page in zip(
        texts,
        ("Hei, Kim Eksempel", "Kim Eksempel har sendt prove 1.00 tilbake", "har sendt prove 1.00 til", "Kim Eksempel har godkjent"),
        ("approve", "send", "approve", "document"),
        strict=True,
    ):  # fmt: skip
        assert words in text
        assert f"http://127.0.0.1:8765/{page}/prove/1.00" in text
    assert "stadfortredar" not in texts[0]
    assert "har skrive eller sendt" in texts[0]  # in Kim's language
    assert not any("Hemmelig" in m.as_string() for m in box.messages)


def test_without_a_contact_git_knows_the_address_and_a_shielded_title_is_not_told(tmp_path: Path) -> None:
    box = Box()
    with serving(box) as port:
        shielded = AGREEMENT.replace(
            "title: Prøveavtale  # kort\n",
            "title: Prøveavtale\n  shielding: offl. § 13\n  public_title: Avtale 7\n",
        )
        per, kim = desk(tmp_path, port, shielded)
        (tmp_path / "agreements/contacts.yaml").unlink()
        git(tmp_path, "init", "-q")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-qm", "x", who="Per Forfatter")
        per.desk.current.changed()
        sent(per)
        kim.post(APPROVE, {"shown": shown(kim, APPROVE), "op": "return", "text": "Nei"})
        arrived()
    told = {m["to"].addresses[0].addr_spec for m in box.messages}
    assert told == {"godkjennere@nordlia.example", "per@example.org"}
    assert not any("Prøveavtale" in m.as_string() for m in box.messages)


def test_a_server_that_is_gone_stops_no_act_and_stands_in_the_log_without_names(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling.time, "sleep", lambda _: None)
    per, _ = desk(tmp_path, 9)
    with caplog.at_level(logging.WARNING, "avtale.desk"):
        sent(per)
        arrived()
    assert "no mail about an approval was sent" in caplog.text
    assert "godkjennere" not in caplog.text


def test_nobody_is_told_where_the_desks_own_settings_do_not_say_so(tmp_path: Path) -> None:
    box = Box()
    with serving(box) as port:
        per = browser(
            repository(tmp_path, avtale=served(port), contacts=CONTACTS), state=tmp_path / "s"
        ).enter("Per Forfatter")
        sent(per, to="Kim Eksempel")
        arrived()
    assert not box.got
