"""The answer to "is this file signed as it should be": records, and how they combine.

The words are those of ETSI EN 319 102-1, 5.1.3: total_passed, total_failed, indeterminate.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from avtale.message import Message
from avtale.sign.stated import sentence

if TYPE_CHECKING:
    from avtale.sign.basis import Basis

Verdict = Literal["total_passed", "total_failed", "indeterminate"]
Level = Literal["B-B", "B-T", "B-LT", "B-LTA"]
TimeFrom = Literal["signer", "timestamp"]
Form = Literal["PAdES", "CAdES"]


class SignatureVerdict(Struct, frozen=True):
    """One signature, judged.

    `level` is the PAdES level the signature is built as, with the archive timestamps that the one who asks trusts, or
    None where it is not PAdES. `time` is the signer's own word unless `time_from` is "timestamp".
    `sub_indication` is None only for total_passed.
    """

    field: str
    party: str | None
    signer: str | None
    organisation: str | None
    time: datetime | None
    time_from: TimeFrom | None
    level: Level | None
    verdict: Verdict
    sub_indication: str | None
    reason: Message
    demonstration: bool
    certificate_sha256: str | None
    public_key_sha256: str | None = None
    form: Form = "PAdES"
    certificate_until: date | None = None
    """The last day the signer's certificate is valid."""
    stated: dict[str, str] = {}
    """What the signer says beside the signature: `reason`, `location`, `contact`, `name`, `policy`."""

    @property
    def remark(self) -> Message | None:
        """`stated` as a sentence; None where there is nothing."""
        return sentence(self.stated, self.signer)


class SourceVerdict(Struct, frozen=True):
    """The embedded source; `matches`: is it what the register says was approved (None: not asked)?"""

    key: str | None
    id: str | None
    version: str | None
    fingerprint: str
    matches: bool | None


RenderingState = Literal["recorded", "rendered", "compared", "undecided", "differs", "not_compared"]


class RenderingVerdict(Struct, frozen=True):
    """Are the pages what rendering of the embedded source gives?

    `recorded`: the register holds the digest of the file as it was before it was signed. `rendered`: rendering anew
    gave the same bytes. `compared`: made by other versions, and the same in all that could be compared.
    `undecided`: that could not be found out. `differs`: they are something else. `not_compared`: nobody asked.
    `sha256` is the digest of the first revision; `stated` is what the file says of how it was rendered.
    """

    state: RenderingState
    reason: Message
    sha256: str | None = None
    stated: tuple[tuple[str, str], ...] = ()

    def as_data(self, lang: str = "nb") -> dict[str, Any]:
        """The object `rendering` of `verify --format json`."""
        return {
            "state": self.state,
            "sha256": self.sha256,
            "stated": dict(self.stated) or None,
            "reason": self.reason.text(lang),
        }


class FileVerdict(Struct, frozen=True):
    """The whole: total_passed only where every required field is filled and passed, and the source matches.

    `unsigned` holds the required fields that are not filled; `reasons` what keeps
    the whole from passing, or what the reader has to know though it passed.
    """

    file: str
    verdict: Verdict
    signatures: tuple[SignatureVerdict, ...]
    unsigned: tuple[str, ...]
    source: SourceVerdict | None
    reasons: tuple[Message, ...]
    demonstration: bool
    without_register: bool
    basis: Basis | None = None
    """Where trust and register were taken from; None where a program asked."""
    signed_pdf: tuple[str, ...] | None = None
    """Of a page: the digests (SHA-256) of the signed PDFs it shows; None for a PDF."""
    conformance: tuple[str, tuple[str, ...] | None] | None = None
    """What standards the file claims, and the clauses it breaks (None: not judged)."""
    rendering: RenderingVerdict | None = None

    def as_data(self, lang: str = "nb") -> dict[str, Any]:
        """The shape of `verify --format json` (docs/architecture.md, "The contract"), with texts in `lang`."""
        return {
            "file": self.file,
            "verdict": self.verdict,
            "signatures": [_signature_data(one, lang) for one in self.signatures],
            "unsigned": list(self.unsigned),
            "source": None
            if self.source is None
            else {
                "key": self.source.key,
                "id": self.source.id,
                "version": self.source.version,
                "fingerprint": self.source.fingerprint,
                "matches": self.source.matches,
            },
            "rendering": None if self.rendering is None else self.rendering.as_data(lang),
            "demonstration": self.demonstration,
            "without_register": self.without_register,
            "reasons": [reason.text(lang) for reason in self.reasons],
            **({} if self.signed_pdf is None else {"signed_pdf": list(self.signed_pdf)}),
            **({} if self.basis is None else {"basis": self.basis.as_data()}),
            "conformance": None
            if self.conformance is None
            else {
                "claims": self.conformance[0],
                "breaks": None if self.conformance[1] is None else list(self.conformance[1]),
            },
        }


