"""The file stays in order when it is signed, once and twice, and a field made otherwise is seen."""

from __future__ import annotations

import datetime
import io
import subprocess
from pathlib import Path

import pytest
from asn1crypto import keys, x509
from cryptography import x509 as make
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.stamp import StaticStampStyle, TextStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from avtale.render.pdf import write_pdf
from tests.judges.pdf import complaints
from tests.unit.render.pages import META, SOURCE, agreement, agreement_pdf


@pytest.fixture(scope="module")
def signer() -> signers.SimpleSigner:
    """A certificate of an invented office, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = make.Name([make.NameAttribute(make.NameOID.COMMON_NAME, "DEMO – ikke gyldig")])
    start = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    certificate = (
        make.CertificateBuilder(name, name, key.public_key(), 1, start, start.replace(year=2060))
        .add_extension(make.KeyUsage(True, True, False, False, False, False, False, False, False), True)
        .sign(key, hashes.SHA256())
    )
    der = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return signers.SimpleSigner(
        x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
        keys.PrivateKeyInfo.load(der),
        SimpleCertificateStore(),
    )


def _sign(data: bytes, field: str, signer: signers.SimpleSigner, stamp: object = None) -> bytes:
    metadata = signers.PdfSignatureMetadata(
        field_name=field, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
    )
    style = stamp or StaticStampStyle(border_width=0, background=None)
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    output = io.BytesIO()
    signers.PdfSigner(metadata, signer, stamp_style=style).sign_pdf(  # type: ignore[arg-type]
        writer, existing_fields_only=True, output=output
    )
    return output.getvalue()


def test_signed_once_and_twice_it_is_still_in_order(signer: signers.SimpleSigner, tmp_path: Path) -> None:
    unsigned = agreement_pdf()
    once = _sign(unsigned, "signature-county", signer)
    twice = _sign(once, "signature-nav", signer)
    assert complaints(unsigned) == complaints(once) == complaints(twice) == []
    path = tmp_path / "twice.pdf"
    path.write_bytes(twice)
    verdict = subprocess.run(
        ["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False
    ).stdout
    assert verdict.count("Signature is Valid.") == 2


def test_a_stamp_of_pyhankos_own_is_seen(signer: signers.SimpleSigner) -> None:
    unsigned = agreement_pdf()
    stamped = _sign(unsigned, "signature-county", signer, TextStampStyle(stamp_text="Signert"))
    assert [text for text in complaints(stamped) if "is not embedded" in text]


def test_a_field_that_pyhanko_makes_is_seen() -> None:
    unsigned = write_pdf(agreement(signatures=False), meta=META, source=SOURCE).data
    writer = IncrementalPdfFileWriter(io.BytesIO(unsigned))
    fields.append_signature_field(writer, fields.SigFieldSpec("late", box=(50, 50, 200, 100)))
    output = io.BytesIO()
    writer.write(output)
    found = complaints(output.getvalue())
    assert "Widget late has no tag Form of its own. (UA 7.18.4-1)" in found
    assert "7.18.1-3" in "\n".join(found)
