"""Fill a party's signature field: PAdES B-B (ETSI EN 319 142-1) as an incremental update."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from io import BytesIO
from types import EllipsisType
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from avtale.errors import StateError, UsageError
from avtale.facts.seen import signature_sum
from avtale.lifecycle.transcription import never_approved
from avtale.oslo import day_in_oslo
from avtale.sign.conformity import refuse_nonconforming
from avtale.sign.embedded import EmbeddedSource, source_of
from avtale.sign.identity.binding import Vouched, public_key_sha256
from avtale.sign.identity.certificates import certificate_of, last_day
from avtale.sign.identity.credentials import Credential
from avtale.sign.identity.own_key import party_binding, refuse_stranger, refuse_used_key
from avtale.sign.pages.evidence import approved_fingerprint, require_rendering
from avtale.sign.pages.evidence_words import ONLY_WORDS
from avtale.sign.pdf.reading import field_reference, open_pdf, readable, signature_fields
from avtale.sign.pdf.states import before_signing, first_revision
from avtale.sign.updates.structure import examine
from avtale.sign.verdict import RenderingVerdict

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

    from avtale.facts.repository import Repository
    from avtale.lifecycle.approve import Approval
    from avtale.sign.identity.trust import Trust


class Signed(Struct, frozen=True):
    """A signed file, and what the register needs to record of it (digests are lower-case hex of SHA-256).

    `previous_sha256` is of the file as the signature before left it, or as it was rendered; `rendering` what was found of its pages, where that was asked.
    """

    data: bytes
    field: str
    party: str
    signer: str
    time: datetime
    demonstration: bool
    pdf_sha256: str
    certificate_sha256: str
    source: EmbeddedSource
    previous_sha256: str
    rendering: RenderingVerdict | None = None
    certificate_until: date | None = None

    @property
    def seen_as(self) -> bytes:
        """What tells the signature to the one who made it (`facts/seen.py`)."""
        source = self.source
        told = (source.key, source.version, self.party, source.fingerprint, self.pdf_sha256, self.signer)
        return signature_sum(*told, demonstration=self.demonstration)


def sign(
    pdf: bytes,
    *,
    party: str,
    credential: Credential,
    when: datetime,
    name: str = "PDF",
    approval: Approval | None = None,
    repository: Repository | None = None,
    trust: Trust | None = None,
    vouched: Sequence[Vouched] = (),
    confirmed: bool = False,
) -> Signed:
    """Sign `pdf` as `party` (an id) and give the file back with that party's field filled.

    `when` (with time zone) is the time the signature claims. `name` is what
    messages call the file. What was in the file stays byte for byte; the
    signature is added behind it. A file is a draft where its own header bears no
    approval; one of other content than that of `approval` is refused. Where a `repository` is given and knows the
    document, its register must have the approval, and the pages must be what rendering of the embedded source gives in it. `trust` and `vouched` are
    what the signer's own settings say of issuers and of who signs for whom;
    `confirmed` says that a person has confirmed a key that nothing binds to the party.

    The first signature allows only that further fields are filled (DocMDP
    level 2, ISO 32000-2, 12.8.2.2): the second party can sign, and nobody can lay a
    new visible field over the text. Level 1 would shut the second party out,
    and no level at all would leave it to each reader what it thinks of later changes.

    Raises `UsageError` where the file is no PDF of ours, the party is none of its parties or
    its field is missing; `StateError` where the field is signed already, an
    earlier signature forbids it or does not hold any more, the document is a transcription or a draft, its pages are
    not what the source gives, or the key is another party's or, unless `confirmed`, nobody's.
    """
    if when.tzinfo is None:
        raise UsageError(nb="Tidspunktet mangler tidssone.", en="The time has no time zone.")
    reader = open_pdf(pdf, name)
    source = source_of(reader, name)
    if source is None:
        raise UsageError(
            nb=f"{name} har ingen kilde vedlagt. Lag filen med «avtale render» og signer den.",
            en=f"{name} carries no source. Make the file with “avtale render” and sign that.",
        )
    approved = approved_for(source, repository) if approval is None else approval.fingerprint
    refuse_unfit(source, approved, credential, name, repository)
    _refuse_broken(pdf, reader, source, name)
    with readable(name):
        fields = signature_fields(reader)
    if not any(fields.values()):  # later ones add to what the first party signed, and cannot mend it
        refuse_nonconforming(pdf, name)
    field = _field_for(party, source, fields, name)
    refuse_stranger(
        party_binding(credential, party, source.identities, trust, vouched),
        party,
        credential,
        source,
        confirmed,
    )
    with readable(name):
        signed = [(one.field_name, partial(_key_in, one)) for one in reader.embedded_regular_signatures]
        refuse_used_key(signed, party, credential, source)
    rendering = None
    if repository is not None:
        on = day_in_oslo(when)
        rendering = require_rendering(pdf, reader, source, repository, name, on=on)
        if rendering.reason == ONLY_WORDS:
            refuse_nonconforming(first_revision(pdf, reader) or pdf, name)
    data = _fill(reader, field, credential, when, source, fields, name)
    certificate = _der(credential.certificate)
    return Signed(
        data=data,
        field=field,
        party=party,
        signer=credential.signer,
        time=when,
        demonstration=credential.demonstration,
        pdf_sha256=hashlib.sha256(data).hexdigest(),
        certificate_sha256=hashlib.sha256(certificate).hexdigest(),
        source=source,
        previous_sha256=hashlib.sha256(before_signing(pdf, reader)).hexdigest(),
        rendering=rendering,
        certificate_until=last_day(credential.certificate),
    )


sign_pdf = sign  # as avtale has it, flat


def require_party(party: str, source: EmbeddedSource, name: str) -> None:
    """Raise `UsageError` that lists the parties where `party` is none of those of the document in the file `name`."""
    if party not in source.parties:
        there = ", ".join(f"{identity} ({title})" for identity, title in source.parties.items())
        raise UsageError(
            nb=f"«{party}» er ikke part i {name}. Partene er: {there or 'ingen'}.",
            en=f"“{party}” is no party to {name}. The parties are: {there or 'none'}.",
        )


def _key_in(signature: Any) -> str | None:
    return None if signature.signer_cert is None else public_key_sha256(certificate_of(signature))


def _refuse_broken(pdf: bytes, reader: PdfFileReader, source: EmbeddedSource, name: str) -> None:
    """Nobody signs on a file in which an earlier signature does not hold any more, or that was changed since it was made."""
    if pdf.count(b"startxref") < 2:
        return
    structure = examine(pdf, reader, frozenset(source.fields))
    faults = (*structure.because.values(), *structure.faults)
    if faults:
        raise StateError(
            nb=f"{name} kan ikke underskrives. {faults[0].nb} Be avsenderen om filen slik den var.",
            en=f"{name} cannot be signed. {faults[0].en} Ask the sender for the file as it was.",
        )


def approved_for(source: EmbeddedSource, repository: Repository | None) -> str | EllipsisType | None:
    """The fingerprint that the register approved for the document, None for none; `...` where no register knows its key."""
    if repository is None or source.key not in repository.versions:
        return ...
    return approved_fingerprint(repository, source.key, source.version or "")


def refuse_unfit(
    source: EmbeddedSource,
    approved: str | EllipsisType | None,
    credential: Credential,
    name: str,
    repository: Repository | None = None,
) -> None:
    """Raise `StateError` for what is never signed: a transcription, a draft, an invented example with a real key.

    `approved` as `approved_for` gives it. A `repository` that knows the document tells what can be done instead.
    """
    if source.transcription:
        known = repository.versions.get(source.key or "", ()) if repository is not None else ()
        for entry in known:
            if repository is not None and entry.version == source.version:
                raise never_approved(entry, repository)
        raise StateError(
            nb=f"{name} er en avskrift av et annet dokument. En avskrift blir aldri underskrevet.",
            en=f"{name} is a transcription of another document. A transcription is never signed.",
        )
    if source.document.get("invented") is True and not credential.demonstration:
        raise StateError(
            nb=f"{name} er et oppdiktet eksempel og kan bare underskrives med en demonstrasjonsnøkkel.",
            en=f"{name} is an invented example and can only be signed with a demonstration key.",
        )
    if source.document.get("kind") == "follow_up_plan":  # is signed, never approved
        return
    # Both: a PDF made before the approval says "draft" on its pages, whatever the register says by now.
    if not source.approved or approved is None:
        raise StateError(
            nb=f"{name} er et utkast. Godkjenn det først med «avtale approve», og lag filen på nytt.",
            en=f"{name} is a draft. Approve it first with “avtale approve”, and render the file again.",
        )
    if approved not in (..., source.fingerprint):
        raise StateError(
            nb=f"Innholdet i {name} er et annet enn det som ble godkjent. "
            "Lag filen på nytt av den godkjente filen.",
            en=f"The content of {name} is not what was approved. "
            "Render the file again from the approved file.",
        )


def _field_for(party: str, source: EmbeddedSource, fields: dict[str, Any | None], name: str) -> str:
    require_party(party, source, name)
    required = [field for field, signs in source.fields.items() if signs == party]
    reserved = [field for field in required if field in fields]
    if not reserved:
        there = ", ".join(dict.fromkeys(source.fields[field] for field in fields if field in source.fields))
        raise UsageError(
            nb=f"{name} har intet felt der {party} kan underskrive. Felt finnes for: {there or 'ingen'}.",
            en=f"{name} has no field for {party} to sign. There are fields for: {there or 'nobody'}.",
        )
    empty = [field for field in reserved if fields[field] is None]
    if not empty:
        raise StateError(
            nb=f"{party} har alt underskrevet {name}. Et felt kan bare fylles én gang.",
            en=f"{party} has signed {name} already. A field can be filled only once.",
        )
    return empty[0]


def _fill(
    reader: PdfFileReader,
    field: str,
    credential: Credential,
    when: datetime,
    source: EmbeddedSource,
    fields: dict[str, Any | None],
    name: str,
) -> bytes:
    with readable(name):
        from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
        from pyhanko.sign.general import SigningError
        from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
        from pyhanko.sign.signers.constants import ESIC_EXTENSION_1

        class Signer(PdfSigner):
            """Names PAdES as the one extension; for EC keys the library would lift the file to PDF 2.0,
            but PDF/A-3 is PDF 1.7 (ISO 19005-3, 5.1)."""

            def register_extensions(self, pdf_out: Any, *, md_algorithm: str) -> None:  # noqa: ARG002
                pdf_out.register_extension(ESIC_EXTENSION_1)

        metadata = PdfSignatureMetadata(
            field_name=field,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            name=credential.signer,
            certify=not any(fields.values()),
            docmdp_permissions=MDPPerm.FILL_FORMS,
        )
        style = _stamp(reader, field, credential, when, source)
        signer = Signer(metadata, simple_signer(credential), stamp_style=style)
        try:
            return _run(signer, reader, when, _room(credential))
        except SigningError as error:
            raise StateError(
                nb=f"{name} kan ikke underskrives: en tidligere underskrift eller filen selv "
                "tillater det ikke.",
                en=f"{name} cannot be signed: an earlier signature or the file itself does not allow it.",
            ) from error


def _room(credential: Credential) -> int:
    """How many hexadecimal digits to keep free for the signature. The library would make it twice to find out.

    It holds the certificates, names the issuer of the signer's own one twice, and has at most 512 bytes of
    RSA and some 500 of attributes beside these (ETSI EN 319 122-1, B-B: there is no time stamp).
    """
    own = len(_der(credential.certificate))
    return 2 * (3 * own + sum(len(_der(one)) for one in credential.chain) + 2048)


def _run(signer: Any, reader: PdfFileReader, when: datetime, room: int) -> bytes:
    """The library's own steps one by one, since its shorthand takes the time from the clock."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

    class Writer(IncrementalPdfFileWriter):
        """Leaves the metadata alone: rewritten, Info and XMP would differ, and the claims could go."""

        def _update_meta(self) -> None:
            return

    async def steps() -> bytes:
        writer = Writer.from_reader(reader)
        session = signer.init_signing_session(writer, existing_fields_only=True)
        session.system_time = when
        prepared = session.prepare_tbs_document(None, room)
        output = BytesIO()
        digest, output = prepared.digest_tbs_document(output=output)
        await prepared.perform_signature(
            document_digest=digest.document_digest,
            pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=when),
        )
        return bytes(output.getvalue())

    return asyncio.run(steps())


