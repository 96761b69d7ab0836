"""Each direction with a loosened, an equal, a narrowed and a missing value; orders judged by counting days."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtale.facts.validity import after
from avtale.format.shape import Shape
from avtale.format.values import Period, period
from avtale.inheritance.bounds import age_relations, relation
from tests.support import discovered
from tests.unit.inheritance.chain_world import ChainWorld

AGE = "target_groups:\n  - {{id: out, title: Unge, age: {}}}\n"
DAYS = "presence:\n  - {{id: school, place: skolen, place_id: school, days_per_week: {}}}\n"
DEADLINE = "responsibilities:\n  - {{id: tell, deadline: {}}}\n"
DUTY = "responsibilities:\n  - {{id: tell, {}}}\n"
MEETING = "meetings:\n  - {{id: local, title: Møte, {}}}\n"
NOTICE = "validity: {{from: 2026-08-01, to: 2029-07-31{}}}\n"
ROLES = "roles:\n  - {id: clerk, title: Saksbehandler, party: nav}\n  - {id: other, title: En annen}\n"

# The document, the value above, the value below, and the code it gives.
CASES = [
    # to and including 21
    (AGE, "{from: 16, to: 21, to_bound: inclusive}", "{from: 17}", "cover-narrowed"),
    (AGE, "{from: 16, to: 21, to_bound: inclusive}", "{from: 16, to: 21, to_bound: inclusive}", None),
    (AGE, "{from: 16, to: 21, to_bound: inclusive}", "{from: 15}", None),
    (AGE, "{from: 16, to: 21, to_bound: inclusive}", "{to: 20, to_bound: inclusive}", "cover-narrowed"),
    (AGE, "{from: 16, to: 21, to_bound: inclusive}", "{to: 21, to_bound: end_of_year}", "cover-narrowed"),
    (AGE, "{from: 16, to: 21, to_bound: inclusive}", "{to: 22, to_bound: under}", None),
    (AGE, "{from: 16, to: 21, to_bound: inclusive}", "{to_bound: under}", "cover-narrowed"),
    (AGE, "{from: 16, to: 21, to_bound: inclusive}", None, None),
    # to the end of the year of the 21st birthday
    (AGE, "{from: 16, to: 21, to_bound: end_of_year}", "{to: 21, to_bound: under}", "cover-narrowed"),
    (AGE, "{from: 16, to: 21, to_bound: end_of_year}", "{to: 21, to_bound: end_of_year}", None),
    (AGE, "{from: 16, to: 21, to_bound: end_of_year}", "{to: 21, to_bound: inclusive}", None),
    (AGE, "{from: 16, to: 21, to_bound: end_of_year}", None, None),
    # from an event
    (AGE, "{from_event: avsluttet grunnskole, to: 21}", "{from_event: Avsluttet  grunnskole}", None),
    (AGE, "{from_event: avsluttet grunnskole, to: 21}", "{from: 16}", "cover-narrowed"),
    (AGE, "{from_event: avsluttet grunnskole, from: 16}", "{from: 16}", None),
    # days a week
    (DAYS, "{min: 3, max: 4}", "{min: 2, max: 4}", "bound-loosened"),
    (DAYS, "{min: 3, max: 4}", "{min: 3, max: 5}", "bound-loosened"),
    (DAYS, "{min: 3, max: 4}", "{min: 3, max: 4}", None),
    (DAYS, "{min: 3, max: 4}", "{min: 4}", None),
    (DAYS, "{min: 3, max: 4}", None, None),
    # a deadline
    (DEADLINE, "{within: 5 days, of: x}", "{within: 10 days}", "bound-loosened"),
    (DEADLINE, "{within: 5 days, of: x}", "{within: 5 days}", None),
    (DEADLINE, "{within: 2 weeks, of: x}", "{within: 14 days}", None),
    (DEADLINE, "{within: 10 days, of: x}", "{within: 5 days}", None),
    (DEADLINE, "{within: 1 month, of: x}", "{within: 30 days}", "bound-loosened"),
    (DEADLINE, "{within: 5 days, of: x}", None, None),
    (DEADLINE, "{within: 24 hours, of: x}", "{within: 2 days}", "bound-loosened"),
    (DEADLINE, "{within: 2 days, of: x}", "{within: 48 hours}", None),
    (DEADLINE, "{within: 1 month, of: x}", "{within: 72 hours}", None),
    # consent
    (DUTY, "consent: required", "consent: when_needed", "cover-narrowed"),
    (DUTY, "consent: required", "consent: required", None),
    (DUTY, "consent: when_needed", "consent: required", None),
    (DUTY, "consent: required", None, None),
    # quorum
    (MEETING, "quorum: 3", "quorum: 2", "cover-narrowed"),
    (MEETING, "quorum: 3", "quorum: 3", None),
    (MEETING, "quorum: 3", "quorum: 4", None),
    (MEETING, "quorum: 3", None, None),
    # how often
    (MEETING, "every: 3 months", "every: 6 months", "bound-loosened"),
    (MEETING, "every: 1 year", "every: 12 months", None),
    (MEETING, "every: 1 year", "every: 6 months", None),
    (MEETING, "every: 1 year, at_least: 2", "at_least: 1", "cover-narrowed"),
    (MEETING, "every: 1 year, at_least: 2", "at_least: 4", None),
    # strength
    (DUTY, "strength: shall", "strength: should", "strength-lowered"),
    (DUTY, "strength: shall", "strength: shall", None),
    (DUTY, "strength: may", "strength: shall", None),
    (DUTY, "strength: shall", None, None),
    (DUTY, "strength: will", "strength: may", "strength-lowered"),
    (DUTY, "strength: should", "strength: will", "strength-lowered"),
    (DUTY, "strength: will", "strength: should", None),
    (DUTY, "strength: may", "strength: will", None),
    (DUTY, "required: true", "required: false", "strength-lowered"),
    # who
    (DUTY, "owner: nav", "owner: clerk", None),
    # bound jointly: nobody may be left out, and a role stands for its party
    (DUTY, "owner: [nav, other]", "owner: [other, clerk]", None),
    (DUTY, "owner: [nav, other]", "owner: [other, nav]", None),
    (DUTY, "owner: [nav, other]", "owner: nav", "bound-loosened"),
    (DUTY, "owner: nav", "owner: [nav, other]", "bound-loosened"),
    (DUTY, "owner: nav", "owner: [nav]", None),
    (DUTY, "owner: all_parties", "owner: all", None),
    (DUTY, "owner: all_parties", "owner: nav", "bound-loosened"),
    (DUTY, "owner: each_party", "owner: clerk", None),
    (DUTY, "owner: nav", "owner: county", "bound-loosened"),
    (DUTY, "owner: nav", "owner: nav", None),
    (DUTY, "to: [nav]", "to: [county]", "cover-narrowed"),
    (DUTY, "to: [nav]", "to: [nav, county]", None),
    (DUTY, "informs: [nav]", "informs: [county]", "cover-narrowed"),
    (DUTY, "informs: [nav]", "informs: [clerk]", None),
    (DUTY, "informs: [nav]", "informs: [county, nav]", None),
    (DUTY, "informs: [clerk]", "informs: [nav]", "cover-narrowed"),
    # notice
    (NOTICE, ", notice: 3 months", ", notice: 1 month", "cover-narrowed"),
    (NOTICE, ", notice: 3 months", ", notice: 6 months", None),
    (NOTICE, ", notice: 3 months", "", None),
]  # fmt: skip


@pytest.mark.parametrize(("body", "above", "below", "code"), CASES)
def test_a_bound_below_against_the_one_above(
    body: str, above: str, below: str | None, code: str | None, tmp_path: Path
) -> None:
    world = ChainWorld(tmp_path)
    kind = "programme" if body is DAYS else "agreement"
    world.add(kind, "above", ROLES + body.format(above))
    world.add("routine", "below", "" if below is None else body.format(below), on=("above@1.00",))
    found = [
        each
        for each in world.codes("below-1.00")
        if each in ("bound-loosened", "cover-narrowed", "strength-lowered")
    ]
    assert found == ([code] if code else [])


def test_what_is_missing_below_is_inherited_and_what_is_missing_above_is_free(tmp_path: Path) -> None:
    world = ChainWorld(tmp_path)
    world.add("agreement", "above", DUTY.format("owner: nav") + MEETING.format("quorum: 3"))
    world.add(
        "routine", "below", DUTY.format("strength: may, deadline: {within: 90 days}"), on=("above@1.00",)
    )
    assert world.codes("below-1.00") == []
    whole = world.resolved("below").whole
    assert whole["responsibilities"] == [
        {"id": "tell", "owner": "nav", "strength": "may", "deadline": {"within": "90 days"}}
    ]
    assert whole["meetings"][0]["quorum"] == 3


def test_a_routine_that_leaves_out_the_16_year_olds_is_an_error_that_names_all(tmp_path: Path) -> None:
    world = ChainWorld(tmp_path)
    above = "target_groups:\n  - {id: out, title: Unge, age: {from: 16, to: 21, to_bound: end_of_year}, source: §3}\n"
    world.add("agreement", "above", above)
    path = world.add("routine", "below", AGE.format("{from: 17}"), on=("above@1.00",))
    finding = next(each for each in world.findings() if each.code == "cover-narrowed")
    assert finding.severity == "error"
    assert finding.pointer == "/target_groups/0/age/from"
    assert (
        path.read_text(encoding="utf-8").splitlines()[finding.line - 1][finding.column - 1 :].startswith("17")
    )
    assert "fra 17" in finding.message
    assert "above 1.00 (§3) sier fra 16 år til utgangen av året en fyller 21" in finding.message
    english = next(each for each in world.findings(lang="en") if each.code == "cover-narrowed")
    assert "above 1.00 (§3) says from 16 years to the end of the year of turning 21" in english.message


PERIODS = st.builds(
    Period, st.integers(1, 40), st.sampled_from(["day", "working day", "week", "month", "year"])
)
STARTS = [dt.date(2027, 1, 1) + dt.timedelta(days=7 * week + week % 7) for week in range(0, 210, 7)]
WITHIN = Shape({"$ref": "#/$defs/period", "x-direction": "within"})


@given(PERIODS, PERIODS)
def test_a_period_is_only_called_narrower_where_no_day_says_otherwise(one: Period, other: Period) -> None:
    found = relation(WITHIN, str(one), str(other), {})
    pairs = [(after(start, one), after(start, other)) for start in STARTS]
    if found == "narrowed":
        assert all(below <= above for above, below in pairs)
    elif found == "broken":
        assert any(below > above for above, below in pairs)
    elif found == "equal":
        assert all(below == above for above, below in pairs)
    else:
        assert found == "unclear"
        assert one.unit != other.unit


@pytest.mark.parametrize(
    ("above", "below", "found"),
    [
        ("2030", "2030", "equal"),
        ("2030", "2029", "narrowed"),
        ("2030", "2029-12", "narrowed"),
        ("2030", "2031", "broken"),
        ("2030-06", "2030-07-01", "broken"),
        ("2030", "2030-06-30", "unclear"),
        ("2030-06-30", "2030-06", "narrowed"),
        ("2030-06", "2030-06-30", "unclear"),
        (2030, "2030", "equal"),
    ],
)
def test_dates_known_to_their_year_are_in_order_only_where_every_day_is(
    above: object, below: object, found: str
) -> None:
    shape = Shape({"$ref": "#/$defs/date_or_part", "x-direction": "within"})
    assert relation(shape, above, below, {}) == found


BIRTHDAYS = [dt.date(2005, 1, 1) + dt.timedelta(days=number) for number in (0, 1, 150, 363, 364)]
BOUNDS = st.sampled_from(["inclusive", "end_of_year", "under", None])


def last_day(born: dt.date, to: int, bound: str | None) -> dt.date:
    if bound == "end_of_year":
        return dt.date(born.year + to, 12, 31)
    years = to if bound == "under" else to + 1
    return dt.date(born.year + years, born.month, born.day) - dt.timedelta(days=1)


@given(st.integers(18, 24), BOUNDS, st.integers(18, 24), BOUNDS)
def test_an_age_covers_where_everyone_is_covered_to_the_same_day_or_longer(
    to: int, bound: str | None, own: int, own_bound: str | None
) -> None:
    above: dict[str, Any] = {"to": to} | ({"to_bound": bound} if bound else {})
    below: dict[str, Any] = {"to": own} | ({"to_bound": own_bound} if own_bound else {})
    found = age_relations(above, below)["to"]
    days = [(last_day(born, to, bound), last_day(born, own, own_bound)) for born in BIRTHDAYS]
    assert (found == "broken") == any(mine < theirs for theirs, mine in days)
    assert (found == "equal") == all(mine == theirs for theirs, mine in days)


SHAPES = discovered(
    [
        ("period", 5), ("period", "soon"), ("strength", "must"), ("integer", "3"), ("integer", True), ("boolean", "yes"),
        ("date", "31.05.2029"), ("quantity", 3), ("identifier", 7), ("identifier", None), ("period", None),
    ],
    at_least=10,
)  # fmt: skip


@pytest.mark.parametrize(("name", "value"), SHAPES)
def test_what_cannot_be_read_is_no_bound(name: str, value: object) -> None:
    plain = name in ("integer", "boolean")
    shape = Shape(
        {("type" if plain else "$ref"): name if plain else f"#/$defs/{name}", "x-direction": "within"}
    )
    assert relation(shape, value, value, {}) is None


def test_a_period_of_a_thousand_years_has_an_answer() -> None:
    assert period("99999 years") is not None
    assert relation(WITHIN, "99999 years", "99999 working days", {}) in ("narrowed", "unclear")
