"""Whose turn it is to sign, since when, and which file the next one signs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from avtale.facts.signing_round import SigningRound, signing_round
from tests.unit.publish.world import SETTINGS, World

BODY = """
validity: {from: 2026-08-01, to: 2029-07-31}
signatories: [{party: county}, {party: nav, title: Leder}, {party: nav, title: Nestleder}]
"""
A, B, C, OTHER = ("a" * 64, "b" * 64, "c" * 64, "d" * 64)
COUNTY = {"party": "county", "pdf_sha256": A, "previous_sha256": "0" * 64, "on": "2026-02-01"}
LEADER = {"party": "nav", "pdf_sha256": B, "previous_sha256": A, "on": "2026-02-03"}
DEPUTY = {"party": "nav", "pdf_sha256": C, "previous_sha256": B, "on": "2026-02-05"}
VOUCHED = {"vouched_by": "Posten", "previous_sha256": None, "pdf_sha256": C}


def round_of(
    root: Path, *signed: dict[str, Any], sent: str = "", demonstrations: bool = True, body: str = BODY
) -> SigningRound:
    world = World(root, SETTINGS)
    path = world.document(body=body)
    if sent:
        world.event("nordlia-nav", "1.00", "sending", on=sent, reason="Oppdrag 12")
    for number, one in enumerate(signed):
        event = {
            "signer": "Ane Eksempel",
            "fingerprint": world.fingerprint(path),
            "certificate_sha256": "1" * 64,
            "demonstration": False,
            **one,
        }
        given = {name: value for name, value in event.items() if value is not None}
        world.event("nordlia-nav", "1.00", "signature", name=f"signature-{number}", **given)
    repository = world.open()
    assert not [problem for one in repository.register.events for problem in one.problems]
    return signing_round(repository.entries[0], repository, demonstrations=demonstrations)


@pytest.mark.parametrize(
    ("signed", "done", "since", "file"),
    [
        ([], [False, False, False], "2026-01-05", None),  # approved that day
        ([COUNTY], [True, False, False], "2026-02-01", A),
        ([LEADER], [False, True, False], "2026-02-03", B),  # in any order
        ([COUNTY, LEADER], [True, True, False], "2026-02-03", B),
        ([DEPUTY, LEADER, COUNTY], [True, True, True], "2026-02-05", C),
        ([COUNTY, LEADER | {"pdf_sha256": OTHER, "previous_sha256": C}], [True, False, False], "2026-02-01", A),  # another copy
        ([COUNTY | VOUCHED, LEADER | VOUCHED], [True, True, False], "2026-02-03", None),  # the service has the file
    ],
)  # fmt: skip
def test_the_turns_of_the_page_in_their_order(
    signed: list[dict[str, Any]], done: list[bool], since: str, file: str | None, tmp_path: Path
) -> None:
    found = round_of(tmp_path, *signed)
    assert [(turn.party, turn.event is not None) for turn in found.turns] == list(
        zip(("county", "nav", "nav"), done, strict=True)
    )
    left = [turn for turn in found.turns if turn.event is None]
    assert found.next == (left[0] if left else None)
    assert found.begun == any(done)
    assert (str(found.since), found.sent, found.file) == (since, None, file)


def test_a_party_signs_its_fields_in_the_order_of_the_days(tmp_path: Path) -> None:
    found = round_of(tmp_path, DEPUTY, LEADER, COUNTY)
    assert [str(turn.event.on) for turn in found.turns if turn.event] == [
        *("2026-02-01", "2026-02-03", "2026-02-05"),
    ]
    assert [turn.name for turn in found.turns] == ["Nordlia fylkeskommune", "NAV Nordlia", "NAV Nordlia"]


def test_a_demonstration_is_shown_and_begins_nothing(tmp_path: Path) -> None:
    signed = COUNTY | {"demonstration": True}
    shown = round_of(tmp_path / "a", signed)
    assert [(turn.event is not None, turn.counts) for turn in shown.turns] == [
        *((True, False), (False, True), (False, True)),
    ]
    assert not shown.begun
    hidden = round_of(tmp_path / "b", signed, demonstrations=False)
    assert [turn.event for turn in hidden.turns] == [None, None, None]


def test_who_signs_next_has_it_from_the_day_that_it_was_sent(tmp_path: Path) -> None:
    found = round_of(tmp_path, COUNTY, sent="2026-02-20")
    assert str(found.since) == str(found.sent) == "2026-02-20"


def test_nobody_signs_a_transcription(tmp_path: Path) -> None:
    assert round_of(tmp_path, body=BODY + "transcribed_from: {title: A}\n") == SigningRound((), None)
