"""Until when what proves a signature holds, as the register keeps it and the agenda tells it."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from avtale.facts.agenda import agenda
from avtale.facts.repository import Repository
from avtale.sign.embedded import embedded_source
from avtale.sign.identity.credentials import Credential
from avtale.sign.proven import of_the_file
from avtale.sign.recording import record_signature
from avtale.sign.signing import sign
from avtale.sign.timestamps import record_timestamp
from tests.unit.sign.test_levels import Notary
from tests.unit.sign.test_verify import AT
from tests.unit.sign.world import WHEN, World, source_text

SETTINGS = (
    "format: 1\nowner: {names: [{name: Eksempel, language: nb}]}\nsigning: {count_demonstration: true}\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "agreements"
    approval = folder / "register/eksempel-nav-ot/2.00/approval.yaml"
    approval.parent.mkdir(parents=True)
    (folder / "avtale.yaml").write_text(SETTINGS, encoding="utf-8")
    (folder / "eksempel-nav-ot-2.00.yaml").write_bytes(source_text())
    fingerprint = Repository.open(folder).entries[0].fingerprint
    approval.write_text(
        "format: 1\nevent: approval\nkey: eksempel-nav-ot\nversion: '2.00'\non: 2026-11-20\n"
        f"approved_by: Bo Eksempel\nfingerprint: {fingerprint}\n",
        encoding="utf-8",
    )
    return folder


def _told(root: Path, on: dt.date, kind: str) -> list[tuple[str, dt.date, str]]:
    return [(one.id, one.due, one.status) for one in agenda(Repository.open(root), on) if one.kind == kind]


def _end(credential: Credential) -> dt.date:
    return credential.certificate.not_valid_after_utc.date()


def test_a_certificate_ends_and_an_archive_timestamp_settles_it_until_it_ends(
    root: Path, world: World
) -> None:
    signed = sign(world.unsigned, party="county", credential=world.county, when=WHEN, confirmed=True)
    record_signature(signed, root / "x.pdf", Repository.open(root))
    on, ends = WHEN.date(), _end(world.county)
    assert [(name, status) for name, _, status in _told(root, on, "signature")] == [
        ("signature.county", "done"),
        ("signature.nav", "missed"),
    ]
    [(name, day, status)] = _told(root, on, "certificate")
    assert (name, status) == ("certificate.county", "due")
    assert abs((day - ends).days) <= 1  # in Norway it may be the next day

    notary = Notary()
    pdf = notary.add_archive_timestamp(signed.data)
    source = embedded_source(pdf, "x.pdf")
    assert source is not None
    before = _told(root, on, "certificate")
    for trust, recorded in (
        (world.trust, 0),
        (notary.trust, 1),
        (notary.trust, 0),
    ):  # then nothing is missing
        reader = PdfFileReader(io.BytesIO(pdf))
        now = max(AT, dt.datetime.now(dt.UTC))
        stamps = [one for one, _ in of_the_file(reader.embedded_timestamp_signatures, reader, trust, now)]
        added = record_timestamp(pdf, stamps, source, "x.pdf", Repository.open(root))
        assert len(added) == recorded
        if trust is world.trust:
            assert _told(root, on, "certificate") == before, (
                "one of an issuer that nobody trusts settles nothing"
            )
    assert [status for _, _, status in _told(root, on, "certificate")] == ["done"]
    [(_, until, status)] = _told(root, on, "timestamp")
    assert status == "due"
    assert until > on
    assert [status for _, _, status in _told(root, until + dt.timedelta(days=1), "timestamp")] == ["missed"]


def test_a_file_without_an_archive_timestamp_has_none_to_record(root: Path, world: World) -> None:
    source = embedded_source(world.twice, "x.pdf")
    assert source is not None
    assert record_timestamp(world.twice, [], source, "x.pdf", Repository.open(root)) == ()
