"""A transcription that somebody takes over: what the register keeps, what holds from then on, and what is refused."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

import pytest

from avtale import Repository, check, status
from avtale.errors import AvtaleError, StateError, UsageError
from avtale.facts.occurrences import occurrences
from avtale.facts.repository import DocumentFile
from avtale.facts.state import state
from avtale.lifecycle.approve import approve
from avtale.lifecycle.bump import bump
from avtale.lifecycle.close import close
from avtale.lifecycle.done import done
from avtale.lifecycle.record import adopt, happened, terminate
from avtale.lifecycle.renew import renew
from avtale.lifecycle.replace_party import Successor, replace_party
from avtale.lifecycle.supersede import supersede
from avtale.lifecycle.take_over import take_over
from avtale.lifecycle.withdraw import withdraw
from avtale.sign.recording import where
from avtale.source.read import parse
from tests.support import refused
from tests.unit.facts.world import document, event, repository

DAY = dt.date(2026, 11, 21)
YEARLY = "responsibilities: [{id: rent, owner: p, strength: shall, does: betale, deadline: {every: 1 year, month: 2, day: 1}}]\n"
PAPER = "transcribed_from: {title: Avtalen på papir}\n" + YEARLY
SINCE_1994 = {"from_": "1994-04-01", "until_replaced": "true"}


def paper(folder: Path, more: str = PAPER, **validity: str) -> Repository:
    return repository(folder, document(more=more, **(validity or SINCE_1994)))


def taken(repo: Repository, on: dt.date = DAY, **more: Any) -> Repository:
    assert repo.root is not None
    take_over(repo.entries[0], repo, by="Kari", where="arkivsak 12/345", on=on, **more)
    return Repository.open(repo.root)


def missed(entry: DocumentFile, repo: Repository, on: dt.date) -> list[str]:
    return [one.date.isoformat() for one in occurrences(entry, repo, on) if one.status == "missed"]


def test_a_file_s_name_is_recorded_as_it_may_be_shown(tmp_path: Path) -> None:
    """What is recorded is never changed, and `check` finds what a terminal obeys or what turns the direction."""
    original = tmp_path / "x\x1b[2J\u202ey.pdf"
    original.write_bytes(b"%PDF-1.4 papir")
    repo = paper(tmp_path)
    before = _codes(tmp_path)
    assert repo.root is not None
    assert where(original, repo) == "x_[2J_y.pdf"
    taken(repo, original=original)
    taken(Repository.open(repo.root), original=original)  # again: the same, and not another
    assert _codes(tmp_path) - {"owner-unreachable"} <= before  # who takes over has duties from then on


def test_what_the_register_keeps(tmp_path: Path) -> None:
    original = tmp_path / "avtale 1994.pdf"
    original.write_bytes(b"%PDF-1.4 papir")
    repo = taken(
        paper(tmp_path), original=original, signed_on=dt.date(1994, 3, 20), reason="Funnet i arkivet"
    )
    text = (tmp_path / "agreements/register/a/1.00/takeover.yaml").read_text(encoding="utf-8")
    data = parse(text.encode(), "x").data
    assert data == {
        "format": 1, "event": "takeover", "key": "a", "version": "1.00", "on": "2026-11-21", "taken_over_by": "Kari",
        "where": "arkivsak 12/345", "original": "avtale 1994.pdf",
        "original_sha256": hashlib.sha256(b"%PDF-1.4 papir").hexdigest(),
        "signed_on": "1994-03-20", "reason": "Funnet i arkivet", "fingerprint": repo.entries[0].fingerprint,
    }  # fmt: skip
    assert [one.problems for one in repo.register.events] == [()]


def test_what_is_due_counts_from_the_day_it_is_taken_over(tmp_path: Path) -> None:
    repo = paper(tmp_path)
    on = dt.date(2028, 6, 1)
    assert len(missed(repo.entries[0], repo, on)) == 34
    repo = taken(repo)
    assert missed(repo.entries[0], repo, on) == ["2027-02-01", "2028-02-01"]
    (row,) = status(repo, on)
    assert (row.state.name, row.followed, row.as_json()["taken_over"]) == ("in_force", True, "2026-11-21")


def test_what_was_logged_before_stays_done(tmp_path: Path) -> None:
    repo = paper(tmp_path)
    done(repo.entries[0], repo, "rent", by="Seksjonen", on=DAY, due=dt.date(2026, 2, 1))
    repo = taken(Repository.open(tmp_path / "agreements"))
    told = [(one.date.year, one.status) for one in occurrences(repo.entries[0], repo, DAY)]
    assert told[:2] == [(2026, "done"), (2027, "due")]
    found = {one.code for one in check(repo, on=DAY).findings}
    assert not found & {"log-unmatched", "done-before-start", "register-orphan", "unsigned"}


def test_the_text_is_frozen(tmp_path: Path) -> None:
    repo = taken(paper(tmp_path))
    file = tmp_path / "agreements/d0.yaml"
    file.write_text("# en kommentar\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    assert not _codes(tmp_path) & {"changed-after-approval"}
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("betale", "betale dobbelt"), encoding="utf-8")
    assert "changed-after-approval" in _codes(tmp_path)
    repo = Repository.open(tmp_path / "agreements")
    with refused(StateError, "endret siden"):
        taken(repo)
    file.write_text(text.replace("transcribed_from: {title: Avtalen på papir}\n", ""), encoding="utf-8")
    assert "transcription-approved" in _codes(tmp_path)
    repo = Repository.open(tmp_path / "agreements")
    assert state(repo.entries[0], repo, DAY).name == "draft"  # nobody approved it


def _codes(folder: Path) -> set[str]:
    return {one.code for one in check(Repository.open(folder / "agreements"), on=DAY).findings}


def test_the_same_said_again_changes_nothing(tmp_path: Path) -> None:
    repo = taken(paper(tmp_path))
    again = take_over(
        repo.entries[0], repo, by="kari", where="arkivsak  12/345", on=DAY + dt.timedelta(days=3)
    )
    assert (again.before, again.on) == (True, DAY)
    for more in ({"where": "et annet sted"}, {"by": "Ola"}, {"signed_on": DAY}, {"digest": "a" * 64}):
        with refused(StateError, "med andre opplysninger"):
            take_over(repo.entries[0], repo, **{"by": "Kari", "where": "arkivsak 12/345", "on": DAY, **more})


@pytest.mark.parametrize(
    ("more", "error", "words"),
    [
        ({"by": " "}, UsageError, "--by"),
        ({"where": ""}, UsageError, "--where"),
        ({"signed_on": dt.date(2026, 11, 22)}, UsageError, "--signed-on"),
        ({"digest": "abc"}, UsageError, "SHA-256"),
        ({"digest": "g" * 64}, UsageError, "SHA-256"),
        ({"digest": "a" * 64, "original": Path(__file__)}, UsageError, "ikke begge"),
        ({"where": "mappe 13097248022"}, StateError, "fødselsnummer"),
        ({"original": Path("/finnes/ikke")}, AvtaleError, "Ingenting er registrert"),
    ],
)
def test_what_is_refused(more: dict[str, Any], error: type[AvtaleError], words: str, tmp_path: Path) -> None:
    repo = paper(tmp_path)
    with refused(error, words):
        take_over(repo.entries[0], repo, **{"by": "Kari", "where": "arkivsak 12/345", "on": DAY, **more})
    assert not (tmp_path / "agreements/register").exists()


def test_a_digest_is_kept_as_it_is_written(tmp_path: Path) -> None:
    made = take_over(
        *(repo := paper(tmp_path)).entries,
        repo,
        by="Kari",
        where="A",
        on=DAY,
        digest=f"SHA256:{'AB' * 32}",
        dry_run=True,
    )
    assert made.original_sha256 == "ab" * 32
    assert not made.event.exists()


def test_only_a_transcription_is_taken_over(tmp_path: Path) -> None:
    repo = repository(tmp_path, document(**SINCE_1994))
    with refused(StateError, "ingen avskrift"):
        taken(repo)
    with refused(StateError, "følges opp alt"):
        taken(event(repo, repo.entries[0]))


def test_it_is_never_approved(tmp_path: Path) -> None:
    repo = taken(paper(tmp_path))
    with refused(StateError, "avtale bump a@1.00"):
        approve(repo.entries[0], repo, by="Ola", on=DAY, findings=())


def test_it_is_followed_up_as_any_other(tmp_path: Path) -> None:
    waits = "transcribed_from: {title: A}\nadoptions: [{party: p, body: Fylkestinget}]\n" + YEARLY
    text = document(more=waits, from_="2020-01-01").replace(
        "validity: {",
        "validity: {begins_when: {event: veien åpner, adoptions: 1}, termination: {notice: 3 months}, ",
    )
    repo = repository(tmp_path, text)
    for act in (
        lambda: adopt(repo.entries[0], repo, body="Fylkestinget", on=DAY),
        lambda: happened(repo.entries[0], repo, what="begins", on=DAY, reason="Åpnet"),
        lambda: terminate(repo.entries[0], repo, party="p", on=DAY),
    ):
        with refused(StateError, "avtale take-over a@1.00"):
            act()
    repo = taken(repo)
    adopt(repo.entries[0], repo, body="Fylkestinget", on=DAY, case="1/26")
    happened(repo.entries[0], repo, what="begins", on=dt.date(2026, 1, 1), reason="Åpnet")
    repo = Repository.open(tmp_path / "agreements")
    assert state(repo.entries[0], repo, DAY).name == "in_force"
    assert terminate(repo.entries[0], repo, party="p", on=DAY) == dt.date(2027, 2, 21)


def test_notice_may_have_been_given_before_it_was_taken_over(tmp_path: Path) -> None:
    more = {"from_": "1994-04-01", "until_replaced": "true", "notice": "6 months"}
    repo = taken(paper(tmp_path, **more))
    with refused(UsageError, "gjelder fra 01.04.1994"):
        terminate(repo.entries[0], repo, party="p", on=dt.date(1993, 1, 1))
    assert terminate(repo.entries[0], repo, party="p", on=dt.date(2026, 10, 1)) == dt.date(2027, 4, 1)
    assert "done-before-start" not in _codes(tmp_path)


def test_what_comes_after_it_is_ones_own(tmp_path: Path) -> None:
    repo = taken(paper(tmp_path, from_="2020-01-01", to="2028-12-31"))
    data = parse(renew(repo.entries[0], repo, end=dt.date(2030, 12, 31), dry_run=True).after).data
    assert "transcribed_from" not in data
    made = bump(repo.entries[0], repo, effective_from=dt.date(2026, 12, 1))
    assert b"transcribed_from" not in made.after
    repo = Repository.open(tmp_path / "agreements")
    draft = next(one for one in repo.entries if one.version == "1.01")
    assert (state(repo.entries[-1], repo, DAY).name, state(draft, repo, DAY).name) == ("in_force", "draft")
    repo = event(repo, draft)
    old = next(one for one in repo.entries if one.version == "1.00")
    assert state(old, repo, dt.date(2026, 12, 2)).name == "superseded"


def test_an_own_version_owes_nothing_from_before_it_was_taken_into_use(tmp_path: Path) -> None:
    """Also where nobody took the paper over first."""
    repo = paper(tmp_path)
    bump(repo.entries[0], repo, effective_from=dt.date(2026, 12, 1))
    repo = Repository.open(tmp_path / "agreements")
    new = next(one for one in repo.entries if one.version == "1.01")
    repo = event(repo, new)
    assert missed(new, repo, dt.date(2027, 6, 1)) == ["2027-02-01"]


def test_a_transcription_taken_over_replaces_what_it_says(tmp_path: Path) -> None:
    old = document(more=PAPER, **SINCE_1994)
    new = document("ny", more="transcribed_from: {title: B}\n", from_="2010-01-01", until_replaced="true")
    repo = repository(tmp_path, old, new)
    supersede(repo.entries[0], repo.entries[1], repo)
    repo = Repository.open(tmp_path / "agreements")
    assert state(repo.entries[0], repo, DAY).name == "in_force"
    take_over(repo.entries[1], repo, by="Kari", where="A", on=DAY)
    repo = Repository.open(tmp_path / "agreements")
    assert state(repo.entries[0], repo, DAY).name == "superseded"
    (tmp_path / "agreements/c.yaml").write_text(document("c", **SINCE_1994), encoding="utf-8")
    repo = Repository.open(tmp_path / "agreements")
    by_key = {one.key: one for one in repo.entries}
    with refused(StateError, "endres ikke"):
        supersede(by_key["c"], by_key["ny"], repo)


def test_its_party_is_replaced_in_a_draft(tmp_path: Path) -> None:
    repo = taken(paper(tmp_path))
    (made,) = replace_party("p", Successor((("Ny fylkeskommune", "nb"),)), repo, on=DAY)
    assert made.what == "drafted"
    assert made.edited is not None
    assert b"transcribed_from" not in made.edited.after


def test_it_is_withdrawn_like_an_approval(tmp_path: Path) -> None:
    repo = paper(tmp_path)
    with refused(StateError, "avtale close a@1.00"):
        withdraw(repo.entries[0], repo, by="Kari", reason="Feil", on=DAY)
    repo = taken(repo)
    with refused(UsageError, "ble tatt over 21.11.2026"):
        withdraw(repo.entries[0], repo, by="Kari", reason="Feil", on=dt.date(2026, 11, 20))
    withdraw(repo.entries[0], repo, by="Kari", reason="Feil", on=DAY)
    repo = Repository.open(tmp_path / "agreements")
    assert state(repo.entries[0], repo, DAY).name == "withdrawn"


@pytest.mark.parametrize("over", [False, True])
@pytest.mark.parametrize("because", ["expired", "replaced", "history"])
def test_what_holds_no_more_is_closed(because: Any, over: bool, tmp_path: Path) -> None:
    repo = paper(tmp_path, from_="1994-04-01", to="2004-03-31")
    if over:
        repo = taken(repo)
    assert "expired" in _codes(tmp_path)
    done_ = close(repo.entries[0], repo, because=because, by="Kari", on=DAY)
    repo = Repository.open(tmp_path / "agreements")
    again = close(repo.entries[0], repo, because=because, by="Kari", on=DAY)
    assert (done_.before, again.before) == (False, True)
    (row,) = status(repo, DAY)
    assert (row.state.name, row.missed, row.undecided) == ("closed", (), ())
    assert not _codes(tmp_path) & {"expired", "unsigned", "act-in-the-future", "done-before-start"}
    with refused(StateError, "kan ikke gjøres om"):
        close(repo.entries[0], repo, because="history", by="Ola", on=DAY)
    with refused(StateError, "kan ikke gjøres om"):
        take_over(repo.entries[0], repo, by="Ola", where="A", on=DAY)


def test_what_may_not_be_closed(tmp_path: Path) -> None:
    repo = repository(tmp_path, document(from_="2020-01-01", to="2030-12-31"))
    with refused(StateError, "ikke godkjent"):
        close(repo.entries[0], repo, because="history", by="Kari", on=DAY)
    repo = event(repo, repo.entries[0])
    with refused(StateError, "gjelder til 31.12.2030"):
        close(repo.entries[0], repo, because="expired", by="Kari", on=DAY)
    with refused(UsageError, "før 01.01.2026"):
        close(repo.entries[0], repo, because="history", by="Kari", on=dt.date(2025, 1, 1))
    close(repo.entries[0], repo, because="replaced", by="Kari", on=DAY)
