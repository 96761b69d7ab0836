"""What comes of all that was found of a file: one verdict, and what the reader has to know."""

from __future__ import annotations

from collections.abc import Sequence

from avtale.message import Message
from avtale.sign.verdict import FileVerdict, SignatureVerdict, SourceVerdict, Verdict

__all__ = ["combine", "same_person"]


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
    told += same_person(signatures)
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


def same_person(signatures: Sequence[SignatureVerdict]) -> list[Message]:
    """Told, never failed: a person may hold an office in each of two parties, or two in one (not asked of demonstrations)."""
    parties: dict[str, list[str]] = {}
    for one in signatures:
        if one.signer and one.party and not one.demonstration and one.signer != one.organisation:
            parties.setdefault(one.signer.casefold(), []).append(one.party)
    names = {one.signer.casefold(): one.signer for one in signatures if one.signer}
    return [
        Message(
            "Samme navn, {name}, står som underskriver for {parties}.",
            "The same name, {name}, stands as signer for {parties}.",
            name=names[who],
            parties=sorted(set(ids)),
        )
        if len(set(ids)) > 1
        else Message(
            "Samme navn, {name}, står {number} ganger som underskriver for {party}.",
            "The same name, {name}, stands {number} times as signer for {party}.",
            name=names[who],
            number=len(ids),
            party=ids[0],
        )
        for who, ids in parties.items()
        if len(ids) > 1
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
