"""A duty done goes into the log: which deadline it settles, and what is refused."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

import pytest

from avtale.errors import AvtaleError, StateError, SystemFailure, UsageError
from avtale.facts.occurrences import all_occurrences
from avtale.facts.repository import Repository
from avtale.lifecycle.done import Logged, done
from avtale.rules.check import check
from avtale.source.read import parse
from tests.invented_numbers import synthetic_numbers
from tests.support import refused
from tests.unit.publish.world import World

BODY = """
validity: {from: 2026-08-01, to: 2029-07-31, notice: 6 months}
evaluation: {every: 1 year, month: 4, convened_by: county}
meetings:
  - {id: leaders, title: Ledermøte, every: 6 months, month: 3, convened_by: county}
responsibilities:
  - {id: start, owner: nav, strength: shall, does: peke ut kontakt, deadline: {date: 2026-08-20}}
  - {id: tell, owner: nav, strength: shall, does: si fra, deadline: {within: 3 days, of: avbruddet}}
  - {id: tell, owner: nav, strength: shall, does: samme id, deadline: {date: 2027-01-01}}
"""


@pytest.fixture
def world(tmp_path: Path) -> World:
    found = World(tmp_path)
    found.document(body=BODY)
    return found


def record(world: World, duty: str, on: str, *, number: int = 0, **more: Any) -> Logged:
    repository = world.open()
    if due := more.pop("due", None):
        more["due"] = dt.date.fromisoformat(due)
    more.setdefault("by", "Seksjon for oppfølging")
    return done(repository.entries[number], repository, duty, on=dt.date.fromisoformat(on), **more)


def evidence(logged: Logged) -> dict[str, str]:
    """What the log says of the one thing that shows it."""
    data = parse(logged.file.read_bytes()).data
    assert isinstance(data, dict)
    (only,) = data["evidence"]
    return dict(only)


def settled(world: World, duty: str, on: str, **more: Any) -> str:
    return record(world, duty, on, **more).occurrence.date.isoformat()


def test_what_is_written_counts_and_gives_no_finding(world: World, tmp_path: Path) -> None:
    minutes = tmp_path / "utenfor" / "referat.pdf"
    minutes.parent.mkdir()
    minutes.write_bytes(b"referat")
    logged = record(
        world, "evaluation", "2027-04-21", evidence=[minutes], where="Sak 12/27", note=" Alle\nmøtte "
    )
    assert (
        logged.file.relative_to(world.agreements).as_posix() == "log/nordlia-nav/2027-04-30-evaluation.yaml"
    )
    assert parse(logged.file.read_bytes()).data == {
        "format": 1, "key": "nordlia-nav", "duty": "evaluation", "occurrence": "2027-04-30", "done_on": "2027-04-21",
        "by": "Seksjon for oppfølging", "note": "Alle møtte",
        "evidence": [
            {"title": "referat.pdf", "where": "Sak 12/27", "sha256": hashlib.sha256(b"referat").hexdigest()}
        ],
    }  # fmt: skip
    repository, on = world.open(), dt.date(2027, 5, 1)
    assert [f.code for f in check(repository, on=on).findings if "/log/" in f.file] == []
    found = {one.date: one.status for one in all_occurrences(repository.entries, repository, on) if one.duty.id == "evaluation"}  # fmt: skip
    assert found[dt.date(2027, 4, 30)] == "done"


def test_evidence_is_kept_where_the_settings_say(world: World, tmp_path: Path) -> None:
    minutes = tmp_path / "Referat.PDF"
    minutes.write_bytes(b"referat")
    settings = world.agreements / "avtale.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text + "evidence_folder: ../utenfor\n", encoding="utf-8")
    with refused(StateError, "evidence_folder"):
        record(world, "leaders", "2026-09-20", evidence=[minutes])
    settings.write_text(text + "evidence_folder: referater\n", encoding="utf-8")
    record(world, "leaders", "2026-09-20", evidence=[minutes], dry_run=True)
    assert not (world.agreements / "referater").exists()
    logged = record(world, "leaders", "2026-09-20", evidence=[minutes])
    told = evidence(logged)
    assert told["where"] == f"referater/nordlia-nav/2026-09-30-leaders.{told['sha256'][:12]}.pdf"
    assert (world.agreements / told["where"]).read_bytes() == b"referat"
    assert (
        evidence(record(world, "leaders", "2027-03-20", evidence=[minutes], where="Sak 1"))["where"]
        == "Sak 1"
    )
    assert len(list((world.agreements / "referater").rglob("*.pdf"))) == 2


def test_the_oldest_missed_comes_first_then_the_next(world: World) -> None:
    assert settled(world, "leaders", "2027-10-05") == "2026-09-30"
    assert settled(world, "leaders", "2027-10-06") == "2027-03-31"
    assert settled(world, "leaders", "2027-10-07") == "2027-09-30"
    assert settled(world, "leaders", "2028-03-20") == "2028-03-31"
    assert settled(world, "leaders", "2028-03-20", due="2029-03-31") == "2029-03-31"


def test_what_was_missed_before_the_approval_waits_till_it_is_named(tmp_path: Path) -> None:
    world = World(tmp_path)
    path = world.document(body=BODY.replace("2026-08-01", "2022-08-01"), approved=False)
    world.event("nordlia-nav", "1.00", "approval", on="2026-01-01", approved_by="Bo", fingerprint=world.fingerprint(path))  # fmt: skip
    assert settled(world, "evaluation", "2026-06-01") == "2026-04-30"
    assert settled(world, "evaluation", "2026-06-02", due="2023-04-30") == "2023-04-30"


def test_the_versions_of_a_key_share_their_log(world: World) -> None:
    world.document(version="1.01", body=BODY, header="effective_from: 2028-01-01")
    assert settled(world, "evaluation", "2028-06-01", number=1, due="2027-04-30") == "2027-04-30"
    assert settled(world, "evaluation", "2028-06-01", number=1, due="2028-04-30") == "2028-04-30"


def test_a_dry_run_writes_nothing(world: World) -> None:
    logged = record(world, "evaluation", "2027-04-21", dry_run=True)
    assert not logged.file.exists()
    assert not (world.agreements / "log").exists()


@pytest.mark.parametrize(
    "again",
    [
        "2027-04-21",  # the same day
        "2027-04-25",  # before the deadline that is settled already
        "2027-05-12",  # a colleague, some days after
    ],
)
def test_the_same_evaluation_twice_does_not_settle_next_year(again: str, world: World) -> None:
    first = record(world, "evaluation", "2027-04-21").file.read_bytes()
    with pytest.raises(StateError) as told:
        record(world, "evaluation", again)
    assert "21.04.2027, for fristen 30.04.2027. Gjelder det fristen 30.04.2028" in told.value.nb
    assert [path.read_bytes() for path in (world.agreements / "log").rglob("*.yaml")] == [first]
    assert settled(world, "evaluation", "2028-04-02") == "2028-04-30"


def test_a_duty_that_each_party_has_is_said_to_be_so(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.document(body=BODY.replace("id: start, owner: nav", "id: start, owner: each_party"))
    with pytest.raises(UsageError) as caught:
        settled(world, "start", "2027-08-20")
    assert "Hver part har «start» for seg. Si hvilken: start.county, start.nav." in caught.value.nb


def test_held_late_and_held_again_next_year(world: World) -> None:
    assert settled(world, "evaluation", "2027-06-10") == "2027-04-30"
    assert settled(world, "evaluation", "2028-04-20") == "2028-04-30"


@pytest.mark.parametrize(
    ("duty", "more", "kind", "words"),
    [
        (
            "evaluering",
            {},
            UsageError,
            "Mener du «evaluation»? Dette kan registreres: evaluation, leaders, start",
        ),
        ("xyz", {}, UsageError, "har ingen plikt «xyz». Dette kan registreres"),
        ("signature.nav", {}, UsageError, "registreres ikke med «avtale done». Underskriv"),
        ("notice", {}, UsageError, "går av seg selv"),
        ("expiry", {}, UsageError, "går av seg selv"),
        ("tell", {}, StateError, "ingen dag"),
        ("tell.2", {}, StateError, "ingen egen id"),
        ("evaluation", {"due": "2027-04-29"}, UsageError, "Fristene nærmest er: 2027-04-30"),
        ("evaluation", {"by": " \n"}, UsageError, "mangler"),
        ("evaluation", {"where": "Sak 1/27"}, UsageError, "--evidence"),
        ("evaluation", {"note": f"Om {next(synthetic_numbers())}"}, StateError, "fødselsnummer"),
        ("evaluation", {"evidence": [Path("finnes-ikke.pdf")]}, SystemFailure, "Ingenting er registrert"),
    ],
)
def test_what_is_refused(
    duty: str, more: dict[str, Any], kind: type[AvtaleError], words: str, world: World
) -> None:
    with pytest.raises(kind) as told:
        record(world, duty, "2027-04-21", **more)
    assert words in told.value.nb
    assert not (world.agreements / "log").exists()


def test_a_duty_done_once_has_nothing_left(world: World) -> None:
    assert settled(world, "start", "2026-09-01") == "2026-08-20"
    with refused(StateError, "registrert fra før"):
        record(world, "start", "2026-10-01")


def test_a_file_that_does_not_count_is_not_written_over(world: World) -> None:
    path = world.done("evaluation", "2027-04-30", "30.04.2027")
    before = path.read_bytes()
    with refused(StateError, "teller ikke"):
        record(world, "evaluation", "2027-04-21")
    assert path.read_bytes() == before


def test_a_draft_has_no_deadline_that_runs(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.document(body=BODY, approved=False)
    with refused(StateError, "ikke godkjent"):
        record(world, "evaluation", "2027-04-21")


def test_a_transcription_may_have_what_was_done_recorded(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.document(body="transcribed_from: {title: Gammel avtale}\n" + BODY, approved=False)
    assert settled(world, "evaluation", "2027-05-21") == "2027-04-30"


def test_a_plan_has_no_log(tmp_path: Path) -> None:
    world = World(tmp_path)
    plan = world.agreements / "plans" / "plan-1.00.yaml"
    plan.parent.mkdir()
    plan.write_text(
        "format: 1\nkind: follow_up_plan\nkey: plan\nlanguage: nb\ninvented: true\n"
        "control_header: {title: Plan, version: '1.00'}\ntitle: Plan\n",
        encoding="utf-8",
    )
    repository = world.open()
    found = next(iter(repository.plans))
    with refused(StateError, "aldri i loggen"):
        done(found, repository.with_plan(found), "evaluation", by="OT", on=dt.date(2027, 4, 21))
    assert not (world.agreements / "log").exists()


def test_a_loose_file_has_no_log(world: World) -> None:
    loose = Repository.loose([next(world.agreements.glob("nordlia*.yaml"))])
    with refused(UsageError, "samling"):
        done(loose.entries[0], loose, "evaluation", by="OT", on=dt.date(2027, 4, 21))
