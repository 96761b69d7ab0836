"""What is to be told on a day: asked every day, each item from its lead time on until it is recorded."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from avtale.facts.telling import to_tell
from tests.unit.publish.world import World

BODY = """
validity: {from: 2026-08-01, to: 2027-07-31}
meetings: [{id: leaders, title: Ledermøte, every: 6 months, month: 3, convened_by: county}]
responsibilities:
  - {id: report, owner: nav, strength: shall, does: sende rapport, deadline: {date: 2027-01-03},
     follow_up: {lead_time: 1 week, moves: before}}
  - {id: early, owner: nav, strength: shall, does: begynne, deadline: {date: 2026-08-03}}
"""
CONTACTS = "format: 1\ncontacts:\n  - {role: nav, name: Kari, email: kari@nav.example, to: 2026-12-28}\n  - {role: nav, name: Per, email: per@nav.example, from: 2026-12-29}\n"


def test_every_day_of_a_year(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.document(body=BODY)
    world.done("leaders", "2026-09-30", "2026-09-20")
    (world.agreements / "contacts.yaml").write_text(CONTACTS, encoding="utf-8")
    repository = world.open()
    days: dict[tuple[str, dt.date], list[dt.date]] = {}
    told: dict[dt.date, set[str | None]] = {}
    for number in range(400):
        day = dt.date(2026, 8, 1) + dt.timedelta(days=number)
        for one in to_tell(repository, day):
            days.setdefault((one.due.id, one.due.date), []).append(day)
            if one.due.id == "report":
                told[day] = {each.email for each in one.holders}
    spans = {name: (each[0].isoformat(), each[-1].isoformat()) for name, each in days.items()}
    last = "2027-09-04"
    assert spans == {
        ("early", dt.date(2026, 8, 3)): ("2026-08-01", last),  # no earlier than the document begins
        ("leaders", dt.date(2026, 9, 30)): ("2026-08-30", "2026-09-19"),  # done the day after
        ("report", dt.date(2027, 1, 3)): (
            "2026-12-24",
            last,
        ),  # due on Friday 1 January, which is off: the Thursday
        ("leaders", dt.date(2027, 3, 31)): ("2027-02-28", last),
        ("expiry", dt.date(2027, 7, 31)): ("2027-04-30", "2027-07-31"),
    } | {key: spans[key] for key in spans if key[0].startswith("signature")}
    assert all(len(each) == (each[-1] - each[0]).days + 1 for each in days.values())  # on every day between
    assert told[dt.date(2026, 12, 28)] == {"kari@nav.example"}
    assert told[dt.date(2026, 12, 29)] == {"per@nav.example"}
