"""Who owes it, on the day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from avtale.facts.holders import Holder, holders_of
from tests.unit.publish.world import World

ON = dt.date(2027, 3, 1)
BODY = """
roles: [{id: ot, title: OT, party: county}, {id: contact, title: Kontakt, party: nav}]
bodies: [{id: committee, title: Utvalget, secretariat: ot}]
validity: {from: 2026-08-01, to: 2029-07-31}
"""
CONTACTS = """format: 1
contacts:
  - {document: nordlia-nav, role: contact, name: Kari Eksempel, email: kari@nav.example, language: nn, to: 2027-02-15,
     deputy: Ola Oppdiktet, deputy_email: ola@nav.example, leader: Liv Liksom}
  - {document: nordlia-nav, role: contact, name: Per Liksom, email: per@nav.example, from: 2027-04-01}
  - {role: boss, name: Liv Liksom, email: liv@nav.example}
  - {role: nav, name: Nils Tenkt, email: post@nav.example}
  - {role: county, name: Ane Eksempel, email: ane@county.example, deputy_role: boss, leader: Ukjent Person}
"""


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    made.document(body=BODY)
    (made.agreements / "contacts.yaml").write_text(CONTACTS, encoding="utf-8")
    return made


def told(world: World, role: str, on: dt.date = ON, key: str = "nordlia-nav") -> list[Holder]:
    repository = world.open()
    assert not repository.contacts.problems
    return list(holders_of(role, repository.versions[key][-1], repository, on))


def addresses(found: list[Holder]) -> list[tuple[str | None, ...]]:
    return [
        (one.email, one.deputy.email if one.deputy else None, one.leader.email if one.leader else None)
        for one in found
    ]


@pytest.mark.parametrize(
    ("role", "on", "expected"),
    [
        ("contact", "2027-02-15", [("kari@nav.example", "ola@nav.example", "liv@nav.example")]),
        # Kari has left and Per has not begun: the post box of the party answers
        ("contact", "2027-02-16", [("post@nav.example", None, None)]),
        ("contact", "2027-04-01", [("per@nav.example", None, None)]),
        # a role nobody holds is its party's; a body its secretariat's; a leader nobody knows has no address
        ("ot", "2027-03-01", [("ane@county.example", "liv@nav.example", None)]),
        ("committee", "2027-03-01", [("ane@county.example", "liv@nav.example", None)]),
        ("stranger", "2027-03-01", [(None, None, None)]),
    ],
)
def test_who_answers_on_the_day(
    world: World, role: str, on: str, expected: list[tuple[str | None, ...]]
) -> None:
    assert addresses(told(world, role, dt.date.fromisoformat(on))) == expected


def test_one_who_has_left_leaves_deputy_and_leader(world: World) -> None:
    file = world.agreements / "contacts.yaml"
    text = CONTACTS.replace("  - {role: nav, name: Nils Tenkt, email: post@nav.example}\n", "")
    next_one = "from: 2027-04-01, to: 2028-03-31, deputy: Siri Tenkt, deputy_email: siri@nav.example}"
    file.write_text(text.replace("from: 2027-04-01}", next_one), encoding="utf-8")
    [one] = told(world, "contact", dt.date(2027, 2, 16))
    assert (one.name, one.email, one.party) == (None, None, "nav")
    assert one.reached is not None
    assert one.reached.email == "ola@nav.example"


def test_two_who_hold_a_role_are_both_told(world: World) -> None:
    file = world.agreements / "contacts.yaml"
    more = "  - {document: nordlia-nav, role: ot, name: A, email: a@x.example}\n  - {document: nordlia-nav, role: ot, name: B, email: b@x.example}\n"
    file.write_text(CONTACTS + more, encoding="utf-8")
    assert [one.email for one in told(world, "ot")] == ["a@x.example", "b@x.example"]


def test_a_name_that_two_have_is_no_address(world: World) -> None:
    file = world.agreements / "contacts.yaml"
    file.write_text(
        CONTACTS + "  - {role: other, name: Liv Liksom, email: another@x.example}\n", encoding="utf-8"
    )
    [one] = told(world, "contact", dt.date(2027, 2, 15))
    assert one.leader is not None
    assert one.leader.email is None


def test_the_document_above_tells_who_holds_its_roles(world: World) -> None:
    routine = """format: 1
kind: routine
key: local
language: nb
title: Rutine
control_header: {title: Rutine, version: '1.00'}
based_on: [{key: nordlia-nav, version: '1.00', relation: builds_on}]
"""
    (world.agreements / "local-1.00.yaml").write_text(routine, encoding="utf-8")
    assert addresses(told(world, "contact", dt.date(2027, 1, 1), "local")) == [
        ("kari@nav.example", "ola@nav.example", "liv@nav.example")
    ]
    assert told(world, "ot", key="local")[0].party == "county"


def test_without_contacts_nobody_is_known(world: World) -> None:
    (world.agreements / "contacts.yaml").unlink()
    [one] = told(world, "contact")
    assert (one.role, one.party, one.name, one.reached) == ("contact", "nav", None, None)
