"""The agreements of this repository with invented people who hold its roles, and the runs of many days."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct

from avtale.facts.repository import Repository
from avtale.remind.digest import to_tell
from avtale.remind.ledger import opened
from avtale.remind.letter import Letter, Writer
from avtale.remind.mail import written
from avtale.remind.outcome import Handover
from avtale.remind.run import Parcel, plan, send
from tests.support import ROOT
from tests.unit.remind.post_office import SENDER

AGREEMENTS = ROOT / "agreements"
PEOPLE = """format: 1
contacts:
  - {document: troms-nav-ot, role: county, name: Kari Eksempel, email: kari@troms.example, language: nn,
     deputy: Ola Tenkt, deputy_email: ola@troms.example, leader: Liv Liksom, leader_email: liv@troms.example}
  - {document: troms-nav-ot, role: ot, name: Áile Oppdiktet, email: aile@troms.example, language: se}
  - {document: troms-nav-ot, role: regional_coordinator, name: Per Påfunn, email: per@troms.example, language: nb}
  - {document: troms-nav-ot, role: nav_office, name: Ann Invented, email: ann@nav.example, language: en,
     leader: Nils Tenkt, leader_email: nils@nav.example}
  - {document: troms-nav-ot, role: nav, name: Berit Tenkt, email: berit@nav.example}
"""


def county(folder: Path, people: str = PEOPLE, settings: str = "") -> Path:
    """A copy of agreements/ with these people; gives its root."""
    root = folder / "agreements"
    shutil.copytree(AGREEMENTS, root)
    (root / "contacts.yaml").write_text(people, encoding="utf-8")
    with (root / "avtale.yaml").open("a", encoding="utf-8") as file:
        file.write(settings)
    return root


def noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), ZoneInfo("Europe/Oslo"))


class Carried(Struct, frozen=True):
    """A parcel that was brought on a day."""

    on: dt.date
    parcel: Parcel
    letter: Letter


class Pigeon(Struct):
    """A carrier that always arrives."""

    writer: Writer
    carried: list[Carried]

    def name(self, parcel: Parcel) -> str:
        return self.writer.message_id(parcel.new[0].to, (notice.reminder for notice in parcel.new))

    def carry(self, parcel: Parcel, handover: Handover) -> None:
        handover.begin()
        self.carried.append(Carried(self.writer.on, parcel, written(self.writer, parcel)))


def days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    for number in range((last - first).days + 1):
        yield first + dt.timedelta(days=number)


def run(repository: Repository, on: Iterable[dt.date], ledger: Path) -> list[Carried]:
    """What is carried when it is run on each of the days."""
    carried: list[Carried] = []
    for day in on:
        with opened(ledger, wait=0) as book:
            chosen = plan(to_tell(repository, day).notices, book, day - dt.timedelta(days=1))
            if book.is_new:
                book.begin(chosen.known, day)
            pigeon = Pigeon(Writer(repository, SENDER, None, day, noon(day)), carried)
            report = send(chosen.parcels, book, pigeon, day)
            assert not report.failed
            assert report.stopped is None
    return carried
