"""Days are honest: what was done has a day that has come, and what it leads to may lie ahead."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from avtale import Repository, check
from avtale.cli.invocation import Invocation
from avtale.cli.main import execute
from tests.acceptance.outside import tree
from tests.hostile.lost.world import COMMANDS, line
from tests.support import ON

ACTS = ("adopt", "approve", "close", "done", "happened", "review", "take-over", "terminate", "withdraw")
TODAY = Invocation().now.date()
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize("ahead", [1, 40, 4000])
@pytest.mark.parametrize("name", ACTS)
def test_no_act_on_a_day_that_has_not_come(
    name: str, ahead: int, county: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(county)
    day = TODAY + ahead * DAY
    for more in ([], ["--dry-run"] if name in ("approve", "close", "done", "take-over", "withdraw") else []):
        assert execute([*COMMANDS[name], "--on", str(day), *more]) == 2
        assert f"{day} har ikke kommet ennå" in capsys.readouterr().err
    assert tree(county) == before


@pytest.mark.parametrize("name", ACTS)
def test_an_act_of_today(name: str, county: Path) -> None:
    assert execute([*COMMANDS[name], "--on", str(TODAY)]) == 0
    assert execute(["check", "--format", "json"]) in (0, 1)
    assert not _found(county, TODAY)


@pytest.mark.usefixtures("county")
@pytest.mark.parametrize("moment", ["23:30", "22:59"])
def test_the_day_is_oslos(moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Late in the evening in UTC it is the next day already in Oslo; in winter from 23 on."""
    from zoneinfo import ZoneInfo

    clock = dt.datetime.fromisoformat(f"2026-11-25T{moment}:00+00:00").astimezone(ZoneInfo("Europe/Oslo"))
    monkeypatch.setattr(Invocation, "now", property(lambda _: clock))
    assert execute([*COMMANDS["approve"], "--on", "2026-11-26"]) == (0 if moment == "23:30" else 2)


def test_the_effect_may_lie_ahead(county: Path) -> None:
    file = county / "agreements/utkast-1.00.yaml"
    later = (
        file.read_text(encoding="utf-8")
        .replace("2026-08-01", "2040-08-01")
        .replace("2029-07-31", "2043-07-31")
    )
    file.write_text(later, encoding="utf-8")
    assert execute(line("approve")) == 0
    assert execute(line("terminate")) == 0


@pytest.mark.parametrize("name", ACTS)
def test_check_finds_it_in_a_file_that_was_written_by_hand(name: str, county: Path) -> None:
    before = set(tree(county))
    assert execute(line(name)) == 0
    (made,) = [county / path for path in set(tree(county)) - before]
    assert _found(county, ON) == []
    text = made.read_text(encoding="utf-8")
    made.write_text(text.replace("2026-11-21", "2042-11-21"), encoding="utf-8")
    assert made.read_text(encoding="utf-8") != text
    assert ("act-in-the-future", "error") in _found(county, ON)
    assert _found(county, ON, today=dt.date(2042, 11, 21)) == []
    asked = Repository.open(county / "agreements")
    codes = [one.code for one in check(asked, on=dt.date(2050, 1, 1), today=TODAY).findings]
    assert "act-in-the-future" in codes  # whichever day is asked about


def test_the_command_line_holds_it_against_the_clock(
    county: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert execute(line("approve")) == 0
    event = county / "agreements/register/utkast/1.00/approval.yaml"
    event.write_text(event.read_text(encoding="utf-8").replace("2026-11-21", "2042-11-21"), encoding="utf-8")
    for day in ("2026-01-01", "2050-01-01"):
        capsys.readouterr()
        assert execute(["check", "--on", day, "--format", "json"]) == 1
        assert "act-in-the-future" in capsys.readouterr().out


def test_done_before_it_began_needs_a_word(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [*COMMANDS["done"], "--due", "2027-04-30", "--on", "2026-07-31"]  # valid from 1 August
    before = tree(county)
    assert execute(words) == 1
    assert "--even-so" in capsys.readouterr().err
    assert tree(county) == before
    assert execute([*words, "--even-so"]) == 0
    entry = county / "agreements/log/prove/2027-04-30-evaluation.yaml"
    text = entry.read_text(encoding="utf-8")
    assert "even_so: true\n" in text
    assert _found(county, ON) == []
    entry.write_text(text.replace("even_so: true\n", ""), encoding="utf-8")
    assert _found(county, ON) == [("done-before-start", "error")]


def test_the_word_is_not_written_where_it_is_not_needed(county: Path) -> None:
    assert execute([*line("done"), "--even-so"]) == 0
    assert "even_so" not in (county / "agreements/log/prove/2027-04-30-evaluation.yaml").read_text()


ENDS = ("happened", "terminate", "withdraw")


@pytest.mark.parametrize("name", ENDS)
def test_nothing_comes_to_an_end_before_it_was_approved(
    name: str, county: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A year that is wrong would take every deadline away, and nobody would be told."""
    before = set(tree(county))
    for day in ("2006-11-21", "0001-01-01", "2026-06-14"):
        assert execute([*COMMANDS[name], "--on", day]) == 2
        assert "ble godkjent 15.06.2026" in capsys.readouterr().err
    assert set(tree(county)) == before
    assert execute([*COMMANDS[name], "--on", "2026-06-15"]) == 0  # the very day
    (made,) = [county / path for path in set(tree(county)) - before]
    assert _found(county, ON) == []
    made.write_text(made.read_text(encoding="utf-8").replace("2026-06-15", "2006-06-15"), encoding="utf-8")
    assert _found(county, ON) == [("done-before-start", "error")]


def _found(county: Path, on: dt.date, today: dt.date | None = None) -> list[tuple[str, str]]:
    """The findings about days, as code and severity."""
    findings = check(Repository.open(county / "agreements"), on=on, today=today).findings
    return [
        (one.code, one.severity) for one in findings if one.code in ("act-in-the-future", "done-before-start")
    ]
