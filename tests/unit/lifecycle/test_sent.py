"""A document is sent to be signed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from avtale.errors import StateError, UsageError
from avtale.facts.agenda import agenda
from avtale.lifecycle.record import sent
from tests.unit.publish.world import SETTINGS, World

BODY = "validity: {from: 2026-08-01, to: 2029-07-31}\nsignatories: [{party: county}, {party: nav}]\n"
DAY = dt.date(2026, 6, 1)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path, SETTINGS + "signing: {service: posten}\n")


def test_it_is_recorded_and_the_file_is_to_be_fetched_until_the_signatures_are_there(world: World) -> None:
    path = world.document(body=BODY)
    repository = world.open()
    sent(repository.entries[0], repository, on=DAY, reason="Oppdrag 12")
    repository = world.open()
    assert not [problem for event in repository.register.events for problem in event.problems]
    [one] = [one for one in agenda(repository, DAY) if one.kind == "fetch"]
    assert (one.due, one.opens, one.status) == (dt.date(2026, 7, 11), DAY, "due")
    world.event(
        *("nordlia-nav", "1.00", "signature"),
        on="2026-06-20",
        party="county",
        vouched_by="Posten signering",
        fingerprint=world.fingerprint(path),
        pdf_sha256="0" * 64,
    )
    [one] = [one for one in agenda(world.open(), dt.date(2026, 6, 25)) if one.kind == "fetch"]
    assert (one.status, one.done_on) == ("done", dt.date(2026, 6, 20))


def test_what_cannot_have_been_sent_is_refused(world: World) -> None:
    world.document(body=BODY)
    world.document("draft", body=BODY, approved=False)
    repository = world.open()
    draft, approved = repository.versions["draft"][0], repository.versions["nordlia-nav"][0]
    with pytest.raises(StateError):
        sent(draft, repository, on=DAY, reason="Oppdrag 12")
    with pytest.raises(UsageError):  # before the approval
        sent(approved, repository, on=dt.date(2026, 1, 1), reason="Oppdrag 12")
    sent(approved, repository, on=DAY, reason="Oppdrag 12")
    with pytest.raises(StateError):
        sent(approved, world.open(), on=DAY, reason="Oppdrag 13")
