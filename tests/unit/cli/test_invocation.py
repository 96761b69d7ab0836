"""What one run carries: whose language, which day, which folders, and which repository."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from avtale.cli.invocation import Invocation
from avtale.errors import UsageError
from tests.support import refused


@pytest.mark.parametrize(
    ("asked", "environment", "settings", "spoken"),
    [
        (None, None, None, "nb"),
        (None, None, "nn", "nn"),
        (None, None, "da", "nb"),  # one that we do not speak
        (None, "en", "nn", "en"),
        (None, "tlh", "nn", "nn"),
        ("se", "en", "nn", "se"),
    ],
)
def test_the_language_is_the_nearest_word_on_it(
    asked: str | None,
    environment: str | None,
    settings: str | None,
    spoken: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if environment:
        monkeypatch.setenv("AVTALE_LANG", environment)
    assert Invocation(chosen_lang=asked, settled_lang=settings).lang == spoken


@pytest.mark.parametrize(
    ("asked", "environment", "told"),
    [
        ("nn", None, "Meldinger finnes ikke på nynorsk (nn); her er de på bokmål (nb).\n"),
        (None, "se", "Meldinger finnes ikke på nordsamisk (se); her er de på bokmål (nb).\n"),
        ("en", "se", ""),
        (None, None, ""),
    ],
)
def test_another_language_than_the_one_asked_for_is_told_of(
    asked: str | None,
    environment: str | None,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if environment:
        monkeypatch.setenv("AVTALE_LANG", environment)
    Invocation(chosen_lang=asked, settled_lang="nn").tell_fallback()
    assert capsys.readouterr() == ("", told)


def test_the_settings_of_what_was_opened_are_the_word_on_it(agreement: Path, app: Invocation) -> None:
    settings = agreement.parents[1] / "avtale.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("\nlanguage: nb", "\nlanguage: en"), encoding="utf-8"
    )
    assert app.lang == "nb"
    assert app.repository.settings.language == "en"
    assert app.lang == "en"


def test_an_act_was_done_today_or_earlier() -> None:
    today = Invocation().now.date()
    assert Invocation().performed == today
    assert Invocation(chosen_day=dt.date(2026, 1, 1)).performed == dt.date(2026, 1, 1)
    tomorrow = Invocation(chosen_day=today + dt.timedelta(days=2))
    assert tomorrow.on == tomorrow.chosen_day
    with refused(UsageError, "har ikke kommet ennå"):
        _ = tomorrow.performed


def test_the_repository_is_the_nearest_upwards_and_is_read_once(
    agreement: Path, app: Invocation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(agreement.parent)
    assert app.repository.root == agreement.parents[1]
    assert app.repository is app.repository


def test_no_repository_is_told_with_the_way_to_one(here: Path, app: Invocation) -> None:
    with refused(UsageError, "avtale init"):
        _ = app.repository
    assert app.repository_if_any() is None
    (here / "tom").mkdir()
    with refused(UsageError, "har ingen dokumenter"):
        app.find_all(["tom"])


def test_what_is_named_twice_is_found_once(agreement: Path, app: Invocation) -> None:
    assert [entry.key for entry, _ in app.find_all(["prove", str(agreement), "agreements"])] == ["prove"]


def test_a_loose_file_is_seen_by_itself(here: Path, agreement: Path, app: Invocation) -> None:
    loose = here / "løs.yaml"
    agreement.rename(loose)
    entry, repository = app.find("løs.yaml")
    assert (entry.key, repository.root) == ("prove", None)


@pytest.mark.usefixtures("agreement")
def test_nothing_is_held_while_somebody_is_asked() -> None:
    app = Invocation(writes="prove")
    first = app.repository
    with app.asking():
        assert app.writes == ""
    assert app.writes == "prove"
    with app.holding(""):
        assert app.repository is not first  # what was read before the question is read anew
    assert app.settled_lang == "nb"


@pytest.mark.parametrize("told", ["tolv", "1 time"])
@pytest.mark.usefixtures("agreement")
def test_patience_is_a_number(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AVTALE_WAIT", told)
    with refused(UsageError, "antall sekunder"):
        _ = Invocation(writes="prove").repository
