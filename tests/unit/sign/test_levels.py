"""Signatures of the higher PAdES levels, made by pyHanko with a timestamp authority of our own."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import asn1crypto.tsp  # noqa: F401  # names the content type of timestamps
import pytest
from asn1crypto import crl as crl_structure
from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore

from avtale.sign.signing import simple_signer
from tests.unit.sign.authority import Authority, usage
from tests.unit.sign.test_verify import judge
from tests.unit.sign.world import WHEN, World

STAMPED = WHEN + timedelta(minutes=10)


class SignerThen(PdfSigner):
    """Claims `STAMPED` for the time; the library's own takes it from the clock."""

    def init_signing_session(self, *arguments: Any, **named: Any) -> Any:
        session = super().init_signing_session(*arguments, **named)
        session.system_time = STAMPED
        return session


class Notary:
    """An authority with a timestamper, and the party's signatures at each level."""

    def __init__(self, *, revoked: bool = False) -> None:
        self.authority = Authority()
        self.crl = self.authority.crl(revoked=revoked)
        key = rsa.generate_private_key(65537, 2048)  # the library's stamper knows no other
        purpose = x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.TIME_STAMPING])
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Oppdiktet tidsstempel")])
        certificate = self.authority._sign(name, key, usage(digital_signature=True), purpose)
        self.stamper = DummyTimeStamper(_asn1(certificate), _key(key), fixed_dt=STAMPED)
        self.trust = self.authority.trust(self.crl)

    def sign(
        self, pdf: bytes, party: str, *, subfilter: Any = SigSeedSubFilter.PADES, stamped: bool = True
    ) -> bytes:
        """`party`'s signature with a signature timestamp."""
        credential = self.authority.credentials[party]
        signer = simple_signer(credential)
        metadata = PdfSignatureMetadata(
            field_name=f"signature-{party}",
            md_algorithm="sha256",
            subfilter=subfilter,
            docmdp_permissions=MDPPerm.FILL_FORMS,
        )
        output = io.BytesIO()
        SignerThen(metadata, signer, timestamper=self.stamper if stamped else None).sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(pdf)), existing_fields_only=True, output=output
        )
        return output.getvalue()

    def add_revocation_data(self, pdf: bytes) -> bytes:
        """The revocation list in a document security store, as a further revision."""
        output = io.BytesIO(pdf)
        contents = PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures[-1].pkcs7_content.hex()
        DocumentSecurityStore.add_dss(
            output,
            contents.encode("ascii"),
            certs=[_asn1(self.authority.certificate)],
            crls=[crl_structure.CertificateList.load(self.crl)],
        )
        return output.getvalue()

    def add_archive_timestamp(self, pdf: bytes) -> bytes:
        """A document timestamp in the field reserved for it."""
        output = io.BytesIO()
        PdfTimeStamper(self.stamper, field_name="archive-timestamp").timestamp_pdf(
            IncrementalPdfFileWriter(io.BytesIO(pdf)), "sha256", output=output
        )
        return output.getvalue()


def _asn1(certificate: x509.Certificate) -> Any:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _key(key: Any) -> Any:
    return keys.PrivateKeyInfo.load(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))


@pytest.fixture(scope="module")
def notary() -> Notary:
    return Notary()


@pytest.fixture(scope="module")
def stamped(world: World, notary: Notary) -> bytes:
    """Signed by both with timestamps: B-T."""
    return notary.sign(notary.sign(world.unsigned, "county"), "nav")


def test_with_timestamps(world: World, notary: Notary, stamped: bytes) -> None:
    verdict = judge(stamped, world, trust=notary.trust)
    assert [(one.level, one.time, one.time_from) for one in verdict.signatures] == [
        ("B-T", STAMPED, "timestamp")
    ] * 2
    assert verdict.verdict == "total_passed"


def test_a_timestamp_nobody_trusts(world: World, notary: Notary, stamped: bytes) -> None:
    other = Notary()
    pdf = other.sign(other.sign(world.unsigned, "county"), "nav")
    verdict = judge(pdf, world, trust=notary.trust)
    assert {one.verdict for one in verdict.signatures} == {"indeterminate"}
    assert judge(stamped, world, trust=other.trust).verdict == "indeterminate"


