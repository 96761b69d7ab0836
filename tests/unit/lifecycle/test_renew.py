"""A renewal goes on where the version ends, for as long as that lasted unless another day is said."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from avtale.errors import AvtaleError
from avtale.facts.repository import read_entry
from avtale.lifecycle.file_change import FileChange
from avtale.lifecycle.renew import renew
from tests.unit.publish.world import World


def renewed(
    root: Path, validity: str, start: str = "", end: str = "", header: str = "written_by: Ane"
) -> FileChange:
    world = World(root)
    world.document(body=f"validity: {{{validity}}}\n", header=header)
    repository = world.open()
    days = (dt.date.fromisoformat(day) if day else None for day in (start, end))
    return renew(repository.entries[0], repository, **dict(zip(("start", "end"), days, strict=True)))


@pytest.mark.parametrize(
    ("validity", "start", "end", "expected"),
    [
        ("from: 2026-01-01, to: 2026-12-31", "", "2027-12-31", {"from": "2027-01-01", "to": "2027-12-31"}),
        ("from: 2026-01-01, to: 2026-12-31", "2026-01-02", "2027-12-31", {"from": "2026-01-02", "to": "2027-12-31"}),
        ("from: 2026-01-01, to: 2026-12-31", "", "2027-01-01", {"from": "2027-01-01", "to": "2027-01-01"}),
        ("from: 2026-01-01, duration: 1 year", "", "", {"from": "2027-01-01", "duration": "1 year"}),
        (
            "from: 2026-01-01, to: 2026-12-31, duration: 1 year", "", "",
            {"from": "2027-01-01", "to": "2027-12-31", "duration": "1 year"},
        ),
        (
            "from: 2026-01-01, to: 2026-12-31, duration: 1 year", "", "2027-06-30",
            {"from": "2027-01-01", "to": "2027-06-30"},  # the two would contradict each other
        ),
        ("from: 2026-01-01, until_replaced: true", "2027-03-01", "", {"from": "2027-03-01", "until_replaced": True}),
    ],
)  # fmt: skip
def test_the_new_term(
    validity: str, start: str, end: str, expected: dict[str, object], tmp_path: Path
) -> None:
    made = renewed(tmp_path, validity, start, end)
    data = read_entry(made.file, None).source.data
    assert data["validity"] == expected
    assert data["control_header"]["effective_from"] == expected["from"]
    assert (data["control_header"]["version"], made.notes) == ("1.01", ())


@pytest.mark.parametrize(
    ("validity", "start", "end", "why"),
    [
        ("from: 2026-01-01, until_replaced: true", "", "", "ingen siste dag å fortsette fra"),
        ("from: 2026-01-01, to: 2026-12-31", "", "", "bare hvilken dag den slutter"),
        ("from: 2026-01-01, to: 2026-12-31", "2026-01-01", "2027-12-31", "gjelder alt fra 01.01.2026"),
        ("from: 2026-01-01, to: 2026-12-31", "", "2026-12-31", "kommer før første dag (01.01.2027)"),
    ],
)
def test_what_is_no_renewal_is_refused(validity: str, start: str, end: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(AvtaleError) as caught:
        renewed(tmp_path, validity, start, end)
    assert why in caught.value.nb
    assert len(list((tmp_path / "agreements").glob("nordlia-nav-*"))) == 1


def test_what_the_old_words_still_say_is_told(tmp_path: Path) -> None:
    body = "from: 2026-01-01, to: 2026-12-31, retroactive: true"
    made = renewed(
        tmp_path, body, "2027-02-01", "2027-12-31", header="written_by: Ane\n  next_review: 2026-06-01"
    )
    assert [note.en for note in made.notes] == [
        "From 2027-01-01 to 2027-01-31 neither of them holds.",
        "“Retroactive” (validity: retroactive) still stands there. Delete it if the renewal is signed in time.",
        "“Next review” (control_header: next_review) is still 2026-06-01.",
    ]
