"""A life after approval: the next version, renewal, replacement, withdrawal, succession of parties, amendment."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtale.errors import StateError, SystemFailure, UsageError
from avtale.facts.find import find
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.state import state
from avtale.facts.version import following, order
from avtale.inheritance.chain import chain
from avtale.inheritance.tree import at, locate
from avtale.lifecycle import replace_party as succession
from avtale.lifecycle.amend import AmendmentRequest, amend
from avtale.lifecycle.bump import bump
from avtale.lifecycle.renew import renew
from avtale.lifecycle.replace_party import Successor, known_successor, replace_party
from avtale.lifecycle.steps import steps
from avtale.lifecycle.supersede import supersede
from avtale.lifecycle.withdraw import withdraw
from avtale.source.read import parse
from avtale.source.write import write_whole
from tests.support import ON, refused
from tests.unit.facts.world import document, event, repository

HOLDS = {"from_": "2026-01-01", "to": "2027-12-31"}
DAY = dt.date(2027, 1, 1)


def one(folder: Path, *texts: str) -> tuple[Repository, DocumentFile]:
    """A repository whose documents are all approved, and its first document."""
    repo = repository(folder, *texts)
    for entry in repo.entries:
        repo = event(repo, entry)
    return repo, repo.entries[0]


@pytest.mark.parametrize(
    ("version", "minor", "major"),
    [("1.01", "1.02", "2.00"), ("1.09", "1.10", "2.00"), ("1.99", "1.100", "2.00"), ("9.0", "9.1", "10.0"),
     ("3", "4", "4"), ("1.02.007", "1.02.008", "2.00.000"), ("09.9", "09.10", "10.0")],
)  # fmt: skip
def test_the_next_version(version: str, minor: str, major: str) -> None:
    assert (following(version), following(version, major=True)) == (minor, major)


@given(st.from_regex(r"[0-9]{1,4}(\.[0-9]{1,4}){0,3}", fullmatch=True), st.booleans())
def test_the_next_version_is_higher_and_as_wide(version: str, major: bool) -> None:
    raised = following(version, major=major)
    assert order(raised) > order(version)
    parts = list(zip(version.split("."), raised.split("."), strict=True))
    assert all(len(new) >= len(old) for old, new in parts)


# --- what belongs to where a version stands -------------------------------------------------------------------------

SIGNED = "signatories: [{party: p, title: Leder}]\n"
TRANSCRIBED = "transcribed_from: {title: Gammel}\n"


@pytest.mark.parametrize(
    ("more", "events", "on", "expected"),
    [
        (SIGNED, (), "2027-12-31", "write send approve sign"),
        (SIGNED, (), "2028-01-01", "write send approve"),  # nobody begins to sign what is over
        (SIGNED, ("approval",), "2027-12-31", "sign next renew amend"),
        (SIGNED, ("approval",), "2028-01-01", "next renew amend"),
        (SIGNED, ("approval", "withdrawal"), "2027-12-31", "next"),
        (SIGNED, ("approval", "closing"), "2028-01-01", "next"),
        (TRANSCRIBED, (), "2027-12-31", "write next renew amend"),
        (TRANSCRIBED, ("takeover",), "2027-12-31", "next renew amend"),
    ],
)
def test_what_belongs_to_where_a_version_stands(
    more: str, events: tuple[str, ...], on: str, expected: str, tmp_path: Path
) -> None:
    repo = repository(tmp_path, document(more=more, **HOLDS))
    for each in events:
        repo = event(repo, repo.entries[0], each)
    assert " ".join(steps(repo.entries[0], repo, dt.date.fromisoformat(on))) == expected


# --- bump -----------------------------------------------------------------------------------------------------------


def test_every_byte_but_the_version_is_kept(tmp_path: Path) -> None:
    text = (
        document(**HOLDS).replace("language: nb\n", "language: nb # målform\n\n# merknad  \n")
        + 'signatories:\n  - party: p   # fylket\n    signed_on: 2025-12-01\n    title: "Leder"\n'
    )
    text = text.replace("written_by: Per}", "written_by: Per, approved_by: Kari, approved_on: 2026-01-01}")
    repo = repository(tmp_path, text)
    made = bump(repo.entries[0], repo)
    assert made.file == repo.entries[0].path.with_name("a-1.01.yaml")
    expected = text.replace("'1.00'", "'1.01'").replace(", approved_by: Kari, approved_on: 2026-01-01", "")
    expected = expected.replace("    signed_on: 2025-12-01\n", "")
    assert made.file.read_text(encoding="utf-8") == expected
    assert repo.entries[0].path.read_text(encoding="utf-8") == text


def test_the_new_version_names_the_one_it_replaces_where_that_was_more_than_a_draft(tmp_path: Path) -> None:
    repo, entry = one(tmp_path, document(**HOLDS))
    made = bump(entry, repo, major=True, effective_from=DAY)
    data = parse(made.after).data
    assert data["supersedes"] == [{"key": "a", "version": "1.00"}]
    assert data["control_header"]["effective_from"] == "2027-01-01"
    again = Repository.open(repo.root or tmp_path)
    repo = event(again, find(again, "a@2.00", ON))
    second = bump(find(repo, "a@2.00", ON), repo)
    assert parse(second.after).data["supersedes"] == [{"key": "a", "version": "2.00"}]


def test_a_transcription_becomes_a_version_of_our_own(tmp_path: Path) -> None:
    repo = repository(tmp_path, document(more="transcribed_from: {title: A}\n", **HOLDS))
    data = parse(bump(repo.entries[0], repo).after).data
    assert "transcribed_from" not in data
    assert "written_by" not in data["control_header"]


def test_dry_run_writes_nothing_and_shows_what_it_would(tmp_path: Path) -> None:
    repo = repository(tmp_path, document(**HOLDS))
    made = bump(repo.entries[0], repo, dry_run=True)
    assert not made.file.exists()
    assert "+control_header: {title: A, version: '1.01'" in made.diff()
    assert made.diff().startswith("--- agreements/d0.yaml\n+++ agreements/a-1.01.yaml\n")


def test_it_goes_forward_only_and_overwrites_nothing(tmp_path: Path) -> None:
    repo = repository(tmp_path, document(**HOLDS), document(version="1.02", **HOLDS))
    with refused(StateError, "a@1.02 finnes"):
        bump(repo.entries[0], repo)
    (tmp_path / "agreements/a-1.03.yaml").write_text("mitt", encoding="utf-8")
    with refused(UsageError, "finnes fra før"):
        bump(repo.entries[1], repo)
    assert (tmp_path / "agreements/a-1.03.yaml").read_text(encoding="utf-8") == "mitt"


@pytest.mark.parametrize("text", ["a: [", "- liste\n", document().replace("version: '1.00', ", "")])
def test_what_has_no_version_or_cannot_be_read_is_refused(text: str, tmp_path: Path) -> None:
    repo = repository(tmp_path, text)
    with pytest.raises(StateError):
        bump(repo.entries[0], repo)


# --- renew ----------------------------------------------------------------------------------------------------------


def test_it_goes_on_where_the_old_one_ends(tmp_path: Path) -> None:
    repo, entry = one(tmp_path, document(**HOLDS))
    data = parse(renew(entry, repo, end=dt.date(2029, 12, 31)).after).data
    assert data["validity"] == {"from": "2028-01-01", "to": "2029-12-31"}
    assert data["control_header"]["effective_from"] == "2028-01-01"
    assert data["supersedes"] == [{"key": "a", "version": "1.00"}]


@pytest.mark.parametrize(
    ("validity", "end", "wanted"),
    [
        ({**HOLDS, "duration": "2 years"}, None, {"from": "2028-01-01", "to": "2029-12-31", "duration": "2 years"}),
        ({**HOLDS, "duration": "2 years"}, dt.date(2030, 6, 30), {"from": "2028-01-01", "to": "2030-06-30"}),
        ({"from_": "2026-01-01", "duration": "2 years"}, None, {"from": "2028-01-01", "duration": "2 years"}),
    ],
)  # fmt: skip
def test_a_duration_stays_where_it_still_is_true(
    validity: dict[str, str], end: dt.date | None, wanted: dict[str, str], tmp_path: Path
) -> None:
    repo, entry = one(tmp_path, document(**validity))
    assert parse(renew(entry, repo, end=end).after).data["validity"] == wanted


def test_a_gap_between_the_two_is_told_and_an_impossible_span_refused(tmp_path: Path) -> None:
    repo, entry = one(tmp_path, document(**HOLDS))
    last = dt.date(2030, 1, 1)
    late = renew(entry, repo, start=dt.date(2028, 2, 1), end=last, dry_run=True)
    assert any("01.01.2028 til 31.01.2028" in note.nb for note in late.notes)
    with refused(UsageError, "før første dag"):
        renew(entry, repo, end=dt.date(2027, 1, 1))
    with refused(UsageError, "Velg en senere dag"):
        renew(entry, repo, start=dt.date(2026, 1, 1), end=last)
    with refused(UsageError, "--to"):
        renew(entry, repo)


def test_what_the_old_words_still_say_is_told(tmp_path: Path) -> None:
    text = document(retroactive="true", **HOLDS).replace("Per}", "Per, next_review: 2026-06-01}")
    repo, entry = one(tmp_path, text)
    assert [note.en for note in renew(entry, repo, end=dt.date(2029, 12, 31)).notes] == [
        "“Retroactive” (validity: retroactive) still stands there. Delete it if the renewal is signed in time.",
        "“Next review” (control_header: next_review) is still 2026-06-01.",
    ]


def test_the_last_day_there_is_has_none_after_it(tmp_path: Path) -> None:
    """9999-12-31 stands in many a template for "until further notice"."""
    repo, entry = one(tmp_path, document(from_="2026-01-01", to="9999-12-31"))
    with refused(UsageError, "--from"):
        renew(entry, repo)
    changed = renew(entry, repo, start=dt.date(2028, 1, 1), end=dt.date(2029, 12, 31))
    assert parse(changed.after).data["validity"] == {"from": "2028-01-01", "to": "2029-12-31"}


def test_what_has_no_last_day_goes_on_from_the_day_that_is_said(tmp_path: Path) -> None:
    repo, entry = one(tmp_path, document(from_="2026-01-01", until_replaced="true"))
    with refused(UsageError, "--from"):
        renew(entry, repo)
    changed = renew(entry, repo, start=dt.date(2026, 1, 2))
    assert parse(changed.after).data["validity"] == {"from": "2026-01-02", "until_replaced": True}


def test_what_has_errors_is_not_gone_on_with(tmp_path: Path) -> None:
    repo, entry = one(tmp_path, document(more="ukjent: x\n", **HOLDS))
    assert entry.document is not None
    with refused(StateError, "har feil"):
        renew(entry, repo, end=dt.date(2029, 12, 31))
    with refused(StateError, "har feil"):
        amend(entry, repo, [], valid_from=DAY, on=ON)


def test_only_what_stands_is_renewed(tmp_path: Path) -> None:
    repo = repository(tmp_path, document(**HOLDS))
    with refused(StateError, "utkast"):
        renew(repo.entries[0], repo, end=DAY)
    repo = event(event(repo, repo.entries[0]), repo.entries[0], "withdrawal")
    with refused(StateError, "trukket tilbake"):
        renew(repo.entries[0], repo, end=DAY)


# --- supersede ------------------------------------------------------------------------------------------------------


def test_it_is_written_into_the_draft_once(tmp_path: Path) -> None:
    repo = repository(tmp_path, document(**HOLDS), document("b", **HOLDS))
    old, new = repo.entries
    made = supersede(old, new, repo)
    assert made.changed
    assert "supersedes:\n  - key: a\n    version: '1.00'\n" in new.path.read_text(encoding="utf-8")
    repo = Repository.open(repo.root or tmp_path)
    old, new = repo.entries
    assert not supersede(old, new, repo).changed


def test_circles_older_versions_and_approved_documents_are_refused(tmp_path: Path) -> None:
    names_c = "supersedes: [{key: c, version: '1.00'}]\n"
    texts = [
        document("a", more="supersedes: [{key: b}]\n", **HOLDS),
        document("b", more=names_c, **HOLDS),
        document("c", **HOLDS),
        document("c", "2.00", **HOLDS),
    ]
    repo = repository(tmp_path, *texts)
    a, b, c, newer = repo.entries
    with refused(StateError, "i ring: a@1.00 → b@1.00 → c@1.00"):
        supersede(a, c, repo)
    with refused(StateError, "ikke nyere"):
        supersede(newer, c, repo)
    with refused(UsageError, "seg selv"):
        supersede(c, c, repo)
    repo = event(repo, newer)
    with refused(StateError, "avtale bump c@2.00"):
        supersede(b, newer, repo)


# --- withdraw -------------------------------------------------------------------------------------------------------


def test_a_withdrawn_version_holds_no_more_and_gives_way_to_the_one_it_replaced(tmp_path: Path) -> None:
    below = document("c", more="based_on: [{key: a, version: '1.01'}]\n", **HOLDS)
    repo, old = one(tmp_path, document(**HOLDS), document(version="1.01", **HOLDS), below)
    new = repo.entries[1]
    assert state(old, repo, DAY).name == "superseded"
    tried = withdraw(new, repo, by="Bo", reason="Feil  tekst", on=ON, dry_run=True)
    assert not tried.event.exists()
    done = withdraw(new, repo, by="Bo", reason="Feil  tekst", on=ON)
    assert [str(e) for e in done.revived] == ["a@1.00"]
    assert [str(e) for e in done.below] == ["c@1.00"]
    assert done.event == tried.event
    assert "reason: Feil tekst\n" in done.event.read_text(encoding="utf-8")
    repo = Repository.open(repo.root or tmp_path)
    assert [state(e, repo, DAY).name for e in repo.entries[:2]] == ["in_force", "withdrawn"]
    with refused(StateError, "kan ikke gjøres om"):
        withdraw(repo.entries[1], repo, by="Bo", reason="igjen", on=ON)


def test_what_another_newer_version_replaces_does_not_come_back(tmp_path: Path) -> None:
    repo, _ = one(tmp_path, *(document(version=f"1.0{n}", **HOLDS) for n in range(3)))
    done = withdraw(repo.entries[2], repo, by="Bo", reason="Feil", on=ON)
    assert [str(entry) for entry in done.revived] == ["a@1.01"]


def test_a_draft_no_name_and_a_day_before_the_approval(tmp_path: Path) -> None:
    repo = repository(tmp_path, document(**HOLDS))
    with refused(StateError, "ikke godkjent"):
        withdraw(repo.entries[0], repo, by="Bo", reason="x", on=ON)
    repo = event(repo, repo.entries[0])
    for by, reason in (("", "x"), ("Bo", "  ")):
        with pytest.raises(UsageError):
            withdraw(repo.entries[0], repo, by=by, reason=reason, on=ON)
    with refused(UsageError, "01.01.2026"):
        withdraw(repo.entries[0], repo, by="Bo", reason="x", on=dt.date(2025, 12, 31))


# --- succeed --------------------------------------------------------------------------------------------------------

NAV = """- id: nav  # kontoret
  names:
    - name: NAV Nordlia
      language: nb
  organisation_number: '974760673'
  existed: [{from: 2010-01-01}]
