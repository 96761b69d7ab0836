"""A desk in a folder of a host: every address it gives leads below the folder, and it answers nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from avtale.desk.settings import DeskSettings
from tests.unit.desk.desks import browser, repository
from tests.unit.desk.providers import ADDRESS, Provider, settings

GIVEN = DeskSettings(base="/avtale")
_LEADS = re.compile(r'\s(?:href|src|action|formaction|hx-[a-z-]+)="(/[^"]*)"')


def test_every_address_of_every_page_leads_below_the_folder(tmp_path: Path) -> None:
    made = browser(repository(tmp_path), GIVEN, state=tmp_path / "state")
    made.get(f"/avtale/start?token={made.desk.entrance.token()}", follow=True)
    assert made.post("/avtale/name", {"name": "Kari", "next": "/new"}).headers["location"] == "/avtale/new"
    for path in (
        "/",
        "/new",
        "/write",
        "/name",
        "/document/prove/1.00",
        "/draft/ot/prove-1.00.yaml",
        "/yaml/ot/prove-1.00.yaml",
    ):
        answer = made.get(f"/avtale{path}", follow=True)
        led = _LEADS.findall(answer.text)
        assert (answer.status_code, len(led) > 3) == (200, True), path
        assert [each for each in led if not each.startswith("/avtale/")] == [], path
        assert int(answer.headers["content-length"]) == len(answer.content)
        for each in led:
            if each.startswith("/avtale/assets/"):
                assert made.get(each).status_code == 200, each


def test_outside_the_folder_it_is_not_there(tmp_path: Path) -> None:
    made = browser(repository(tmp_path), GIVEN, state=tmp_path / "state")
    token = made.desk.entrance.token()
    for path in (
        "/",
        f"/start?token={token}",
        f"/avtalex/start?token={token}",
        f"/avtale//start?token={token}",
    ):
        assert made.get(path).status_code == 404, path


def test_words_that_look_like_an_address_stay_words(tmp_path: Path) -> None:
    made = browser(repository(tmp_path), GIVEN, state=tmp_path / "state")
    made.get(f"/avtale/start?token={made.desk.entrance.token()}", follow=True)
    made.post("/avtale/name", {"name": 'x href="/kari" ', "next": "/"})
    assert "href=&#34;/kari" in made.get("/avtale/name").text


def test_the_login_comes_back_below_the_folder(tmp_path: Path) -> None:
    provider = Provider()
    made = browser(
        repository(tmp_path),
        settings(base="/avtale"),
        state=tmp_path / "state",
        to_provider=provider.transport,
    )
    made.base = ADDRESS
    assert made.get("/avtale/new").headers["location"] == "/avtale/login?next=/new"
    away = made.get("/avtale/login?next=/new").headers["location"]
    back = provider.authorize(away)
    assert back.startswith(f"{ADDRESS}/avtale/login/back?")
    assert made.get(back.removeprefix(ADDRESS)).headers["location"] == "/avtale/new"


def test_the_log_has_the_kind_of_page_also_here(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    made = browser(repository(tmp_path), GIVEN, state=tmp_path / "state")
    with caplog.at_level("INFO", "avtale.desk"):
        made.get("/avtale/document/hemmelig/1.00")
    told = [each.getMessage() for each in caplog.records if each.name.startswith("avtale")]
    assert told[0].startswith("GET /document/{key}/{version} 403")
