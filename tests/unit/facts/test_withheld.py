"""What is exempt holds on the same days as ever for what depends on it, though nobody reads a word of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from avtale.facts.decided import entry_span
from avtale.facts.state import state
from avtale.facts.withheld import open_to_all
from tests.unit.facts.test_validity import FORMS
from tests.unit.publish.world import World

LAW = "Offl. § 13"


@pytest.mark.parametrize(("validity", "events", "states"), [f[1:] for f in FORMS], ids=[f[0] for f in FORMS])
def test_it_is_in_the_same_state(
    validity: str, events: list[tuple[str, str, dict[str, Any]]], states: dict[str, str], tmp_path: Path
) -> None:
    world = World(tmp_path)
    world.document(body=validity + "\n", header=f"shielding: {LAW}")
    for event, on, more in events:
        world.event("nordlia-nav", "1.00", event, on=on, **more)
    public = open_to_all(world.open())
    [entry] = public.entries
    assert {day: state(entry, public, dt.date.fromisoformat(day)).name for day in states} == states


def test_what_names_another_document_and_the_day_of_a_version_stay(tmp_path: Path) -> None:
    world = World(tmp_path)
    body = (
        "validity: {from: 2026-01-01, to: 2026-12-31}\ntranscribed_from: {title: Hemmelig}\n"
        "based_on: [{key: over, version: '1.00'}, {title: Hemmelig lov, issuer: Stortinget, date: 2020-01-01}]\n"
        "supersedes: [{key: gammel}]\n"
    )
    world.document(body=body, header=f"shielding: {LAW}\n  effective_from: 2026-02-01")
    world.event("nordlia-nav", "1.00", "happening", on="2026-05-01", what="ends", reason="Hemmelig")
    public = open_to_all(world.open())
    [entry] = public.entries
    document = entry.document
    assert document is not None
    assert document.transcribed_from is not None
    assert document.control_header is not None
    assert document.control_header.effective_from == dt.date(2026, 2, 1)
    assert [(one.key, one.version) for one in document.based_on] == [("over", "1.00")]
    assert [one.key for one in document.supersedes] == ["gammel"]
    assert [one.record and one.record.event for one in public.register.events] == ["approval"]
    assert entry_span(entry, public).end == dt.date(2026, 12, 31)
    assert "Hemmelig" not in str((entry.source.data, public.register.events))
