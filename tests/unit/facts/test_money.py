"""Amounts as decimals: what is stated, what rows make, what a row comes to over the time of the whole."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from avtale.facts.decided import entry_span
from avtale.facts.duties import follow_ups
from avtale.facts.money import Amount, also, amount, over, sums
from avtale.facts.undecided import span_told
from avtale.format.bind import bind
from avtale.format.model import Agreement, Cost, Economy
from avtale.format.values import Period
from avtale.lifecycle.record import terminate
from tests.unit.publish.world import World

START, END = dt.date(2027, 1, 1), dt.date(2030, 12, 31)


def cost(**data: Any) -> Cost:
    found = bind(Cost, data)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("data", "stated"),
    [
        ({"amount_nok": 80000}, Amount(Decimal(80000))),
        ({"amount_nok": "80000.10"}, Amount(Decimal("80000.10"))),
        ({"amount": "5000.5", "currency": "EUR"}, Amount(Decimal("5000.5"), "EUR")),
        ({"amount": 5000}, Amount(Decimal(5000))),
        ({"ceiling": 5000}, None),
        ({"amount_nok": "mye"}, None),
    ],
)
def test_what_a_part_states(data: dict[str, Any], stated: Amount | None) -> None:
    assert amount(cost(**data)) == stated


def test_an_amount_may_stand_in_two_currencies() -> None:
    both = cost(amount_nok=58000, amount=5000, currency="EUR")
    assert amount(both) == Amount(Decimal(58000))
    assert also(both) == Amount(Decimal(5000), "EUR")


def test_no_binary_fraction_comes_into_a_sum() -> None:
    (whole,) = sums([cost(amount_nok="0.10"), cost(amount_nok="0.20")])
    assert str(whole.amount.value) == "0.30"


def test_only_what_can_be_added_is() -> None:
    rows = [
        cost(amount_nok=100),
        cost(amount_nok=200),
        cost(amount_nok=7, per="time"),
        cost(amount=5, currency="EUR"),
        cost(amount_nok=10, every="1 year"),
        cost(amount_nok=20, every="1 year"),
    ]
    assert [(each.amount.value, each.every) for each in sums(rows)] == [(300, None), (30, Period(1, "year"))]


@pytest.mark.parametrize(
    ("row", "whole", "value"),
    [
        ({"amount_nok": 100}, {"amount_nok": 400}, 100),
        ({"amount_nok": 100, "every": "1 year"}, {"amount_nok": 400}, 400),
        ({"amount_nok": 100, "every": "6 months"}, {"amount_nok": 400, "year": 2028}, 200),
        (
            {"amount_nok": 100, "every": "1 year"},
            {"amount_nok": 1, "span": {"from": "2027-01-01", "to": "2028-12-31"}},
            200,
        ),
        (
            {"amount_nok": 100, "every": "1 year"},
            {"amount_nok": 1, "span": {"from": "2027-01-01", "to": "2028-06-30"}},
            None,
        ),
        (
            {"amount_nok": 100, "every": "1 week"},
            {"amount_nok": 1, "span": {"from": "2027-01-01", "to": "2027-01-14"}},
            200,
        ),
        ({"amount_nok": 100, "every": "1 year"}, {"amount_nok": 400, "every": "1 year"}, 100),
        ({"amount_nok": 100, "year": 2027}, {"amount_nok": 400, "every": "1 year"}, 100),
        ({"amount_nok": 100}, {"amount_nok": 400, "every": "1 year"}, None),
        ({"amount_nok": 100, "per": "elev"}, {"amount_nok": 400}, None),
        ({"amount": 100, "currency": "EUR"}, {"amount_nok": 400}, None),
        ({"ceiling": 100}, {"amount_nok": 400}, None),
    ],
)
def test_what_a_row_comes_to_over_the_whole_time(
    row: dict[str, Any], whole: dict[str, Any], value: int | None
) -> None:
    economy = bind(Economy, whole)
    assert economy is not None
    assert over(cost(**row), economy, START, END) == value


AGREEMENT = {
    "kind": "agreement",
    "language": "nb",
    "parties": [{"id": "county", "names": [{"name": "Eksempel fylkeskommune"}]}],
    "validity": {
        "from": "2027-01-01",
        "to": "2030-12-31",
        "per_party": [{"party": "county", "to": "2028-12-31"}],
    },
    "economy": {
        "costs": [
            {
                "id": "pay",
                "what": ["lønn"],
                "paid_by": "county",
                "payments": [
                    {"id": "spring", "what": "første del", "percent": 50, "deadline": {"date": "2027-03-01"}},
                    {"id": "each", "percent": 50, "deadline": {"every": "1 year", "month": 9}},
                    {"id": "open", "deadline": {"within": "1 month", "of": "regnskapet"}},
                    {"id": "never"},
                ],
            }
        ],
        "accounting": [{"id": "accounts", "owner": "county", "deadline": {"date": "2028-04-01"}}],
    },
    "terms": {"renegotiation": {"before_expiry": "6 months", "convened_by": "county"}},
}


def test_what_money_and_terms_must_be_followed_up() -> None:
    document = bind(Agreement, AGREEMENT)
    assert document is not None
    found = {each.id: each for each in follow_ups(document)}
    told = {
        name: (each.kind, str(each.what) if each.what else None, each.owner) for name, each in found.items()
    }
    assert told == {
        "renegotiation": ("renegotiation", None, ("county",)),
        "leaving.county": ("leaving", "Eksempel fylkeskommune", ("county",)),
        "expiry": ("expiry", None, ()),
        "accounts": ("duty", None, ("county",)),
        "spring": ("payment", "lønn, første del", ("county",)),
        "each": ("payment", "lønn", ("county",)),
        "open": ("payment", "lønn", ("county",)),
    }
    assert found["renegotiation"].rule == dt.date(2030, 6, 30)
    assert found["leaving.county"].rule == dt.date(2028, 12, 31)
    assert found["spring"].rule == dt.date(2027, 3, 1)
    assert found["open"].rule is None


# The third, after the two that the world begins with.
THREE = """  - {id: town, names: [{name: Nordvik kommune}]}
validity:
  from: 2026-08-01
  to: 2030-07-31
  termination: {notice: 6 months, others_continue: true}
  per_party: [{party: town, notice: 3 months}]
"""


def test_one_party_leaves_and_the_rest_go_on(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.document(body=THREE)

    def end() -> dt.date | None:
        repository = world.open()
        return entry_span(repository.entries[0], repository).end

    repository = world.open()
    assert terminate(repository.entries[0], repository, party="town", on=dt.date(2027, 1, 15)) == dt.date(
        2030, 7, 31
    )
    repository = world.open()
    told = [each.nb for each in span_told(repository.entries[0], repository, dt.date(2027, 2, 1))]
    assert (
        "Nordvik kommune har sagt opp og er med til 15.04.2027. Avtalen gjelder videre for de andre." in told
    )
    terminate(repository.entries[0], repository, party="nav", on=dt.date(2027, 3, 1))
    assert end() == dt.date(2027, 9, 1)
