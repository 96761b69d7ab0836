"""The state of a document: each one, on its first and last day, and which goes before which."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtale.facts.find import find
from avtale.facts.repository import Repository
from avtale.facts.state import state, superseded_from
from avtale.facts.validity import after, ahead_of
from avtale.facts.version import order
from avtale.facts.working_days import is_working_day
from avtale.format.values import Period
from tests.unit.facts.world import document, event, repository

SPAN = {"from_": "2026-02-01", "to": "2027-01-31"}


def _state(repo: Repository, number: int, on: str) -> str:
    return state(repo.entries[number], repo, dt.date.fromisoformat(on)).name


@pytest.mark.parametrize(
    ("on", "approved", "expected"),
    [
        ("2026-01-31", True, "approved"),
        ("2026-02-01", True, "in_force"),
        ("2026-10-30", True, "in_force"),
        ("2026-10-31", True, "expires_soon"),  # three months before the last day
        ("2027-01-31", True, "expires_soon"),
        ("2027-02-01", True, "expired"),
        ("2026-01-31", False, "draft"),
        ("2026-02-01", False, "draft"),
        ("2027-02-01", False, "expired"),
    ],
)
def test_by_day(on: str, approved: bool, expected: str, tmp_path: Path) -> None:
    repo = repository(tmp_path, document(**SPAN))
    if approved:
        repo = event(repo, repo.entries[0])
    assert _state(repo, 0, on) == expected


@pytest.mark.parametrize(
    ("validity", "on", "expected"),
    [
        ({}, "2026-06-01", "undetermined"),
        ({"from_": "2026-02-01"}, "2026-06-01", "undetermined"),
        ({"to": "2027-01-31"}, "2026-06-01", "in_force"),  # an end alone holds from the approval
        ({"to": "2027-01-31"}, "2027-02-01", "expired"),
        ({"from_": "2026-02-01", "until_replaced": "true"}, "2099-01-01", "in_force"),
        ({"from_": "2026-02-01", "duration": "1 year"}, "2027-01-31", "expires_soon"),
        ({"from_": "2026-02-01", "duration": "1 year"}, "2027-02-01", "expired"),
        ({"from_": "2024-02-29", "duration": "1 year"}, "2025-02-27", "expires_soon"),
        ({"from_": "2024-02-29", "duration": "1 year"}, "2025-02-28", "expired"),
    ],
)
def test_by_what_the_text_says_of_validity(
    validity: dict[str, str], on: str, expected: str, tmp_path: Path
) -> None:
    repo = repository(tmp_path, document(**validity))
    assert _state(event(repo, repo.entries[0]), 0, on) == expected


def test_a_higher_version_takes_over_when_it_is_approved_and_has_begun(tmp_path: Path) -> None:
    repo = repository(
        tmp_path, document(**SPAN), document(version="1.10", from_="2026-09-01", to="2028-01-31")
    )
    repo = event(repo, repo.entries[0])
    assert _state(repo, 0, "2026-10-01") == "in_force"
    repo = event(repo, repo.entries[1])
    assert _state(repo, 0, "2026-08-31") == "in_force"
    assert _state(repo, 0, "2026-09-01") == "superseded"
    assert _state(repo, 0, "2029-01-01") == "superseded"  # goes before expired
    assert _state(repo, 1, "2026-09-01") == "in_force"
    repo = event(repo, repo.entries[1], "withdrawal")
    assert _state(repo, 0, "2026-10-01") == "in_force"
    assert _state(repo, 1, "2026-10-01") == "withdrawn"


def test_a_version_that_keeps_the_validity_takes_over_on_the_day_its_header_says(tmp_path: Path) -> None:
    """Both hold from the same day; the header of the new one alone tells when it is taken into use."""
    taken = document(version="1.10", **SPAN).replace("{title: A,", "{title: A, effective_from: 2026-09-01,")
    names = "supersedes: [{key: a}]\n"
    other = document("b", more=names, **SPAN).replace("{title: A,", "{title: A, effective_from: 2026-10-01,")
    repo = repository(tmp_path, document(**SPAN), taken, other)
    for entry in repo.entries:
        repo = event(repo, entry)
    old, new, _ = repo.entries
    assert [_state(repo, 0, day) for day in ("2026-08-31", "2026-09-01")] == ["in_force", "superseded"]
    assert [_state(repo, 1, day) for day in ("2026-08-31", "2026-09-01")] == ["approved", "in_force"]
    assert superseded_from(old, repo) == dt.date(2026, 9, 1)
    assert superseded_from(new, repo) == dt.date(2026, 10, 1)
    assert find(repo, "a", dt.date(2026, 8, 31)) is old
    assert find(repo, "a", dt.date(2026, 9, 1)) is new
    assert state(new, repo, dt.date(2026, 8, 31)).span.start == dt.date(2026, 2, 1)  # what the words say


def test_a_transcription_begins_as_its_text_says(tmp_path: Path) -> None:
    """The header of an old agreement is often younger than the agreement (seed 004: 2022 and 2017 to 2020)."""
    text = document(**SPAN, more="transcribed_from: {title: En annen}\n")
    repo = repository(tmp_path, text.replace("{title: A,", "{title: A, effective_from: 2028-01-01,"))
    assert _state(repo, 0, "2026-06-01") == "in_force"
    assert _state(repo, 0, "2028-02-01") == "expired"


@pytest.mark.parametrize("version", ["1.00", "1.0"])
def test_another_document_may_take_over(tmp_path: Path, version: str) -> None:
    names = f"supersedes: [{{key: a, version: '{version}'}}]\n"
    repo = repository(
        tmp_path, document(**SPAN), document("b", from_="2026-06-01", to="2028-01-31", more=names)
    )
    repo = event(event(repo, repo.entries[0]), repo.entries[1])
    assert _state(repo, 0, "2026-05-31") == "in_force"
    found = state(repo.entries[0], repo, dt.date(2026, 6, 1))
    assert (found.name, str(found.superseded_by)) == ("superseded", "b@1.00")


def test_a_transcription_is_never_a_draft(tmp_path: Path) -> None:
    repo = repository(tmp_path, document(**SPAN, more="transcribed_from: {title: En annen}\n"))
    assert _state(repo, 0, "2026-06-01") == "in_force"
    assert _state(repo, 0, "2027-06-01") == "expired"


def test_the_settings_decide_how_early_to_warn(tmp_path: Path) -> None:
    repo = repository(tmp_path, document(**SPAN))
    repo = event(repo, repo.entries[0])
    assert repo.root is not None
    settings = repo.root / "avtale.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + "lead_times: {expiry: 1 week}\n", encoding="utf-8"
    )
    repo = Repository.open(repo.root)
    assert _state(repo, 0, "2027-01-23") == "in_force"
    assert _state(repo, 0, "2027-01-24") == "expires_soon"


@pytest.mark.parametrize(
    ("lower", "higher"),
    [("1.01", "1.02"), ("1.09", "1.10"), ("1.99", "2.00"), ("9.00", "10.00"), ("1", "1.01"), ("x", "0.01")],
)
def test_versions_are_ordered_by_whole_numbers(lower: str, higher: str) -> None:
    assert order(lower) < order(higher)


PERIODS = st.builds(
    Period, st.integers(1, 60), st.sampled_from(["day", "working day", "week", "month", "year"])
)


@given(st.dates(dt.date(1950, 1, 1), dt.date(2200, 1, 1)), PERIODS)
def test_a_period_later_and_back_never_passes_the_day(day: dt.date, period: Period) -> None:
    later = after(day, period)
    assert later > day
    assert ahead_of(later, period) <= day
    assert ahead_of(day, period) < day
    if period.unit == "working day":
        assert is_working_day(later)
        assert is_working_day(ahead_of(day, period))