def _stamp(
    reader: PdfFileReader, field: str, credential: Credential, when: datetime, source: EmbeddedSource
) -> Any:
    """The style for the field, or None for one without a size, which stays invisible."""
    from avtale.sign.stamp import draw_stamp, stamp_style

    left, low, right, high = (float(edge) for edge in field_reference(reader, field).get_object()["/Rect"])
    width, height = abs(right - left), abs(high - low)
    if width < 1 or height < 1:
        return None
    drawn = draw_stamp(
        width,
        height,
        signer=credential.signer,
        organisation=credential.organisation,
        when=when,
        lang=str(source.document.get("language", "nb")),
        demonstration=credential.demonstration,
    )
    return stamp_style(drawn)


def simple_signer(credential: Credential) -> Any:
    """pyHanko's signer with the key, and the chain without its root."""
    from asn1crypto import keys, x509
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    key = credential.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    store = SimpleCertificateStore.from_certs(
        [x509.Certificate.load(_der(one)) for one in credential.chain if one.issuer != one.subject]
    )  # a root the receiver does not trust already is no use inside the signature
    return SimpleSigner(
        signing_cert=x509.Certificate.load(_der(credential.certificate)),
        signing_key=keys.PrivateKeyInfo.load(key),
        cert_registry=store,
    )


def _der(certificate: Any) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding

    return bytes(certificate.public_bytes(Encoding.DER))
