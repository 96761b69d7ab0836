"""Every form of validity that real agreements have (docs/domain.md, "Forms of validity"), on the days where something changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from avtale.errors import StateError, UsageError
from avtale.facts.decided import entry_span
from avtale.facts.next_stop import next_stop
from avtale.facts.occurrences import occurrences
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.state import state
from avtale.facts.undecided import span_told, undecided
from avtale.lifecycle.record import adopt, happened, terminate
from tests.unit.publish.world import World

BODIES = """
adoptions:
  - {party: county, body: Nordlia fylkesting}
  - {body: Sørdal kommunestyre}
  - {body: Vestvik kommunestyre}
"""

# form, its validity, events (event, on, more), and on which day which state holds
FORMS: list[tuple[str, str, list[tuple[str, str, dict[str, Any]]], dict[str, str]]] = [
    (
        "from-to",
        "validity: {from: 2026-08-01, to: 2029-07-31}",
        [],
        {
            "2026-07-31": "approved",
            "2026-08-01": "in_force",
            "2029-04-29": "in_force",
            "2029-04-30": "expires_soon",
            "2029-07-31": "expires_soon",
            "2029-08-01": "expired",
        },
    ),
    (
        "years-alone",
        "validity: {from: 2027, to: '2030'}",
        [],
        {
            "2026-12-31": "approved",
            "2027-01-01": "undetermined",
            "2027-12-30": "undetermined",
            "2027-12-31": "in_force",
            "2029-12-31": "in_force",
            "2030-01-01": "undetermined",
            "2030-12-31": "undetermined",
            "2031-01-01": "expired",
        },
    ),
    (
        "month-and-duration",
        "validity: {from: 2027-06, duration: 2 years}",
        [],
        {
            "2027-06-29": "undetermined",
            "2027-06-30": "in_force",
            "2029-05-30": "expires_soon",
            "2029-05-31": "undetermined",
            "2029-06-29": "undetermined",
            "2029-06-30": "expired",
        },
    ),
    (
        "end-only",
        "validity: {to: 2029-12-31}",
        [],
        {"2026-06-01": "in_force", "2029-12-31": "expires_soon", "2030-01-01": "expired"},
    ),
    (
        "start-and-duration",
        "validity: {from: 2024-02-29, duration: 4 years}",
        [],
        {"2028-02-28": "expires_soon", "2028-02-29": "expired"},
    ),
    (
        "dates-and-duration",
        "validity: {from: 2026-01-01, to: 2028-12-31, duration: 3 years}",
        [],
        {"2028-12-31": "expires_soon", "2029-01-01": "expired"},
    ),
    (
        "two-of-three-adopt",
        "validity: {begins_when: {adoptions: 2}, duration: 2 years}" + BODIES,
        [
            ("adoption", "2027-03-10", {"body": "Nordlia fylkesting"}),
            ("adoption", "2027-05-20", {"body": "Vestvik kommunestyre", "name": "adoption-vestvik"}),
        ],
        {
            "2027-05-19": "approved",
            "2027-05-20": "in_force",
            "2029-05-19": "expires_soon",
            "2029-05-20": "expired",
        },
    ),
    (
        "adopted-by-whom-it-does-not-name",
        "validity: {begins_when: {adoptions: 1}, to: 2029-12-31}",
        [("adoption", "2027-03-10", {"body": "En nemnd"})],
        {"2027-03-09": "approved", "2027-03-10": "in_force"},
    ),
    (
        "one-adoption-too-few",
        "validity: {begins_when: {adoptions: 2}, to: 2029-12-31}" + BODIES,
        [("adoption", "2027-03-10", {"body": "Nordlia fylkesting"})],
        {"2027-03-10": "undetermined", "2029-12-31": "undetermined", "2030-01-01": "expired"},
    ),
    (
        "the-same-body-twice-counts-once",
        "validity: {begins_when: {adoptions: 2}, until_replaced: true}" + BODIES,
        [
            ("adoption", "2027-03-10", {"body": "Nordlia fylkesting"}),
            ("adoption", "2027-03-11", {"body": "nordlia  fylkesting", "name": "adoption-again"}),
            ("adoption", "2027-03-12", {"body": "En klubb", "name": "adoption-unlisted"}),
        ],
        {"2027-04-01": "undetermined"},
    ),
    (
        "adopted-but-not-before-a-day",
        "validity: {from: 2027-08-01, begins_when: {adoptions: 1}, until_replaced: true}" + BODIES,
        [("adoption", "2027-03-10", {"body": "Nordlia fylkesting"})],
        {"2027-07-31": "approved", "2027-08-01": "in_force"},
    ),
    (
        "begins-with-an-event",
        "validity: {begins_when: {event: budsjettet er vedtatt}, duration: 1 year}",
        [("beginning", "2027-01-15", {"reason": "Budsjettet ble vedtatt"})],
        {
            "2027-01-14": "approved",
            "2027-01-15": "in_force",
            "2028-01-14": "expires_soon",
            "2028-01-15": "expired",
        },
    ),
    ("until-replaced", "validity: {from: 2026-01-01, until_replaced: true}", [], {"2099-01-01": "in_force"}),
    (
        "as-long-as-a-project",
        "validity: {from: 2026-01-01, ends_when: {project: Ung inn}}",
        [("ending", "2028-06-30", {"reason": "Prosjektet ble avsluttet"})],
        {"2028-03-29": "in_force", "2028-06-30": "expires_soon", "2028-07-01": "expired"},
    ),
    (
        "one-may-terminate",
        "validity: {from: 2026-01-01, ends_when: {terminated_by: one}, termination: {notice: 6 months, mutual: true}}",
        [("termination", "2027-03-01", {"party": "nav"})],
        {
            "2027-05-31": "in_force",
            "2027-06-01": "expires_soon",
            "2027-09-01": "expires_soon",
            "2027-09-02": "expired",
        },
    ),
    (
        "all-must-terminate-and-one-has",
        "validity: {from: 2026-01-01, ends_when: {terminated_by: all}, notice: 3 months}",
        [("termination", "2027-03-01", {"party": "nav"})],
        {"2030-01-01": "in_force"},
    ),
    (
        "all-must-terminate-and-have",
        "validity: {from: 2026-01-01, ends_when: {terminated_by: all}, notice: 3 months}",
        [
            ("termination", "2027-03-01", {"party": "nav"}),
            ("termination", "2027-11-30", {"party": "county", "name": "termination-county"}),
        ],
        {"2028-02-29": "expires_soon", "2028-03-01": "expired"},
    ),
    (
        "revised-every-four-years",
        "validity: {from: 2026-08-01, revised_every: 4 years}",
        [],
        {"2026-07-31": "approved", "2040-01-01": "in_force"},
    ),
    (
        "demanded-on-1-october",
        "validity: {from: 2026-01-01, termination: {demand_by: {month: 10, day: 1}, ends_after: 15 months}}",
        [("termination", "2027-10-01", {"party": "nav"})],
        {
            "2028-09-30": "in_force",
            "2028-10-01": "expires_soon",
            "2029-01-01": "expires_soon",
            "2029-01-02": "expired",
        },
    ),
    (
        "demanded-a-day-too-late",
        "validity: {from: 2026-01-01, termination: {demand_by: {month: 10, day: 1}, ends_after: 15 months}}",
        [("termination", "2027-10-02", {"party": "nav"})],
        {"2029-01-02": "in_force", "2030-01-01": "expires_soon", "2030-01-02": "expired"},
    ),
    (
        "notice-cannot-prolong",
        "validity: {from: 2026-01-01, to: 2027-06-30, notice: 6 months}",
        [("termination", "2027-05-01", {"party": "nav"})],
        {"2027-06-30": "expires_soon", "2027-07-01": "expired"},
    ),
    (
        "retroactive",
        "validity: {from: 2025-01-01, to: 2027-12-31, retroactive: true}",
        [],
        {"2025-01-01": "in_force"},
    ),
    (
        "means-to-renew",
        "validity: {from: 2026-01-01, to: 2026-12-31, intends_renewal: true}",
        [],
        {"2027-01-01": "expired"},
    ),
    ("nothing-says-when-it-ends", "validity: {from: 2026-01-01}", [], {"2026-06-01": "undetermined"}),
    ("nothing-says-when-it-begins", "validity: {duration: 3 years}", [], {"2026-06-01": "undetermined"}),
    (
        "an-event-that-has-not-happened",
        "validity: {from: 2026-01-01, begins_when: {event: budsjettet er vedtatt}, duration: 1 year}",
        [],
        {"2026-06-01": "undetermined"},
    ),
]


def _entry(
    root: Path, validity: str, events: Sequence[tuple[str, str, dict[str, Any]]] = ()
) -> tuple[DocumentFile, Repository]:
    world = World(root)
    world.document(body=validity + "\n")
    for event, on, more in events:
        world.event("nordlia-nav", "1.00", event, on=on, **more)
    repository = world.open()
    entry = repository.entries[0]
    assert entry.problems == ()
    assert not [problem for each in repository.register.events for problem in each.problems]
    return entry, repository


@pytest.mark.parametrize(("validity", "events", "states"), [f[1:] for f in FORMS], ids=[f[0] for f in FORMS])
def test_the_state_on_each_boundary_day(
    validity: str, events: list[tuple[str, str, dict[str, Any]]], states: dict[str, str], tmp_path: Path
) -> None:
    entry, repository = _entry(tmp_path, validity, events)
    found = {day: state(entry, repository, dt.date.fromisoformat(day)).name for day in states}
    assert found == states


@pytest.mark.parametrize(
    ("validity", "dates"),
    [
        ("validity: {from: 2026-08-01, revised_every: 4 years}", {"revision": ["2030-08-01"]}),
        (
            "validity: {from: 2026-01-01, to: 2027-12-31, notice: 6 months}",
            {"notice": ["2027-06-30"], "expiry": ["2027-12-31"]},
        ),
        (
            "validity: {from: 2026-10-02, to: 2029-12-31, termination: {demand_by: {month: 10, day: 1}, ends_after: 15 months}}",
            {"notice": ["2027-10-01", "2028-10-01", "2029-10-01"], "expiry": ["2029-12-31"]},
        ),
        (
            "validity: {from: 2026-01-01, to: 2027-12-31}\nevaluation: {by: 2026-11-30, before_expiry: 3 months}",
            {"evaluation": ["2026-11-30", "2027-09-30"], "expiry": ["2027-12-31"]},
        ),
        (
            "validity: {from: 2026-01-01, to: 2026-12-31}\nevaluation: {every: 6 months, month: 5, by: 2026-05-31}",
            {"evaluation": ["2026-05-31", "2026-11-30"], "expiry": ["2026-12-31"]},
        ),
        (
            "validity: {from: 2026-01-01, to: 2026-12-31}\n"
            "reporting: [{id: half-year, deadline: {every: 6 months, month: 3, day: 15}}]",
            {"half-year": ["2026-03-15", "2026-09-15"], "expiry": ["2026-12-31"]},
        ),
    ],
)
def test_what_must_be_followed_up(validity: str, dates: dict[str, list[str]], tmp_path: Path) -> None:
    entry, repository = _entry(tmp_path, validity)
    found: dict[str, list[str]] = {}
    for one in occurrences(entry, repository, dt.date(2026, 6, 1)):
        found.setdefault(one.duty.id, []).append(one.date.isoformat())
    assert found == dates


def test_notice_given_moves_the_end_and_takes_the_cut_off_away(tmp_path: Path) -> None:
    entry, repository = _entry(tmp_path, "validity: {from: 2026-01-01, to: 2029-12-31, notice: 6 months}")
    assert terminate(entry, repository, party="NAV Nordlia", on=dt.date(2027, 1, 31)) == dt.date(2027, 7, 31)
    again = Repository.open(repository.root or tmp_path)
    found = [(one.duty.id, one.date) for one in occurrences(again.entries[0], again, dt.date(2027, 2, 1))]
    assert found == [("expiry", dt.date(2027, 7, 31))]


def test_the_next_way_out(tmp_path: Path) -> None:
    terms = (
        "validity: {from: 2026-01-01, termination: {demand_by: {month: 10, day: 1}, ends_after: 15 months}}"
    )
    entry, repository = _entry(tmp_path / "a", terms)
    for on, by, ends in (
        ("2027-10-01", "2027-10-01", "2029-01-01"),
        ("2027-10-02", "2028-10-01", "2030-01-01"),
    ):
        stop = next_stop(entry, repository, dt.date.fromisoformat(on))
        assert stop is not None
        assert (stop.notice_by.isoformat(), stop.ends.isoformat()) == (by, ends)
    entry, repository = _entry(
        tmp_path / "b", "validity: {from: 2026-01-01, to: 2026-12-31, notice: 6 months}"
    )
    assert next_stop(entry, repository, dt.date(2026, 6, 30)) is not None
    assert next_stop(entry, repository, dt.date(2026, 7, 1)) is None, "it would end that day anyway"


def test_what_is_undecided_is_told_until_it_is_decided(tmp_path: Path) -> None:
    entry, repository = _entry(tmp_path, "validity: {begins_when: {adoptions: 2}, duration: 1 year}" + BODIES)
    on = dt.date(2027, 3, 1)
    assert "2 av 3" in undecided(entry, repository, on)[0].nb
    adopt(entry, repository, body="sørdal kommunestyre", on=on, case="7/27")
    repository = Repository.open(repository.root or tmp_path)
    told = undecided(repository.entries[0], repository, on)[0]
    assert "1 har gjort det (Sørdal kommunestyre 01.03.2027)" in told.nb
    assert "Left: Nordlia fylkesting, Vestvik kommunestyre." in told.en
    adopt(repository.entries[0], repository, body="Vestvik kommunestyre", on=dt.date(2027, 4, 1))
    repository = Repository.open(repository.root or tmp_path)
    assert undecided(repository.entries[0], repository, on) == ()
    assert entry_span(repository.entries[0], repository).start == dt.date(2027, 4, 1)


@pytest.mark.parametrize(
    ("validity", "on", "told"),
    [
        (
            "{from: 2026-01-01, to: 2026-12-31, retroactive: true}",
            "2026-06-01",
            ["Gjelder med tilbakevirkning."],
        ),
        (
            "{from: 2026-01-01, to: 2026-12-31, legally_binding: false}",
            "2026-06-01",
            ["Ikke rettslig bindende."],
        ),
        (
            "{from: 2026-01-01, to: 2026-12-31, intends_renewal: true}",
            "2026-06-01",
            ["Partene har til hensikt å fornye, men uten virkning: den går ut 31.12.2026."],
        ),
        (
            "{from: 2026-01-01, to: 2026-12-31, lapses_when: [en part slås sammen.]}",
            "2026-06-01",
            ["Faller bort eller reforhandles når en part slås sammen."],
        ),
        ("{from: 2026-01-01, until_replaced: true}", "2026-06-01", ["Gjelder til den avløses."]),
        (
            "{from: 2026-01-01, until_replaced: true, termination: {decision_by: fylkestinget}}",
            "2026-06-01",
            [
                "Gjelder til den avløses.",
                "Sies den opp 01.06.2026, er siste dag 01.06.2026.",
                "Oppsigelse krever vedtak i fylkestinget.",
            ],
        ),
        (
            "{from: 2026-01-01, termination: {demand_by: {month: 10, day: 1}, ends_after: 3 months}, to: 2029-12-31}",
            "2026-06-01",
            ["Neste siste dag for oppsigelse er 01.10.2026; da er siste gyldige dag 01.01.2027."],
        ),
        (
            "{from: 2026-06, to: 2029}",
            "2026-06-01",
            ["! Første dag er bare kjent som 06.2026.", "Siste dag er bare kjent som 2029."],
        ),
        (
            "{from: 2026-06, to: 2029}",
            "2029-01-01",
            ["Første dag er bare kjent som 06.2026.", "! Siste dag er bare kjent som 2029."],
        ),
        ("{to: 2029-12-31, duration: 1 year}", "2026-06-01", []),
        (
            "{from: 2026-01-01}",
            "2026-06-01",
            ["! Siste dag er ikke oppgitt, og ingenting sier hva avtalen varer til."],
        ),
        ("{duration: 3 years}", "2026-06-01", ["! Første dag er ikke oppgitt."]),
        (
            "{begins_when: {event: budsjettet er vedtatt}, duration: 3 years}",
            "2026-06-01",
            [
                "! Trer i kraft når budsjettet er vedtatt. Registrer det med «avtale happened» når det er skjedd.",
                "! Siste dag regnes fra den dagen avtalen trer i kraft.",
            ],
        ),
        (
            "{from: 2026-01-01, ends_when: {project: prosjektet, event: midlene er brukt}}",
            "2026-06-01",
            [
                "! Varer så lenge dette varer: prosjektet. Slutten er ikke registrert.",
                "! Opphører når midlene er brukt.",
            ],
        ),
        (
            "{from: 2026-01-01, ends_when: {terminated_by: one}}",
            "2026-06-01",
            ["Opphører når én part sier den opp."],
        ),
        (
            "{from: 2026-01-01, ends_when: {terminated_by: all}}",
            "2026-06-01",
            ["Opphører når alle partene har sagt den opp; 0 av 2 har gjort det."],
        ),
        (
            "{from: 2026-01-01, to: 2026-12-31, per_party: [{party: nav, from: 2026-03-01, to: 2026-09-30},"
            " {party: county, condition: at budsjettet holder.}]}",
            "2026-06-01",
            [
                "NAV Nordlia er med fra 01.03.2026 til 30.09.2026.",
                "Nordlia fylkeskommune er med forutsatt at budsjettet holder.",
            ],
        ),
    ],
)
def test_what_is_told_of_a_span(validity: str, on: str, told: list[str], tmp_path: Path) -> None:
    """Besides its first and last day; what somebody has yet to decide has a mark here."""
    entry, repository = _entry(tmp_path, f"validity: {validity}")
    day = dt.date.fromisoformat(on)
    found = span_told(entry, repository, day)
    assert ["! " * each.open + each.nb for each in found] == told
    assert undecided(entry, repository, day) == tuple(each for each in found if each.open)


def test_what_cannot_be_recorded(tmp_path: Path) -> None:
    on = dt.date(2027, 3, 1)
    entry, repository = _entry(
        tmp_path / "a", "validity: {begins_when: {adoptions: 1}, to: 2029-12-31}" + BODIES
    )
    with pytest.raises(UsageError, match="Sørdal"):
        adopt(entry, repository, body="En klubb", on=on)
    with pytest.raises(UsageError, match="nav"):
        terminate(entry, repository, party="ukjent", on=on)
    with pytest.raises(StateError):
        happened(entry, repository, what="ends", on=on, reason="Slutt")
    with pytest.raises(StateError):
        terminate(entry, repository, party="nav", on=dt.date(2030, 1, 1))
    adopt(entry, repository, body="Nordlia fylkesting", on=on)
    repository = Repository.open(repository.root or tmp_path)
    with pytest.raises(StateError, match="2027-03-01"):
        adopt(repository.entries[0], repository, body="Nordlia fylkesting", on=on)
    body = "validity: {from: 2026-01-01, termination: {notice: 1 year, decision_by: fylkestinget}}"
    entry, repository = _entry(tmp_path / "b", body)
    with pytest.raises(StateError, match="fylkestinget"):
        terminate(entry, repository, party="county", on=on)
    assert terminate(entry, repository, party="county", on=on, case="9/27") == dt.date(2028, 3, 1)
    with pytest.raises(StateError):
        adopt(entry, repository, body="Nordlia fylkesting", on=on)
    draft = World(tmp_path / "c")
    draft.document(body="validity: {from: 2026-01-01, notice: 1 year}\n", approved=False)
    repository = draft.open()
    with pytest.raises(StateError, match="not approved"):
        terminate(repository.entries[0], repository, party="nav", on=on)


def test_an_adoption_of_other_content_does_not_count(tmp_path: Path) -> None:
    adopted = (
        "adoption",
        "2027-03-10",
        {"body": "Nordlia fylkesting", "fingerprint": "sha256-jcs:" + "0" * 64},
    )
    entry, repository = _entry(
        tmp_path, "validity: {begins_when: {adoptions: 1}, to: 2029-12-31}" + BODIES, [adopted]
    )
    assert state(entry, repository, dt.date(2027, 4, 1)).name == "undetermined"


def test_an_approved_amendment_prolongs(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.document(body="validity: {from: 2026-01-01, to: 2026-12-31}\n")
    path = world.agreements / "forlenget-1.00.yaml"
    path.write_text(
        "format: 1\nkind: amendment\nkey: forlenget\nlanguage: nb\ntitle: Forlengelse\n"
        "control_header: {title: Forlengelse, version: '1.00'}\n"
        "parties: [{id: county, names: [{name: Nordlia fylkeskommune}]}]\n"
        "amends: {key: nordlia-nav, version: '1.00'}\nvalidity: {from: 2026-11-01, until_replaced: true}\n"
        "changes: [{id: longer, action: prolongs, to: 2028-12-31}]\n",
        encoding="utf-8",
    )
    on = dt.date(2027, 6, 1)
    repository = world.open()
    agreement = next(entry for entry in repository.entries if entry.key == "nordlia-nav")
    assert state(agreement, repository, on).name == "expired", "a draft prolongs nothing"
    world.event(
        "forlenget", "1.00", "approval", approved_by="Bo Eksempel", fingerprint=world.fingerprint(path)
    )
    repository = world.open()
    agreement = next(entry for entry in repository.entries if entry.key == "nordlia-nav")
    assert state(agreement, repository, on).name == "in_force"
    assert entry_span(agreement, repository).end == dt.date(2028, 12, 31)
    assert "Forlenget til 31.12.2028" in span_told(agreement, repository, on)[0].nb
