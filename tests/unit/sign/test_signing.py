"""Signing keeps what was there, fills one reserved field, and refuses all else with one sentence."""

from __future__ import annotations

import dataclasses
import io
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from asn1crypto import cms

from avtale.errors import AvtaleError, StateError, UsageError
from avtale.lifecycle.approve import Approval
from avtale.sign.embedded import embedded_source
from avtale.sign.signing import refuse_unfit, sign
from tests.judges.pdf import complaints, second_opinions
from tests.unit.sign.world import WHEN, World, make_pdf, source_text


def _refusal(kind: type[AvtaleError], pdf: bytes, world: World, **changes: Any) -> AvtaleError:
    arguments: dict[str, Any] = {
        "party": "county",
        "credential": world.county,
        "when": WHEN,
        "name": "fil.pdf",
    }
    with pytest.raises(kind) as caught:
        sign(pdf, **{**arguments, **changes})
    assert caught.value.nb != caught.value.en
    assert "fil.pdf" in caught.value.nb
    return caught.value


def test_signing_only_adds(world: World) -> None:
    assert world.once.startswith(world.unsigned)
    assert world.twice.startswith(world.once)


def test_the_record_is_what_the_register_needs(world: World) -> None:
    from hashlib import sha256

    from cryptography.hazmat.primitives.serialization import Encoding

    signed = sign(world.unsigned, party="nav", credential=world.nav, when=WHEN)
    assert (signed.field, signed.party, signed.time) == ("signature-nav", "nav", WHEN)
    assert signed.signer == "DEMO – ikke gyldig: Avdelingsdirektør"
    assert signed.demonstration
    assert signed.pdf_sha256 == sha256(signed.data).hexdigest()
    assert signed.certificate_sha256 == sha256(world.nav.certificate.public_bytes(Encoding.DER)).hexdigest()
    source = embedded_source(world.unsigned, "x")
    assert source is not None
    assert signed.source == source


def test_both_standards_hold_before_and_after_each_signature(world: World) -> None:
    for pdf in (world.unsigned, world.once, world.twice):
        assert complaints(pdf) == []
        assert second_opinions(pdf) == []


def test_the_container_is_pades_baseline_b(world: World) -> None:
    """EN 319 142-1, 6.3: sub-filter, time in /M only, the certificate bound by its SHA-256 digest."""
    with _signature(world.once, "signature-county") as value:
        assert value.SubFilter == "/ETSI.CAdES.detached"
        assert str(value.M) == "D:20261121120000Z"
        signed = cms.ContentInfo.load(bytes(value.Contents))["content"]
    signer = signed["signer_infos"][0]
    attributes = {attribute["type"].native for attribute in signer["signed_attrs"]}
    assert attributes == {"content_type", "message_digest", "signing_certificate_v2"}
    assert signer["digest_algorithm"]["algorithm"].native == "sha256"
    assert len(signed["certificates"]) == 1  # a root that the receiver does not trust already is no help


def test_the_first_signature_lets_only_fields_be_filled(world: World) -> None:
    with _signature(world.once, "signature-county") as value:
        assert value.Reference[0].TransformParams.P == 2
        assert "/DigestMethod" not in value.Reference[0]  # ISO 19005-3, 6.4.3
    with _signature(world.twice, "signature-nav") as value:
        assert "/Reference" not in value


def test_metadata_stay_as_they_were(world: World) -> None:
    with pikepdf.open(io.BytesIO(world.unsigned)) as before, pikepdf.open(io.BytesIO(world.twice)) as after:
        assert after.Root.Metadata.read_raw_bytes() == before.Root.Metadata.read_raw_bytes()
        assert dict(after.docinfo) == dict(before.docinfo)
        assert "/NeedAppearances" not in after.Root.AcroForm
        assert after.Root.AcroForm.SigFlags == 3
        assert "/Version" not in after.Root
        assert set(after.Root.Extensions.keys()) == {"/ESIC"}


