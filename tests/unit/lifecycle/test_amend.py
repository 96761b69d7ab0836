"""An amendment quotes what it changes, gives each value the type of its place, and is not made twice."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from avtale.errors import UsageError
from avtale.facts.repository import Repository, read_entry
from avtale.lifecycle.amend import AmendmentRequest, amend
from avtale.lifecycle.file_change import FileChange
from tests.support import ON, refused
from tests.unit.publish.world import World

BODY = """
validity: {from: 2026-01-01, to: 2026-12-31}
evaluation: {every: 1 year, month: 5, convened_by: county}
responsibilities: [{id: tell, owner: nav, strength: shall, does: melde fra}]
"""


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    world = World(tmp_path)
    world.document(body=BODY)
    return world.open()


def amended(repository: Repository, *changes: AmendmentRequest, **more: Any) -> FileChange:
    [entry] = (each for each in repository.entries if each.key == "nordlia-nav")
    return amend(entry, repository, changes, on=ON, **{"valid_from": dt.date(2026, 7, 1), **more})


@pytest.mark.parametrize(
    ("wanted", "made"),
    [
        (
            AmendmentRequest("replaces", "/responsibilities/tell/does", "varsle"),
            {"id": "change-1", "action": "replaces", "at": "/responsibilities/tell/does", "old": "melde fra", "value": "varsle"},
        ),
        (
            AmendmentRequest("replaces", "/evaluation/month", "6"),
            {"id": "change-1", "action": "replaces", "at": "/evaluation/month", "old": 5, "value": 6},
        ),
        (AmendmentRequest("removes", "/responsibilities/tell"), {"id": "change-1", "action": "removes", "at": "/responsibilities/tell"}),
        (
            AmendmentRequest("adds", "/evaluation/record", "arkivet"),
            {"id": "change-1", "action": "adds", "at": "/evaluation/record", "value": "arkivet"},
        ),
        (AmendmentRequest("prolongs", value="2027-12-31"), {"id": "prolong", "action": "prolongs", "to": "2027-12-31"}),
    ],
)  # fmt: skip
def test_a_change_as_it_is_written(
    wanted: AmendmentRequest, made: dict[str, Any], repository: Repository
) -> None:
    file = amended(repository, wanted).file
    [found] = read_entry(file, None).source.data["changes"]
    assert found == made


@pytest.mark.parametrize(
    ("change", "more", "why"),
    [
        (AmendmentRequest("replaces", "/evaluation/nowhere", "x"), {}, "finnes ikke i avtalen"),
        (AmendmentRequest("replaces", "/evaluation", "x"), {}, "står flere verdier"),
        (AmendmentRequest("prolongs", value="2027-12-31"), {"key": "Stor"}, "kan bare ha små bokstaver"),
        (AmendmentRequest("prolongs", value="2027-12-31"), {"key": "nordlia-nav"}, "er tatt av"),
        (AmendmentRequest("prolongs", value="2027-12-31"), {"lang": "xx"}, "xx"),
    ],
)
def test_what_fits_nowhere_is_refused(
    change: AmendmentRequest, more: dict[str, Any], why: str, repository: Repository
) -> None:
    with refused(UsageError, why):
        amended(repository, change, **more)


def test_the_same_words_a_second_time_make_no_second_file(repository: Repository) -> None:
    change = AmendmentRequest("prolongs", value="2027-12-31")
    first = amended(repository, change)
    again = Repository.open(repository.root or Path())
    second = amended(again, change)
    assert (second.file, second.changed) == (first.file, False)
    other = amended(again, change, valid_from=dt.date(2026, 8, 1))
    assert (other.file == first.file, other.changed) == (False, True)