def _signature_data(one: SignatureVerdict, lang: str) -> dict[str, Any]:
    return {
        "field": one.field,
        "party": one.party,
        "signer": one.signer,
        "organisation": one.organisation,
        "certificate_sha256": one.certificate_sha256,
        "time": None if one.time is None else one.time.isoformat(),
        "time_from": one.time_from,
        "form": one.form,
        "level": one.level,
        "verdict": one.verdict,
        "sub_indication": one.sub_indication,
        "reason": one.reason.text(lang),
        "demonstration": one.demonstration,
        "stated": one.stated,
    }


def combine(
    *,
    file: str,
    signatures: tuple[SignatureVerdict, ...],
    required: dict[str, str],
    source: SourceVerdict | None,
    without_register: bool,
    count_demonstration: bool,
    faults: tuple[Message, ...] = (),
    notes: tuple[Message, ...] = (),
) -> FileVerdict:
    """Put the parts together; `required` goes from each field that the source requires to its party's name.

    `faults` is what fails the file beside its signatures, `notes` what the reader has to know whatever the verdict.
    """
    filled = {one.field: one for one in signatures}
    unsigned = tuple(field for field in required if field not in filled)
    failed: list[Message] = [
        Message(f"Underskriften fra {who} holder ikke.", f"The signature by {who} does not hold.")
        for one in signatures
        for who in [required.get(one.field, one.field)]
        if one.verdict == "total_failed"
    ]
    failed += faults
    open_: list[Message] = []
    if source is None:
        open_.append(_NO_SOURCE)
    elif not required:
        open_.append(_NO_PARTIES)
    open_ += [
        Message(f"{required[field]} har ikke underskrevet.", f"{required[field]} has not signed.")
        for field in unsigned
    ]
    open_ += [
        Message(
            f"Underskriften fra {who} kan ikke avgjøres.",
            f"The signature by {who} cannot be decided.",
        )
        for field, who in required.items()
        if (one := filled.get(field)) and one.verdict == "indeterminate"
    ]
    failed += _shared_keys(filled, required)
    demonstration = any(one.demonstration for one in signatures)
    if demonstration and not count_demonstration:
        open_.append(_DEMONSTRATION)
    if source is not None and source.matches is False:
        failed.append(_OTHER_CONTENT)
    elif source is not None and source.matches is None and not without_register:
        open_.append(_NOT_COMPARED)
    told = [*notes, *([_DEMONSTRATION_COUNTED] if demonstration and count_demonstration else [])]
    if without_register:
        told.append(_WITHOUT_REGISTER)
    verdict: Verdict = "total_failed" if failed else "indeterminate" if open_ else "total_passed"
    return FileVerdict(
        file=file,
        verdict=verdict,
        signatures=signatures,
        unsigned=unsigned,
        source=source,
        reasons=(*failed, *open_, *told),
        demonstration=demonstration,
        without_register=without_register,
    )


def _shared_keys(filled: dict[str, SignatureVerdict], required: dict[str, str]) -> list[Message]:
    """One key, in however many certificates, in the fields of two parties: it shows that one of them signed, not which."""
    by_key: dict[str, set[str]] = {}
    for field, who in required.items():
        if (one := filled.get(field)) and (key := one.public_key_sha256 or one.certificate_sha256):
            by_key.setdefault(key, set()).add(f"{who}\0{one.party}")
    return [
        Message(
            "Den samme nøkkelen er brukt for {names}. Hver part må underskrive med sin egen.",
            "The same key was used for {names}. Each party must sign with its own.",
            names=names,
        )
        for parties in by_key.values()
        if len(parties) > 1
        for names in [sorted(name.partition("\0")[0] for name in parties)]
    ]


_NO_SOURCE = Message(
    "Filen har ingen kilde vedlagt, så det er ukjent hvem som skal underskrive.",
    "The file carries no source, so who has to sign is unknown.",
)
_NO_PARTIES = Message(
    "Dokumentet har ingen parter som skal underskrive.", "The document has no parties that have to sign."
)
_DEMONSTRATION = Message(
    "DEMO – ikke gyldig: en underskrift er laget med demonstrasjonsnøkkel og teller ikke.",
    "DEMO – ikke gyldig: a signature was made with a demonstration key and does not count.",
)
_DEMONSTRATION_COUNTED = Message(
    "DEMO – ikke gyldig: demonstrasjonsunderskrifter er regnet med fordi innstillingene sier det.",
    "DEMO – ikke gyldig: demonstration signatures were counted because the settings say so.",
)
_OTHER_CONTENT = Message(
    "Innholdet er et annet enn det registeret sier ble godkjent.",
    "The content is not what the register says was approved.",
)
_NOT_COMPARED = Message(
    "Innholdet er ikke sammenlignet med registeret.",
    "The content was not compared with the register.",
)
_WITHOUT_REGISTER = Message(
    "Bare underskriftene er prøvd; innholdet er ikke sammenlignet med registeret.",
    "Only the signatures were judged; the content was not compared with the register.",
)
