"""What a signer says beside the signature: why, where, and what it commits to.

Signed, and so part of what was agreed: "holds only until 2027" as the reason is a reservation that no page shows.
"""

from __future__ import annotations

from typing import Any

from avtale.message import Message

_KEYS = {"reason": "/Reason", "location": "/Location", "contact": "/ContactInfo", "name": "/Name"}
_WORDS = {
    "reason": Message("grunn «{said}»", "reason “{said}”"),
    "location": Message("sted «{said}»", "place “{said}”"),
    "contact": Message("kontakt «{said}»", "contact “{said}”"),
    "name": Message("navn «{said}»", "name “{said}”"),
}
_LONGEST = 500
_COMMITMENT = "1.2.840.113549.1.9.16.2.16"
_AGREES = frozenset(
    {"1.2.840.113549.1.9.16.6.1", "1.2.840.113549.1.9.16.6.5"}
)  # proof of origin, of approval

AGREES_TO_NOTHING = Message(
    "Underskriften sier bare noe annet enn enighet, for eksempel at filen er mottatt. Be om en underskrift som godkjenner.",
    "The signature says something else than agreement, such as that the file was received. Ask for one that approves.",
)


def stated(signature: Any) -> dict[str, str]:
    """What the signature dictionary says (ISO 32000-1, table 252), by our words for it; nothing of one beside a file."""
    entries = getattr(signature, "sig_object", {})
    found = {word: str(entries[key]).strip()[:_LONGEST] for word, key in _KEYS.items() if key in entries}
    return {word: said for word, said in found.items() if said}


def agrees(signature: Any) -> bool:
    """Whether it commits to the content (EN 319 122-1, 5.2.3): one that commits only to receipt or delivery does not."""
    kinds = {
        one["commitment_type_id"].dotted
        for attribute in signature.signer_info["signed_attrs"]
        if attribute["type"].dotted == _COMMITMENT
        for one in attribute["values"]
    }
    return not kinds or bool(kinds & _AGREES)


def sentence(said: dict[str, str], signer: str | None) -> Message | None:
    """What `stated` found, for the reader; None where there is nothing. A name that is the certificate's adds nothing."""
    told = [
        Message(words.nb, words.en, said=said[word])
        for word, words in _WORDS.items()
        if word in said and (word != "name" or said[word] != signer)
    ]
    return Message("Underskriveren oppgir {told}.", "The signer states {told}.", told=told) if told else None