def test_revoked_after_the_timestamp_is_still_undecided(world: World) -> None:
    notary = Notary(revoked=True)
    pdf = notary.sign(notary.sign(world.unsigned, "county"), "nav")
    verdict = judge(pdf, world, trust=notary.trust)
    assert verdict.signatures[0].sub_indication in ("REVOKED_NO_POE", "REVOKED")
    assert verdict.verdict != "total_passed"


def test_with_revocation_data_inside_no_other_list_is_needed(
    world: World, notary: Notary, stamped: bytes
) -> None:
    pdf = notary.add_revocation_data(stamped)
    verdict = judge(pdf, world, trust=type(notary.trust)(anchors=notary.trust.anchors))
    assert [one.level for one in verdict.signatures] == ["B-LT", "B-LT"]
    assert verdict.verdict == "total_passed"
    assert (
        judge(stamped, world, trust=type(notary.trust)(anchors=notary.trust.anchors)).verdict
        == "indeterminate"
    )


def test_with_an_archive_timestamp(world: World, notary: Notary, stamped: bytes) -> None:
    pdf = notary.add_archive_timestamp(notary.add_revocation_data(stamped))
    verdict = judge(pdf, world, trust=type(notary.trust)(anchors=notary.trust.anchors))
    assert [one.level for one in verdict.signatures] == ["B-LTA", "B-LTA"]
    assert [one.field for one in verdict.signatures] == ["signature-county", "signature-nav"]
    assert verdict.verdict == "total_passed"


def test_an_archive_timestamp_alone_seals_but_is_no_signature(world: World, notary: Notary) -> None:
    verdict = judge(notary.add_archive_timestamp(world.unsigned), world, trust=notary.trust)
    assert verdict.signatures == ()
    assert len(verdict.unsigned) == 2


def test_a_changed_byte_in_the_revocation_data_is_seen_or_harmless(
    world: World, notary: Notary, stamped: bytes
) -> None:
    """Nothing signed covers them; what they say is signed by the authority, so a change may only take them away."""
    pdf = notary.add_revocation_data(stamped)
    anchors = type(notary.trust)(anchors=notary.trust.anchors)
    start = pdf.index(b"stream", len(stamped))
    place = pdf.index(b"\x30\x82", start) + 60 if b"\x30\x82" in pdf[start:] else start + 80
    data = bytearray(pdf)
    data[place] ^= 0xFF
    assert judge(bytes(data), world, trust=anchors).verdict != "total_passed"


def test_the_old_kind_of_pdf_signature_is_not_pades(world: World, notary: Notary) -> None:
    old = SigSeedSubFilter.ADOBE_PKCS7_DETACHED
    pdf = world.unsigned
    for party in ("county", "nav"):
        pdf = notary.sign(pdf, party, subfilter=old, stamped=False)
    verdict = judge(pdf, world, trust=notary.trust)
    assert {(one.level, one.verdict) for one in verdict.signatures} == {(None, "indeterminate")}


def test_a_party_field_filled_by_a_timestamp_is_not_signed_by_the_party(world: World, notary: Notary) -> None:
    output = io.BytesIO()
    PdfTimeStamper(notary.stamper, field_name="signature-nav").timestamp_pdf(
        IncrementalPdfFileWriter(io.BytesIO(world.once)), "sha256", output=output
    )
    verdict = judge(output.getvalue(), world, trust=world.trust)
    assert verdict.verdict == "total_failed"


def test_the_second_party_may_sign_with_another_program(world: World, notary: Notary) -> None:
    """It rewrites the metadata with a new date, which the first signature bears; the title it does not."""
    pdf = notary.sign(world.once, "nav", stamped=False)
    both = type(world.trust)(
        world.trust.anchors + notary.trust.anchors, (), world.trust.crls + notary.trust.crls
    )
    verdict = judge(pdf, world, trust=both)
    assert b"xmp:ModifyDate" in pdf[len(world.once) :]
    assert verdict.verdict == "total_passed"
