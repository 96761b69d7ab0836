"""Who is told whose turn it is: who is asked, else all who approve; afterwards who sent it and who wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest

from avtale.facts.repository import Repository
from avtale.remind.turns import TurnEvent, TurnTaken, readers
from tests.support import AGREEMENT, ON

SENT = "format: 1\nevent: sent\non: 2026-05-20\nby: Siri Tenkt\nto: Kim Liksom\n"
SENT += f"fingerprint: sha256-jcs:{'0' * 64}\n"
PEOPLE = {
    "Kim Liksom": "kim@a.example", "Per Forfatter": "per@a.example", "Siri Tenkt": "siri@a.example",
}  # fmt: skip
APPROVERS = ("alle@a.example", "ikke en adresse")


@pytest.mark.parametrize(
    ("event", "by", "people", "told"),
    [
        ("sent", "Siri Tenkt", {}, ["kim@a.example"]),
        ("sent", "Siri Tenkt", {"Kim Liksom": "kim@local.invalid"}, ["alle@a.example"]),
        ("sent", "Siri Tenkt", {"Kim Liksom": "kim@host.local"}, ["alle@a.example"]),
        ("sent", "Siri Tenkt", {"Kim Liksom": None}, ["alle@a.example"]),
        ("returned", "Kim Liksom", {}, ["siri@a.example", "per@a.example"]),
        ("returned", "Kim Liksom", {"Per Forfatter": None}, ["siri@a.example"]),
        ("returned", "Kim Liksom", {"Per Forfatter": "siri@a.example"}, ["siri@a.example"]),
        ("approved", "Siri Tenkt", {}, ["per@a.example"]),  # nobody is told of what they did themselves
        ("approved", "Kim Liksom", {"Siri Tenkt": None, "Per Forfatter": None}, []),
    ],
)
def test_who_is_told(
    event: TurnEvent, by: str, people: dict[str, str | None], told: list[str], tmp_path: Path
) -> None:
    held = "".join(
        f"  - {{role: r, name: {name}, email: {to}}}\n" for name, to in {**PEOPLE, **people}.items() if to
    )
    files = {
        "avtale.yaml": "format: 1\n",
        "prove-1.00.yaml": AGREEMENT.replace("written_by: ", "written_by: Per Forfatter  # ", 1),
        "contacts.yaml": f"format: 1\ncontacts:\n{held}",
        "comments/prove/1.00/1-sent-abcdef.yaml": SENT,
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    repository = Repository.open(tmp_path)
    entry = repository.entries[0]
    assert entry.header is not None
    assert entry.header.written_by == "Per Forfatter"
    taken = TurnTaken(event, entry, by, "http://127.0.0.1/")
    assert [one.to.spec for one in readers(taken, repository, ON, APPROVERS)] == told
