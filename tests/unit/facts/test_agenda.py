"""Everything that falls due, in one list."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from avtale.facts.agenda import Due, agenda
from tests.support import PLAN
from tests.unit.publish.world import SETTINGS, World

ON = dt.date(2027, 3, 1)
CALENDAR = """school_calendar:
  - {title: Vinterferie, from: 2027-03-01, to: 2027-03-05}
lead_times: {duty: 2 weeks, meeting: 3 weeks, signature: 1 week}
"""
BODY = """
validity: {from: 2026-08-01, to: 2029-07-31, notice: 6 months}
evaluation: {every: 1 year, month: 4, convened_by: county, record: arkivet}
meetings:
  - {id: leaders, title: Ledermøte, every: 6 months, month: 3, convened_by: county}
responsibilities:
  - {id: report, owner: nav, strength: shall, does: skrive rapport, deadline: {date: 2027-03-06},
     follow_up: {moves: before_school, lead_time: 1 week, opens: 10 days, evidence: rapporten i arkivet}}
  - {id: plan, owner: all_parties, strength: shall, does: lage plan, deadline: {every: 1 year}}
  - {id: count, owner: county, strength: shall, does: telle, deadline: {every: 1 year, during: spring}}
signatories: [{party: county, title: Direktør}]
"""


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path, SETTINGS + CALENDAR)


def told(world: World, on: dt.date = ON, **span: dt.date) -> dict[str, Due]:
    """The first of each id that is not done."""
    found: dict[str, Due] = {}
    for one in agenda(world.open(), on, **span):
        if one.status != "done":
            found.setdefault(one.id, one)
    return found


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_each_has_a_day_an_owner_a_lead_time_and_a_window(world: World) -> None:
    world.document(body=BODY, header="issuer: county")
    found = {
        one.id: (one.due.isoformat(), one.warn_from.isoformat(), str(one.opens), one.owners, one.status)
        for one in told(world).values()
    }
    assert found == {
        "signature.county": ("2026-08-01", "2026-07-25", "2026-01-05", ("county",), "missed"),
        "signature.nav": ("2026-08-01", "2026-07-25", "2026-01-05", ("nav",), "missed"),
        "leaders": ("2026-09-30", "2026-09-09", "2026-09-01", ("county",), "missed"),
        # due on a Saturday after a week without school: the Friday before that week
        "report": ("2027-02-26", "2027-02-19", "2027-02-16", ("nav",), "missed"),
        "evaluation": ("2027-04-30", "2027-03-30", "2027-04-01", ("county",), "due"),
        "count": ("2027-05-31", "2027-05-17", "2027-03-01", ("county",), "due"),
        "plan": ("2027-07-31", "2027-07-17", "2026-08-01", ("county", "nav"), "due"),
        "notice": ("2029-01-31", "2029-01-17", "None", ("county",), "due"),
        "expiry": ("2029-07-31", "2029-04-30", "None", ("county",), "due"),
    }


def test_what_shows_that_it_was_done(world: World) -> None:
    world.document(body=BODY)
    found = told(world)
    assert str(found["report"].evidence_wanted) == "rapporten i arkivet"
    assert str(found["evaluation"].evidence_wanted) == "arkivet"
    assert found["plan"].evidence_wanted is None


def test_a_moved_day_keeps_its_identity(world: World) -> None:
    world.document(body=BODY)
    assert told(world)["report"].name == ("nordlia-nav", "report", day("2027-03-06"))
    world.done("report", "2027-03-06", "2027-02-20")
    assert "report" not in told(world)


def test_it_stops_with_the_agreement_and_what_was_missed_stays_told(world: World) -> None:
    world.document(body=BODY)
    late = day("2031-01-01")
    found = agenda(world.open(), late)
    assert max(one.due for one in found) == day("2029-07-31")
    missed = [one.name for one in found if one.overdue]
    assert ("nordlia-nav", "leaders", day("2029-03-31")) in missed
    assert not [name for name in missed if name[1] in ("notice", "expiry")]
    assert not [name for name in missed if name[1].startswith("signature")]  # nobody signs what is over
    world.done("leaders", "2029-03-31", "2029-03-20")
    assert ("nordlia-nav", "leaders", day("2029-03-31")) not in [
        one.name for one in agenda(world.open(), late) if one.overdue
    ]


def test_a_new_version_tells_of_the_same_item_once(world: World) -> None:
    world.document(body=BODY)
    world.document(version="2.00", body=BODY, header="effective_from: 2027-01-01")
    names = [one.name for one in agenda(world.open(), ON)]
    assert len(names) == len(set(names))
    assert {one.entry.version for one in agenda(world.open(), ON) if one.due >= day("2027-03-01")} == {"2.00"}


def test_days_asked_for_one_by_one_give_each_once(world: World) -> None:
    world.document(body=BODY)
    repository = world.open()
    first, last = day("2027-02-20"), day("2027-11-05")
    whole = [one.name for one in agenda(repository, ON, first=first, last=last)]
    apart = [
        one.name
        for number in range((last - first).days + 1)
        for one in agenda(
            repository,
            ON,
            first=first + dt.timedelta(days=number),
            last=first + dt.timedelta(days=number),
        )
    ]
    assert apart == whole
    assert len(set(whole)) == len(whole) == 6


def test_nobody_looks_further_ahead_than_five_years(world: World) -> None:
    world.document(body=BODY.replace("to: 2029-07-31", "until_replaced: true"))
    repository = world.open()
    assert agenda(repository, ON, last=day("2099-12-31")) == agenda(repository, ON)
    assert max(one.date for one in agenda(repository, ON)) == day("2031-09-30")


@pytest.mark.parametrize(
    ("settings", "sent", "expected"),
    [
        ("signing: {service: posten}\n", "2026-08-10", [("2026-09-19", "missed")]),
        ("signing: {service: none}\n", "2026-08-10", []),
        ("signing: {service: posten}\n", None, []),
    ],
)
def test_the_file_at_the_signing_service_is_fetched_before_it_is_deleted(
    tmp_path: Path, settings: str, sent: str | None, expected: list[tuple[str, str]]
) -> None:
    world = World(tmp_path, SETTINGS + settings)
    world.document(body=BODY)
    if sent:
        world.event("nordlia-nav", "1.00", "sending", on=sent, reason="Oppdrag 12")
    found = [one for one in agenda(world.open(), ON) if one.kind == "fetch"]
    assert [(one.due.isoformat(), one.status) for one in found] == expected


OWED = """consents:
  - {id: old, given_by: ungdommen, shared_between: [ot], kept_at: arkivet, expires_on: 2026-12-31}
  - {id: new, given_by: ungdommen, shared_between: [ot], kept_at: arkivet, expires_on: 2027-03-31}
