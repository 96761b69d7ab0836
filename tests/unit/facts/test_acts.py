"""Who did what with a document: each act once, in the order it was done, with who put it into git."""

from __future__ import annotations

from pathlib import Path

import pytest

from avtale.facts.acts import acts
from avtale.facts.git_log import log, others
from avtale.facts.repository import Repository
from tests.git import git
from tests.support import AGREEMENT, write

PRINT = "sha256-jcs:" + "0" * 64
SENT = "format: 1\nevent: sent\non: 2026-11-20\nby: Per\nto: Kim\nfingerprint: " + PRINT + "\n"
BACK = "format: 1\nevent: returned\non: 2026-11-20\nby: Kim\ntext: Nei\n"
DONE = "format: 1\nkey: prove\nduty: evaluation\noccurrence: 2027-04-30\ndone_on: 2027-04-12\nby: Kontoret\n"

BEGAN = "2026-11-19T10:00:00+01:00"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    found = tmp_path / "agreements"
    write(found / "avtale.yaml", "format: 1\n")
    write(found / "ot/prove-1.00.yaml", AGREEMENT)
    return found


def told(root: Path) -> list[tuple[str, str, str]]:
    return [(one.what, one.who, one.recorded_by) for one in acts("prove", Repository.open(root))]


def test_each_act_once_the_newest_first(root: Path) -> None:
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "Begynner", who="Ola", at=BEGAN)
    for number, (name, text, who) in enumerate(
        [("1-sent-a", SENT, "Per"), ("2-returned-b", BACK, "Skrivebordet"), ("10-sent-c", SENT, "Per")]
    ):
        write(root / f"comments/prove/1.00/{name}.yaml", text)
        git(root, "add", ".")
        git(root, "commit", "-qm", name, who=who, at=f"2026-11-20T1{number}:00:00+01:00")
    write(root / "log/prove/2027-04-30-evaluation.yaml", DONE)
    assert told(root) == [
        ("done", "Kontoret", ""),  # git does not have it yet
        ("sent", "Per", "Per"),
        ("returned", "Kim", "Skrivebordet"),
        ("sent", "Per", "Per"),
        ("saved", "Ola", ""),
    ]
    git(root, "add", ".")
    git(root, "commit", "-qm", "Gjort", who="Per", at="2027-04-12T10:00:00+02:00")
    assert told(root)[0] == ("done", "Kontoret", "Per")


def test_a_forged_date_leaves_out_its_commit_alone(root: Path) -> None:
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "Begynner", who="Ola", at=BEGAN)
    write(root / "ot/prove-1.00.yaml", AGREEMENT.replace("melde fra", "melde straks fra"))
    git(root, "commit", "-qam", "Forfalsket", who="Per", at=BEGAN)
    made = git(root, "cat-file", "commit", "HEAD").replace("+0100", "+9900")
    forged = git(root, "hash-object", "-t", "commit", "-w", "--literally", "--stdin", given=made + "\n")
    git(root, "update-ref", "HEAD", forged)
    assert told(root) == [("saved", "Ola", "")]


@pytest.mark.parametrize(
    ("event", "fields", "expected"),
    [
        ("approval", "approved_by: Gro\nfingerprint: " + PRINT, ("approval", "Gro", "", "")),
        ("withdrawal", "withdrawn_by: Gro\nreason: Feil", ("withdrawal", "Gro", "", "Feil")),
        ("takeover", "taken_over_by: Gro\nwhere: sak 1\nfingerprint: " + PRINT, ("takeover", "Gro", "", "sak 1")),
        ("closing", "closed_by: Gro\nbecause: history", ("closing", "Gro", "history", "")),
        ("adoption", "body: Fylkestinget", ("adoption", "Fylkestinget", "", "")),
        ("termination", "party: nav\nreason: Flyttet", ("termination", "", "nav", "Flyttet")),
        (
            "review",
            "reviewed_by: Gro\nparent: over\nparent_version: '2.00'\ndecision: kept\nreason: Lest",
            ("review_kept", "Gro", "over 2.00", "Lest"),
        ),
    ],
)  # fmt: skip
def test_an_event_of_the_register_tells_who_and_about_what(
    root: Path, event: str, fields: str, expected: tuple[str, ...]
) -> None:
    head = f"format: 1\nevent: {event}\nkey: prove\nversion: '1.00'\non: 2026-11-20\n"
    write(root / f"register/prove/1.00/{event}.yaml", head + fields)
    repository = Repository.open(root)
    assert not [problem for one in repository.register.events for problem in one.problems]
    assert [(one.what, one.who, one.about, one.text) for one in acts("prove", repository)] == [expected]


def test_outside_git_the_files_tell_in_the_order_of_their_numbers(root: Path) -> None:
    for name, text in (
        ("10-sent-c", SENT),
        ("1-sent-a", SENT),
        ("2-returned-b", BACK),
        ("3-broken", "format: ["),
    ):
        write(root / f"comments/prove/1.00/{name}.yaml", text)
    assert [what for what, _, _ in told(root)] == ["sent", "returned", "sent"]
    turn = Repository.open(root).comments.turn("prove", "1.00")
    assert turn is not None
    assert turn.event == "sent"
    assert log(root, [root]) == others(root, root / "ot/prove-1.00.yaml") == []


def test_git_runs_nothing_that_a_repository_names_and_odd_commits_do_no_harm(
    root: Path, tmp_path: Path
) -> None:
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "En\x01to", who="A\x02<B", at=BEGAN)
    ran = tmp_path / "ran"
    for name in ("core.pager", "diff.external", "gpg.program", "core.sshCommand", "pager.log"):
        git(root, "config", name, f"touch {ran}")
    git(root, "config", "log.showSignature", "true")
    (one,) = log(root, [root / "ot"])
    assert one.subject.startswith("En")
    assert "ot/prove-1.00.yaml" in one.files
    git(root, "checkout", "-qb", "annet")
    write(root / "ot/prove-1.00.yaml", AGREEMENT.replace("month: 4", "month: 5"))
    git(root, "commit", "-qam", "Mai", who="Ola", at=BEGAN)
    git(root, "branch", "samme")
    git(root, "checkout", "-q", "main")
    assert others(root, root / "ot/prove-1.00.yaml") == ["refs/heads/annet"]  # the same text is told once
    assert not ran.exists()
