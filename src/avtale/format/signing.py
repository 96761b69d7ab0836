"""Which signature fields a document has: the one place that page, signing, verdict and status agree on."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from avtale.format.model import Document, Party, Signatory

PARTY_FIELD = "signature-"
"""A party's field is called this and the party's id."""

TIMESTAMP_FIELD = "archive-timestamp"
"""The field reserved for an archive timestamp; no party signs in it."""


class SignatureField(Struct, frozen=True):
    """One block on the page: who signs, for which party, in which PDF field.

    `name` is "" where no field is reserved: a signatory tied to no party, or a transcription.
    """

    name: str
    party_id: str | None
    party: Party | None
    signatory: Signatory | None


def signature_fields(document: Document) -> tuple[SignatureField, ...]:
    """A block for each signatory, then one for each party without any: every party binds itself and signs, or adopts.

    A transcription shows the blocks of its source and reserves nothing.
    """
    transcribed = document.transcribed_from is not None
    parties = {party.id: party for party in document.parties if party.id}
    signatories: tuple[Signatory, ...] = getattr(document, "signatories", ())
    named = signed_for(signatories)
    wanted: list[tuple[str | None, Signatory | None]] = [(one.party, one) for one in signatories]
    adoptions = getattr(document, "adoptions", ())
    adopting = {adoption.party for adoption in adoptions}
    if not transcribed and (signatories or not adoptions):
        wanted += [(party, None) for party in parties if party not in named | adopting]
    count: dict[str, int] = {}
    taken = {field_name(party_id) for party_id, _ in wanted if party_id}
    blocks = []
    for party_id, signatory in wanted:
        name = ""
        if party_id:
            count[party_id] = count.get(party_id, 0) + 1
            name = field_name(party_id, count[party_id])
            while count[party_id] > 1 and name in taken:  # the second of "nav" is not the first of "nav-2"
                name = f"{name}-{count[party_id]}"
            taken.add(name)
        blocks.append(SignatureField(name, party_id, parties.get(party_id or ""), signatory))
    return tuple(blocks)


def signed_for(signatories: Iterable[Signatory]) -> set[str | None]:
    """The ids of the parties that somebody signs for, also on behalf of."""
    return {party for one in signatories for party in (one.party, *one.on_behalf_of)}


def field_name(party: str, number: int = 1) -> str:
    """The PDF field of a party's first, second … signatory: signature-nav, signature-nav-2."""
    return f"{PARTY_FIELD}{party}" if number == 1 else f"{PARTY_FIELD}{party}-{number}"


def party_of(field: str) -> str | None:
    """The id of the party that signs in `field`, or None where it is no party's field."""
    return field[len(PARTY_FIELD) :] if field.startswith(PARTY_FIELD) and field != PARTY_FIELD else None


def required_fields(document: Document) -> dict[str, str]:
    """The fields that must be filled, each with its party; none for a transcription."""
    if document.transcribed_from is not None:
        return {}
    return {
        block.name: block.party_id for block in signature_fields(document) if block.name and block.party_id
    }