duties:
  - {id: call, owner: ot, strength: shall, does: ringe, deadline: {date: 2027-01-10}}
"""


def test_a_plan_tells_only_where_plans_are_asked_for(world: World) -> None:
    folder = world.agreements / "plans"
    folder.mkdir()
    (folder / "plan-1.yaml").write_text(PLAN + OWED, encoding="utf-8")
    assert agenda(world.open(), ON) == []
    assert [
        (one.id, one.due.isoformat(), one.status, one.owners) for one in agenda(world.open(), ON, plans=True)
    ] == [
        ("consent.old", "2026-12-31", "passed", ("ot",)),  # another lasts longer
        ("call", "2027-01-10", "passed", ("ot",)),  # a plan has no log
        ("consent.new", "2027-03-31", "due", ("ot",)),
        ("deletion", "2027-06-30", "due", ("ot",)),
    ]
    late = agenda(world.open(), day("2028-01-01"), plans=True)
    assert {one.id for one in late if one.overdue} == {"consent.new", "deletion"}


def test_a_draft_and_a_transcription_nobody_took_over_give_nothing(world: World) -> None:
    world.document("draft", body=BODY, approved=False)
    world.document(
        "old",
        body=BODY + "transcribed_from: {title: Avtale, issuer: Nordlia}\n",
        approved=False,
    )
    assert agenda(world.open(), ON) == []


def test_what_is_closed_is_not_asked_for_any_more(world: World) -> None:
    world.document(body=BODY)
    world.event("nordlia-nav", "1.00", "closing", on="2027-02-01", closed_by="Bo", because="history")
    assert not [one for one in agenda(world.open(), ON) if one.overdue]