def test_the_stamp_shows_signer_time_and_demonstration(world: World, tmp_path: Path) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(world.twice)
    text = subprocess.run(
        ["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True
    ).stdout
    assert text.count("DEMO – ikke gyldig") == 2
    for words in ("Fylkesutdanningssjef", "Eksempel fylkeskommune", "21.11.2026 kl. 13.00", "kl. 14.00"):
        assert words in text
    fonts = subprocess.run(
        ["pdffonts", path], check=True, capture_output=True, text=True
    ).stdout.splitlines()[2:]
    assert len(fonts) >= 4
    for line in fonts:
        assert "Avtale-Sans" in line
        assert line.split()[-5:-2] == ["yes", "yes", "yes"]  # embedded, subset, with ToUnicode


def test_a_stamp_breaks_neither_on_odd_letters_nor_in_a_small_field(world: World) -> None:
    from dataclasses import replace

    odd = replace(world.county, signer="<b>&amp; " + "Ø" * 200)
    assert sign(world.unsigned, party="county", credential=odd, when=WHEN).data.startswith(world.unsigned)


def test_a_field_without_size_is_signed_without_a_stamp(world: World) -> None:
    with pikepdf.open(io.BytesIO(world.unsigned)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            field.Rect = pikepdf.Array([10, 10, 10, 10])
        output = io.BytesIO()
        pdf.save(output)
    signed = sign(output.getvalue(), party="county", credential=world.county, when=WHEN)
    with _signature(signed.data, "signature-county") as value:
        assert value.SubFilter == "/ETSI.CAdES.detached"


def test_a_pdf_without_source(world: World) -> None:
    assert "carries no source" in _refusal(UsageError, make_pdf(None), world).en


def test_a_party_that_is_none_is_told_who_they_are(world: World) -> None:
    refusal = _refusal(UsageError, world.unsigned, world, party="school")
    assert "county (Eksempel fylkeskommune), nav (NAV Eksempel)" in refusal.en


def test_the_reserved_timestamp_field_is_nobodys(world: World) -> None:
    _refusal(UsageError, world.unsigned, world, party="archive-timestamp")


def test_a_party_without_a_field_is_told_who_has_one(world: World) -> None:
    pdf = make_pdf(source_text(), fields=("nav",))
    assert "There are fields for: nav." in _refusal(UsageError, pdf, world).en


def test_a_field_is_filled_only_once(world: World) -> None:
    assert "signed fil.pdf already" in _refusal(StateError, world.once, world).en


def test_a_transcription_is_never_signed(world: World) -> None:
    pdf = make_pdf(source_text(extra="transcribed_from: {title: Papiravtale}\n"))
    assert "transcription" in _refusal(StateError, pdf, world).en


def test_a_draft_is_not_signed(world: World) -> None:
    draft = make_pdf(source_text(approval=""))
    assert "is a draft" in _refusal(StateError, draft, world).en
    source = embedded_source(world.unsigned, "x")
    assert source is not None
    with pytest.raises(StateError, match="is a draft"):
        refuse_unfit(source, None, world.county, "fil.pdf")  # the register has no approval


def test_the_register_decides_what_was_approved(world: World) -> None:
    source = embedded_source(world.unsigned, "x")
    assert source is not None
    approval = Approval("Bo Eksempel", WHEN.date(), source.fingerprint, Path("event"), Path("file"))
    assert (
        sign(world.unsigned, party="nav", credential=world.nav, when=WHEN, approval=approval).party == "nav"
    )
    other = Approval("Bo Eksempel", WHEN.date(), "sha256-jcs:" + "0" * 64, Path("event"), Path("file"))
    assert "not what was approved" in _refusal(StateError, world.unsigned, world, approval=other).en


def test_a_document_that_forbids_more_signatures(world: World) -> None:
    with pikepdf.open(io.BytesIO(world.once)) as pdf:
        pdf.Root.Perms.DocMDP.Reference[0].TransformParams.P = 1
        output = io.BytesIO()
        pdf.save(output)
    refusal = _refusal(StateError, output.getvalue(), world, party="nav", credential=world.nav)
    assert "does not allow it" in refusal.en


def test_a_time_without_zone(world: World) -> None:
    with pytest.raises(UsageError, match="no time zone"):
        sign(world.unsigned, party="county", credential=world.county, when=WHEN.replace(tzinfo=None))


def test_openssl_confirms_the_container(world: World, tmp_path: Path) -> None:
    """CMS and chain by another implementation, over the bytes that /ByteRange names."""
    with _signature(world.twice, "signature-nav") as value:
        _, first, second, length = (int(number) for number in value.ByteRange)
        container = cms.ContentInfo.load(bytes(value.Contents)).dump()
    (tmp_path / "signed").write_bytes(world.twice[:first] + world.twice[second : second + length])
    (tmp_path / "cms").write_bytes(container)
    moment = str(int((WHEN + timedelta(days=1)).timestamp()))
    command = ["openssl", "cms", "-verify", "-cades", "-inform", "DER", "-in", "cms", "-content", "signed"]
    options = ["-binary", "-CAfile", str(world.keys.ca), "-attime", moment, "-purpose", "any", "-out", "out"]
    answer = subprocess.run([*command, *options], cwd=tmp_path, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    (tmp_path / "signed").write_bytes(world.once)
    assert subprocess.run([*command, *options], cwd=tmp_path, capture_output=True).returncode != 0


def test_pdfsig_and_qpdf_agree(world: World, tmp_path: Path) -> None:
    for count, data in ((1, world.once), (2, world.twice)):
        path = tmp_path / f"{count}.pdf"
        path.write_bytes(data)
        told = subprocess.run(["pdfsig", path], capture_output=True, text=True).stdout
        assert told.count("Signature is Valid.") == count
        assert told.count("\n  - Total document signed") == 1
        assert subprocess.run(["qpdf", "--check", path], capture_output=True).returncode == 0


@contextmanager
def _signature(pdf: bytes, field: str) -> Iterator[Any]:
    """The signature dictionary of a field, read by another library than the one that wrote it."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        yield next(one.V for one in opened.Root.AcroForm.Fields if str(one.T) == field)


@pytest.mark.parametrize("kind", ["agreement", "follow_up_plan"])
def test_an_invented_example_takes_demonstration_keys_only(kind: str, world: World) -> None:
    text = source_text(extra="invented: true\n").replace(b"kind: agreement", f"kind: {kind}".encode())
    real = dataclasses.replace(world.county, demonstration=False)
    with pytest.raises(StateError, match="demonstration key"):
        sign(make_pdf(text), party="county", credential=real, when=WHEN)
    assert sign(make_pdf(text), party="county", credential=world.county, when=WHEN).demonstration


def test_a_plan_is_signed_without_being_approved(world: World) -> None:
    text = source_text(approval="").replace(b"kind: agreement", b"kind: follow_up_plan")
    assert sign(make_pdf(text), party="nav", credential=world.nav, when=WHEN).party == "nav"
    with pytest.raises(StateError):
        sign(make_pdf(source_text(approval="")), party="nav", credential=world.nav, when=WHEN)
