"""Which fields a document has, and how many of them are signed by the register."""

from __future__ import annotations

from pathlib import Path

from avtale.facts.repository import Repository
from avtale.facts.seen import seen_as
from avtale.facts.signatures import Signed, of_the_content, signed
from avtale.format.signing import required_fields
from tests.unit.facts.world import document, repository

PARTIES = "parties: [{id: p, names: [{name: A}]}, {id: p-2, names: [{name: B}]}]\n"
TEXT = document(
    more="signatories: [{party: p}, {party: p, title: Nestleder}, {party: p-2}, {party: p-2}]\n"
).replace("parties: [{id: p, names: [{name: Eksempel fylkeskommune}]}]\n", PARTIES)


def test_the_second_field_of_a_party_is_not_the_first_of_another(tmp_path: Path) -> None:
    entry = repository(tmp_path, TEXT).entries[0]
    assert entry.document is not None
    assert list(required_fields(entry.document).values()) == ["p", "p", "p-2", "p-2"]


def test_a_signature_that_is_recorded_twice_is_one(tmp_path: Path) -> None:
    made = repository(tmp_path, TEXT)
    entry = made.entries[0]
    event = (
        "format: 1\nevent: signature\nkey: a\nversion: '1.00'\non: 2026-06-01\nparty: p\nsigner: Kari\nsigned_at: 2026-06-01T12:00:00+02:00\n"
        f"fingerprint: {entry.fingerprint}\npdf_sha256: {'1' * 64}\nprevious_sha256: {'0' * 64}\ncertificate_sha256: {'2' * 64}\n"
        "file: a.pdf\ndemonstration: false\n"
    )
    folder = tmp_path / "agreements/register/a/1.00"
    folder.mkdir(parents=True)
    for name in ("signature-p-1", "signature-p-2"):
        (folder / f"{name}.yaml").write_text(event, encoding="utf-8")
    again = Repository.open(tmp_path / "agreements")
    assert not [problem for one in again.register.events for problem in one.problems]
    seen = [seen_as(one) for one in of_the_content(again.entries[0], again)]
    assert signed(again.entries[0], again, seen) == Signed(4, 1, verified=1)
