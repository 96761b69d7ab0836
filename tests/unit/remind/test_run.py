"""A run with its ledger: what is sent, what is sent once more, and what is left alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec import Struct

from avtale.errors import SystemFailure
from avtale.facts.repository import Repository
from avtale.message import Message
from avtale.remind.digest import to_tell
from avtale.remind.ledger import opened
from avtale.remind.outcome import Handover, InDoubt, NotTaken
from avtale.remind.run import Parcel, Report, plan, send
from tests.unit.remind.county import county

DAY = dt.date(2026, 11, 21)
WHY = Message("fordi", "because")


class Carrier(Struct):
    """Brings parcels, and for each person does what is told: doubt, no or stop."""

    does: dict[str, str]
    brought: list[tuple[str, str]]

    def name(self, parcel: Parcel) -> str:
        return f"<{parcel.who}-{len(parcel.new)}>"

    def carry(self, parcel: Parcel, handover: Handover) -> None:
        what = self.does.get(parcel.who, "")
        if what == "stop":
            raise SystemFailure(nb="nede", en="down")
        handover.begin()
        if what == "no":
            handover.undo()
            raise NotTaken(WHY)
        self.brought.append((parcel.who, parcel.name or self.name(parcel)))
        if what == "doubt":
            raise InDoubt(WHY)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return Repository.open(county(tmp_path_factory.mktemp("county")))


def run(
    repository: Repository, ledger: Path, does: dict[str, str], *, on: dt.date = DAY, again: bool = False
) -> tuple[Report, Sequence[Parcel], list[tuple[str, str]]]:
    carrier = Carrier(does, [])
    with opened(ledger, wait=0) as book:
        chosen = plan(to_tell(repository, on).notices, book, dt.date(2026, 1, 1), again=again)
        if book.is_new:
            book.begin(chosen.known, on)
        return send(chosen.parcels, book, carrier, on), chosen.doubtful, carrier.brought


KARI, PER = "kari@troms.example", "per@troms.example"


def test_what_is_in_doubt_goes_once_more_by_the_same_name_and_no_third_time(
    repository: Repository, tmp_path: Path
) -> None:
    ledger = tmp_path / "l"
    first, _, brought = run(repository, ledger, {KARI: "doubt"})
    assert [who for who, _ in first.in_doubt] == [KARI]
    second, _, again = run(repository, ledger, {KARI: "doubt"})
    assert again == [each for each in brought if each[0] == KARI]
    assert (second.sent, [who for who, _ in second.in_doubt]) == ([], [KARI])
    third, doubtful, none = run(repository, ledger, {})
    assert (third.sent, none, [each.who for each in doubtful]) == ([], [], [KARI])
    asked, doubtful, more = run(repository, ledger, {}, again=True)
    assert (asked.sent, asked.again, more, doubtful) == ([KARI], [KARI], again, ())
    assert run(repository, ledger, {}, again=True)[0].sent == []


def test_what_was_refused_is_tried_again_every_time_and_leaves_no_doubt(
    repository: Repository, tmp_path: Path
) -> None:
    for _ in range(4):
        report, doubtful, _ = run(repository, tmp_path / "l", {PER: "no"})
        assert ([who for who, _ in report.failed], doubtful) == ([PER], ())
    assert run(repository, tmp_path / "l", {})[0].sent == [PER]


def test_a_new_reminder_is_not_mixed_into_a_letter_that_is_in_doubt(
    repository: Repository, tmp_path: Path
) -> None:
    _, _, brought = run(repository, tmp_path / "l", {PER: "doubt"})
    report, _, after = run(repository, tmp_path / "l", {}, on=dt.date(2026, 12, 1))
    mine = [name for who, name in after if who == PER]
    assert dict(brought)[PER] in mine
    assert len(set(mine)) == 2
    assert report.again == [PER]


def test_what_stops_it_says_how_many_wait(repository: Repository, tmp_path: Path) -> None:
    whole = len(run(repository, tmp_path / "whole", {})[0].sent)
    report, _, brought = run(repository, tmp_path / "l", {PER: "stop"})
    assert report.stopped is not None
    assert len(report.sent) + report.waiting == whole
    assert len(brought) == len(report.sent)
    assert len(run(repository, tmp_path / "l", {})[0].sent) == report.waiting


def test_a_new_ledger_takes_what_is_older_as_told_and_still_shows_it(
    repository: Repository, tmp_path: Path
) -> None:
    on = dt.date(2026, 12, 1)
    with opened(tmp_path / "l", wait=0) as book:
        chosen = plan(to_tell(repository, on).notices, book, on - dt.timedelta(days=1))
    (parcel,) = chosen.parcels
    assert [notice.due.date for notice in parcel.new] == [dt.date(2026, 11, 30)]
    assert len(parcel.notices) == 2  # the meeting of August was missed too
    assert len(chosen.known) > 5


def test_what_a_new_ledger_left_is_sent_where_it_is_asked_for_and_once(
    repository: Repository, tmp_path: Path
) -> None:
    """The first run tells to ask with --since; a run that was cut off there leaves a doubt like any other."""

    def sent(*, left: bool, does: str = "") -> int:
        carrier = Carrier({"kari@troms.example": does}, [])
        with opened(tmp_path / "l.sqlite", wait=0) as book:
            since = dt.date(2026, 9, 1) if left else DAY - dt.timedelta(days=1)
            chosen = plan(to_tell(repository, DAY).notices, book, since, left=left)
            if book.is_new:
                book.begin(chosen.known, DAY)
            send(chosen.parcels, book, carrier, DAY)
        return sum(len(one.new) for one in chosen.parcels)

    sent(left=False)
    assert sent(left=False) == 0
    many = sent(left=True, does="doubt")
    assert many > 3
    doubtful = sent(left=False)
    assert 0 < doubtful < many
    assert sent(left=True) == 0