"""


def with_nav(key: str = "a", nav: str = NAV, more: str = "", **validity: str) -> str:
    county = "parties:\n- id: p\n  names: [{name: Eksempel fylkeskommune}]\n"
    text = document(key, **(validity or HOLDS)).replace(
        "parties: [{id: p, names: [{name: Eksempel fylkeskommune}]}]\n", county + nav
    )
    return text + more


def test_the_successor_stands_first_and_the_old_name_keeps_its_last_day(tmp_path: Path) -> None:
    other = with_nav("b", nav=NAV.replace("NAV Nordlia", "NAV i Nordlia"))
    repo, _ = one(tmp_path, with_nav(), other, document("c", **HOLDS), with_nav("d", to="2026-12-31"))
    done = replace_party(
        "NAV Nordlia", Successor((("NAV Midtlia", ""), ("NAV Gaska", "se")), "889640782"), repo, on=DAY
    )
    assert [(str(each.entry), each.what) for each in done] == [("a@1.00", "drafted"), ("b@1.00", "drafted")]
    assert done[0].edited is not None
    text = done[0].edited.file.read_text(encoding="utf-8")
    assert "- id: nav  # kontoret\n" in text
    assert parse(text).data["parties"][1] == {
        "id": "nav",
        "names": [
            {"name": "NAV Midtlia", "language": "nb", "from": "2027-01-01"},
            {"name": "NAV Gaska", "language": "se", "from": "2027-01-01"},
            {"name": "NAV Nordlia", "language": "nb", "to": "2026-12-31"},
        ],
        "organisation_number": "889640782",
    }
    assert parse(text).data["control_header"]["effective_from"] == "2027-01-01"


def test_run_again_after_a_stop_it_goes_on_with_those_that_are_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo, _ = one(tmp_path, *(with_nav(key) for key in "abc"))
    written: list[Path] = []

    def stops(path: Path, data: bytes, **more: bool) -> None:
        if written:
            raise SystemFailure(nb="full disk", en="disk full")
        write_whole(path, data, **more)
        written.append(path)

    monkeypatch.setattr(succession, "write_whole", stops)
    new = Successor((("NAV Midtlia", "nb"),))
    with pytest.raises(SystemFailure):
        replace_party("NAV Nordlia", new, repo, on=DAY)
    monkeypatch.undo()
    repo = Repository.open(repo.root or tmp_path)
    done = replace_party("NAV Nordlia", new, repo, on=DAY)
    assert [each.what for each in done] == ["done", "drafted", "drafted"]
    again = replace_party("nav", new, Repository.open(repo.root or tmp_path), on=DAY)
    assert {each.what for each in again} == {"done"}


def test_a_newer_draft_is_changed_and_a_transcription_left_to_its_reader(tmp_path: Path) -> None:
    transcribed = with_nav("b", more="transcribed_from: {title: B}\n")
    repo = repository(tmp_path, with_nav(), with_nav().replace("'1.00'", "'1.01'") + "# mitt\n", transcribed)
    repo = event(repo, repo.entries[0])
    before = repo.entries[1].path.read_bytes()
    new = Successor((("NAV Midtlia", "nb"),))
    tried = replace_party("nav", new, repo, on=DAY, dry_run=True)
    assert repo.entries[1].path.read_bytes() == before
    done = replace_party("nav", new, repo, on=DAY)
    assert [each.what for each in done] == [each.what for each in tried] == ["changed", "by hand"]
    assert repo.entries[1].path.read_text(encoding="utf-8").endswith("# mitt\n")
    assert not list((tmp_path / "agreements").glob("*-1.0*.yaml"))


def test_where_the_successor_stands_in_the_document_already_the_two_become_one(tmp_path: Path) -> None:
    midt = "- id: midt\n  names:\n  - name: NAV Midtlia\n"
    more = (
        "roles: [{id: r, title: Rolle, party: nav}]\n"
        "responsibilities:\n"
        "- {id: d1, does: melde fra, owner: nav, informs: [p, nav, midt]}\n"
        "- id: d2\n  does: svare\n  owner: p\n  informs:\n  - nav # kontoret\n  - p\n"
        "signatories:\n- party: p\n- party: nav\n- party: midt\n  title: Leder\n"
    )
    repo, _ = one(tmp_path, with_nav(nav=NAV + midt, more=more))
    done = replace_party("974760673", known_successor("nav midtlia", repo), repo, on=DAY)
    assert done[0].edited is not None
    data = parse(done[0].edited.after).data
    assert [party["id"] for party in data["parties"]] == ["p", "midt"]
    assert data["parties"][1]["names"] == [
        {"name": "NAV Midtlia"},
        {"name": "NAV Nordlia", "language": "nb", "to": "2026-12-31"},
    ]
    assert data["roles"][0]["party"] == data["responsibilities"][0]["owner"] == "midt"
    assert data["responsibilities"][0]["informs"] == ["p", "midt"]
    assert data["responsibilities"][1]["informs"] == ["midt", "p"]
    assert data["signatories"] == [{"party": "p"}, {"party": "midt", "title": "Leder"}]


def test_an_id_that_two_parties_share_and_one_that_none_has(tmp_path: Path) -> None:
    repo, _ = one(
        tmp_path,
        with_nav(),
        with_nav("b", nav=NAV.replace("Nordlia", "Sørlia").replace("974760673", "889640782")),
    )
    new = Successor((("NAV Midtlia", "nb"),))
    with refused(UsageError, "NAV Nordlia, NAV Sørlia"):
        replace_party("nav", new, repo, on=DAY)
    with refused(UsageError, "Ingen dokumenter har parten «ingen»"):
        replace_party("ingen", new, repo, on=DAY)
    with refused(UsageError, "samme navn"):
        replace_party("NAV Nordlia", Successor((("nav nordlia", "nb"),)), repo, on=DAY)


def test_a_split_takes_one_document_at_a_time(tmp_path: Path) -> None:
    repo, first = one(tmp_path, with_nav(), with_nav("b"))
    done = replace_party("nav", Successor((("NAV Nord", "nb"),)), repo, on=DAY, only=[first])
    assert [str(each.entry) for each in done] == ["a@1.00"]


def test_the_lines_that_still_say_the_old_name(tmp_path: Path) -> None:
    repo, _ = one(tmp_path, with_nav(more="subject: Med NAV Nordlia\n"))
    (done,) = replace_party("nav", Successor((("NAV Midtlia", "nb"),)), repo, on=DAY)
    assert done.edited is not None
    lines = done.edited.after.decode().splitlines()
    assert [lines[number - 1] for number in done.mentions] == ["subject: Med NAV Nordlia"]


# --- amend ----------------------------------------------------------------------------------------------------------

DUTIES = "responsibilities:\n- {id: tell, does: melde fra, deadline: {within: 10 days}}\n- {id: ask, does: spørre}\n"


def test_a_draft_that_does_what_it_says_when_it_is_approved(tmp_path: Path) -> None:
    repo, entry = one(tmp_path, document(more=DUTIES, **HOLDS))
    changes = [
        AmendmentRequest("replaces", "/responsibilities/tell/deadline/within", "5 days"),
        AmendmentRequest("adds", "/responsibilities/tell/when", "noe avbrytes"),
        AmendmentRequest("removes", "/responsibilities/ask"),
        AmendmentRequest("prolongs", value=dt.date(2028, 12, 31)),
    ]
    made = amend(entry, repo, changes, valid_from=DAY, on=ON, written_by="Per")
    assert made.file.name == "a-endring-1-1.00.yaml"
    data = parse(made.after).data
    assert data["amends"] == {"key": "a", "version": "1.00"}
    assert data["changes"][0]["old"] == "10 days"
    assert data["parties"] == entry.source.data["parties"]
    repo = Repository.open(repo.root or tmp_path)
    drafted = find(repo, "a-endring-1", ON)
    assert drafted.problems == ()
    repo = event(repo, drafted)
    whole = chain(repo, DAY).resolve(find(repo, "a@1.00", DAY)).data
    assert at(whole, "/responsibilities/0/deadline/within") == "5 days"
    assert at(whole, "/responsibilities/0/when") == "noe avbrytes"
    assert locate(whole, "/responsibilities/ask") is None
    assert whole["validity"]["to"] == "2028-12-31"
    second = amend(find(repo, "a@1.00", DAY), repo, [], valid_from=None, on=DAY, dry_run=True)
    assert second.file.name == "a-endring-2-1.00.yaml"


def test_a_number_stays_one_and_the_same_words_make_no_second_file(tmp_path: Path) -> None:
    repo, entry = one(tmp_path, document(more="evaluation: {every: 1 year, month: 5}\n", **HOLDS))
    change = AmendmentRequest("replaces", "/evaluation/month", "6")
    made = amend(entry, repo, [change], valid_from=DAY, on=ON)
    [written] = parse(made.after).data["changes"]
    assert written == {
        "id": "change-1",
        "action": "replaces",
        "at": "/evaluation/month",
        "old": 5,
        "value": 6,
    }
    repo = Repository.open(repo.root or tmp_path)
    entry = find(repo, "a", ON)
    again = amend(entry, repo, [change], valid_from=DAY, on=ON)
    assert (again.file, again.changed) == (made.file, False)
    later = amend(entry, repo, [change], valid_from=DAY + dt.timedelta(days=1), on=ON, dry_run=True)
    assert later.file != made.file
    with refused(UsageError, "xx"):
        amend(entry, repo, [], valid_from=DAY, on=ON, lang="xx")


def test_without_changes_each_gap_is_marked(tmp_path: Path) -> None:
    repo, entry = one(tmp_path, document(**HOLDS))
    made = amend(entry, repo, [], valid_from=None, on=ON)
    text = made.after.decode()
    assert text.count("FYLL INN") >= 4
    assert made.notes
    assert "FILL IN" in amend(entry, repo, [], valid_from=None, on=ON, key="x", lang="en").after.decode()


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (AmendmentRequest("replaces", "/responsibilities/tel/when", "x"), "står: tell, ask"),
        (AmendmentRequest("replaces", "/responsibilities/tell/deadline", "x"), "står: within"),
        (AmendmentRequest("adds", "/responsibilities/tell/does", "x"), "bruk --replace"),
        (AmendmentRequest("adds", "/ingen/sted", "x"), "stedet finnes ikke"),
        (AmendmentRequest("removes", "noe"), "/del/id/felt"),
        (AmendmentRequest("prolongs", value=dt.date(2027, 12, 31)), "senere dag"),
    ],
)
def test_a_change_that_does_not_fit_writes_nothing(
    wanted: AmendmentRequest, words: str, tmp_path: Path
) -> None:
    repo, entry = one(tmp_path, document(more=DUTIES, **HOLDS))
    with refused(UsageError, words):
        amend(entry, repo, [wanted], valid_from=DAY, on=ON)
    assert not list((tmp_path / "agreements").glob("*endring*"))


def test_drafts_withdrawn_documents_and_taken_keys(tmp_path: Path) -> None:
    repo = repository(tmp_path, document(**HOLDS), document("b", **HOLDS))
    a, b = repo.entries
    with refused(StateError, "utkast"):
        amend(a, repo, [], valid_from=DAY, on=ON)
    repo = event(event(repo, a), b)
    with refused(UsageError, "tatt av"):
        amend(a, repo, [], valid_from=DAY, on=ON, key="b")
    with refused(UsageError, "små bokstaver"):
        amend(a, repo, [], valid_from=DAY, on=ON, key="../b")
    repo = event(repo, a, "withdrawal")
    with refused(StateError, "trukket tilbake"):
        amend(a, repo, [], valid_from=DAY, on=ON)
