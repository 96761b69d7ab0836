"""The answer to "is this file signed as it should be": records. How they combine stands in `combine`.

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
