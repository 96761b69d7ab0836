"""Files that pass, and other programs' ways to sign and to preserve."""

from __future__ import annotations

import asyncio
import io
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import asn1crypto.tsp  # noqa: F401  # names the content type of timestamps
import pypdfium2
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from avtale.errors import UsageError
from avtale.sign.identity.credentials import Credential
from avtale.sign.identity.trust import Trust
from avtale.sign.signing import simple_signer
from avtale.sign.verdict import FileVerdict
from tests.unit.sign.test_levels import Notary
from tests.unit.sign.test_verify import AT, judge
from tests.unit.sign.world import PASSWORD, World


class Ground:
    """The world of the unit tests, a notary, and the files."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.notary = Notary()
        theirs = self.notary.trust
        self.trust = Trust(world.trust.anchors + theirs.anchors, (), world.trust.crls + theirs.crls)

    def verdict(self, pdf: bytes) -> FileVerdict:
        # Other programs take the time from the clock, and a claimed time that has not come yet does not pass.
        return judge(pdf, self.world, trust=self.trust, at=max(AT, datetime.now(UTC)))

    def answer(self, pdf: bytes) -> str:
        """The verdict's word, or "refused" where the file is not read; whatever else is raised fails the test."""
        try:
            return self.verdict(pdf).verdict
        except UsageError:
            return "refused"

    def signed(self, pdf: bytes, party: str, said: dict[str, Any] | None = None, **more: Any) -> bytes:
        """As another program signs, which asks nothing about what it signs: PAdES in the party's reserved field.

        `said` is what the signer says beside the signature, as the library's `PdfSignatureMetadata` has it.
        """
        credential: Credential = getattr(self.world, party)
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        first = not any(one.sig_object_type == "/Sig" for one in reader.embedded_signatures)
        metadata = PdfSignatureMetadata(
            field_name=f"signature-{party}",
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            certify=first,
            docmdp_permissions=MDPPerm.FILL_FORMS,
            **(said or {}),
        )
        output = io.BytesIO()
        signer = PdfSigner(metadata, simple_signer(credential), **more)
        asyncio.run(
            signer.async_sign_pdf(
                IncrementalPdfFileWriter.from_reader(reader), existing_fields_only=True, output=output
            )
        )
        return output.getvalue()

    def stamped(self, pdf: bytes, field: str | None = None) -> bytes:
        """A document timestamp, in a new field unless `field` names one."""
        output = io.BytesIO()
        PdfTimeStamper(self.notary.stamper, field_name=field).timestamp_pdf(
            IncrementalPdfFileWriter(io.BytesIO(pdf)), "sha256", output=output
        )
        return output.getvalue()

    def preserved(self, pdf: bytes) -> bytes:
        """Validation data behind the file."""
        return self.notary.add_revocation_data(pdf)

    def by_command(self, pdf: bytes, party: str, folder: Path) -> bytes:
        """Signed by the `pyhanko` command."""
        source, target, words = folder / "in.pdf", folder / "out.pdf", folder / "words"
        source.write_bytes(pdf)
        words.write_text(PASSWORD)
        command = [
            "addsig",
            "--field",
            f"signature-{party}",
            "--use-pades",
            "pkcs12",
            "--passfile",
            str(words),
        ]
        key = self.world.keys.folder / f"{party}.p12"
        program = Path(sys.executable).with_name("pyhanko")
        subprocess.run(
            [str(program), "sign", *command, str(source), str(target), str(key)],
            check=True,
            capture_output=True,
        )
        return target.read_bytes()

    @cached_property
    def by_others(self) -> bytes:
        """Signed by both parties with another program, with signature timestamps."""
        return self.notary.sign(self.notary.sign(self.world.unsigned, "county"), "nav")

    def naively(self, pdf: bytes) -> bool:
        """What a check says that asks pyHanko about the last signature, with the library's own policy of changes."""
        reader = PdfFileReader(io.BytesIO(pdf))
        context = ValidationContext(
            trust_roots=list(self.trust.anchors), crls=list(self.trust.crls), allow_fetching=False, moment=AT
        )
        return bool(validate_pdf_signature(reader.embedded_regular_signatures[-1], context).bottom_line)


def poppler_sees(pdf: bytes, folder: Path) -> str:
    """The words on the pages, annotations and fields included, as Poppler draws them."""
    file = folder / "seen.pdf"
    file.write_bytes(pdf)
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext")
    return subprocess.run(["pdftotext", str(file), "-"], check=True, capture_output=True).stdout.decode()


def pdfsig_is_content(pdf: bytes, folder: Path) -> bool:
    """Whether `pdfsig` finds two signatures whose digests fit."""
    if shutil.which("pdfsig") is None:
        pytest.skip("no pdfsig")
    file = folder / "checked.pdf"
    file.write_bytes(pdf)
    said = subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, check=False).stdout.decode()
    return said.count("Signature is Valid") == 2


def drawn(pdf: bytes) -> bytes:
    """The first page as PDFium draws it, forms and annotations included."""
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()
        return bytes(document[0].render(scale=1, may_draw_forms=True).buffer)
