"""States, signatures and the table."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from avtale.locales import languages
from avtale.publish.status import StatusRow, status
from avtale.publish.status_table import NARROW, write
from avtale.publish.words import kind_name, state_name
from tests.unit.publish.world import SETTINGS, World

VALID = "validity: {from: 2026-08-01, to: 2029-07-31}\n"
SIGNED = VALID + "signatories: [{party: county}, {party: nav}, {title: uten part}]\n"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def lines(world: World, on: str) -> dict[str | None, StatusRow]:
    return {line.entry.version: line for line in status(world.open(), dt.date.fromisoformat(on))}


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2026-07-31", "approved"),
        ("2026-08-01", "in_force"),
        ("2029-04-29", "in_force"),
        ("2029-04-30", "expires_soon"),  # three months ahead of 31 July
        ("2029-07-31", "expires_soon"),
        ("2029-08-01", "expired"),
    ],
)
def test_the_days_at_the_borders(world: World, on: str, state: str) -> None:
    world.document(body=VALID)
    assert lines(world, on)["1.00"].state.name == state


def test_the_settings_decide_when_it_expires_soon(tmp_path: Path) -> None:
    world = World(tmp_path, SETTINGS + "lead_times: {expiry: 1 year}\n")
    world.document(body=VALID)
    assert lines(world, "2028-07-30")["1.00"].state.name == "in_force"
    assert lines(world, "2028-07-31")["1.00"].state.name == "expires_soon"


@pytest.mark.parametrize(("on", "state"), [("2027-12-31", "in_force"), ("2028-01-01", "superseded")])
def test_superseded_from_the_successors_first_day(world: World, on: str, state: str) -> None:
    world.document(body=VALID)
    world.document(version="1.01", body="validity: {from: 2028-01-01, to: 2029-07-31}\n")
    assert lines(world, on)["1.00"].state.name == state


def test_superseded_by_another_document_that_names_it(world: World) -> None:
    world.document(body=VALID)
    names_it = (
        "supersedes: [{key: nordlia-nav, version: '1.00'}]\nvalidity: {from: 2028-01-01, to: 2029-07-31}\n"
    )
    world.document(key="new-name", body=names_it)
    found = {line.entry.key: line for line in status(world.open(), dt.date(2028, 1, 1))}
    assert found["nordlia-nav"].state.name == "superseded"
    assert found["nordlia-nav"].state.superseded_by is found["new-name"].entry
    before = {line.entry.key: line.state.name for line in status(world.open(), dt.date(2027, 12, 31))}
    assert before == {"nordlia-nav": "in_force", "new-name": "approved"}


def test_the_rest_of_the_states(world: World) -> None:
    withdrawn = world.document(key="withdrawn", body=VALID)
    world.event("withdrawn", "1.00", "withdrawal", withdrawn_by="Bo Eksempel", reason="avtalt")
    world.document(key="draft", body=VALID, approved=False)
    world.document(key="undetermined", body="validity: {duration: 3 years}\n")
    world.document(key="transcribed", body="transcribed_from: {title: Gammel}\n" + VALID, approved=False)
    found = {line.entry.key: line.state.name for line in status(world.open(), dt.date(2027, 1, 1))}
    assert found == {
        withdrawn.stem.removesuffix("-1.00"): "withdrawn",
        "draft": "draft",
        "undetermined": "undetermined",
        "transcribed": "in_force",
    }


@pytest.mark.parametrize(("counted", "recorded"), [(False, 1), (True, 2)])
def test_signatures_are_counted_by_party(tmp_path: Path, counted: bool, recorded: int) -> None:
    settings = SETTINGS + ("signing: {count_demonstration: true}\n" if counted else "")
    world = World(tmp_path, settings)
    path = world.document(body=SIGNED)
    world.signature(path, "county")
    world.signature(path, "county", number=2)
    world.signature(path, "stranger")
    world.signature(path, "nav", demonstration=True)
    line = lines(world, "2027-01-01")["1.00"]
    assert line.as_json()["signed"] == {"required": 2, "recorded": recorded}


def test_a_signature_of_another_content_does_not_count(world: World) -> None:
    path = world.document(body=SIGNED)
    world.signature(path, "county")
    path.write_text(path.read_text(encoding="utf-8").replace("2029-07-31", "2030-07-31"), encoding="utf-8")
    assert lines(world, "2027-01-01")["1.00"].as_json()["signed"] == {"required": 2, "recorded": 0}


def test_a_transcription_needs_no_signature(world: World) -> None:
    world.document(body="transcribed_from: {title: Gammel}\n" + SIGNED, approved=False)
    assert lines(world, "2027-01-01")["1.00"].as_json()["signed"] == {"required": 0, "recorded": 0}


def test_every_state_and_kind_has_words_in_each_language() -> None:
    from typing import get_args

    from avtale.facts.due import DueKind
    from avtale.facts.state import StateName

    for lang in languages():
        states = [state_name(name, lang) for name in get_args(StateName)]
        kinds = [kind_name(kind, lang) for kind in get_args(DueKind)]
        assert len({*states, *kinds}) == len(states) + len(kinds)


MANY = VALID + "responsibilities: [{id: often, does: 'se [bold]over[/]\\e[2J', deadline: {every: 1 month}}]\n"


@pytest.mark.parametrize("width", [30, 50, 80, NARROW, 100, 200])
@pytest.mark.parametrize("lang", ["nb", "en", "se"])
def test_the_text_keeps_to_its_width_and_is_plain(world: World, width: int, lang: str) -> None:
    world.document(body=MANY)
    world.document(key="draft", body=VALID, approved=False)
    text = write(status(world.open(), dt.date(2028, 3, 1)), lang=lang, width=width)
    assert max(map(len, text.splitlines())) <= width
    assert "\x1b" not in text
    assert "[bold]over" in text.replace("\n", " ")
    assert not re.search(r"[ \t]+$", text, re.MULTILINE)
    assert ("in force" if lang == "en" else "gjelder") in text
    assert ("Overdue: 19" if lang == "en" else "Over fristen: 19") in text
    assert ("7 before these" if lang == "en" else "7 før dette") in text


def test_colour_is_there_when_asked_for_and_says_the_same(world: World) -> None:
    world.document(body=MANY)
    found = status(world.open(), dt.date(2028, 3, 1))
    coloured = write(found, colour=True, width=100)
    assert "\x1b[32m" in coloured
    bare = "\n".join(line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", coloured).splitlines())
    assert bare.strip("\n") + "\n" == write(found, width=100)


def test_an_empty_repository_says_so(world: World) -> None:
    assert (
        write(status(world.open(), dt.date(2028, 3, 1))) == "Samlingen har ingen dokumenter som kan leses.\n"
    )


@pytest.mark.parametrize(("lang", "said"), [("nb", "6 frister fra"), ("en", "6 deadlines from")])
def test_what_nobody_follows_up_is_one_line(world: World, lang: str, said: str) -> None:
    """However many years a transcription has lain there; what is followed up is listed as before."""
    body = "responsibilities: [{id: rent, does: betale, deadline: {every: 1 year, month: 2, day: 1}}]\n"
    span = "validity: {from: 2021-01-01, to: 2030-12-31}\n"
    world.document(key="paper", body="transcribed_from: {title: Gammel}\n" + span + body, approved=False)
    world.document(key="own", body=span + body)
    text = write(status(world.open(), dt.date(2026, 6, 1)), lang=lang, width=120)
    (line,) = [each for each in text.splitlines() if said in each]
    assert line.split()[0] == "paper"
    assert "avtale take-over" in text
    assert "(paper" not in text
    assert "(own 1.00, rent)" in text
