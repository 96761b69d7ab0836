"""What a signer says beside the signature: why, where, and what it commits to.

Signed, and so part of what was agreed: "holds only until 2027" as the reason is a reservation that no page shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from avtale.message import Message
from avtale.sign.names import shown

_KEYS = {"reason": "/Reason", "location": "/Location", "contact": "/ContactInfo", "name": "/Name"}
_WORDS = {
    "reason": Message("grunn «{said}»", "reason “{said}”"),
    "location": Message("sted «{said}»", "place “{said}”"),
    "contact": Message("kontakt «{said}»", "contact “{said}”"),
    "name": Message("navn «{said}»", "name “{said}”"),
    "policy": Message("policy «{said}»", "policy “{said}”"),
}
_LONGEST, _CUT = 500, " […] "
_COMMITMENT, _POLICY = "1.2.840.113549.1.9.16.2.16", "1.2.840.113549.1.9.16.2.15"
_AGREES = frozenset(
    {"1.2.840.113549.1.9.16.6.1", "1.2.840.113549.1.9.16.6.5"}
)  # proof of origin, of approval

AGREES_TO_NOTHING = Message(
    "Underskriften sier bare noe annet enn enighet, for eksempel at filen er mottatt. Be om en underskrift som godkjenner.",
    "The signature says something else than agreement, such as that the file was received. Ask for one that approves.",
)


def stated(signature: Any) -> dict[str, str]:
    """What the signature dictionary says (ISO 32000-1, table 252; none beside a file) and the policy it names, by our words for it."""
    entries = getattr(signature, "sig_object", {})
    found = {word: str(entries[key]) for word, key in _KEYS.items() if key in entries}
    found["policy"] = " ".join(_policies(signature))
    return {word: _cut(text) for word, said in found.items() if (text := shown(said))}


def _cut(said: str) -> str:
    """Too long a text without its middle: what limits a signature may stand at its end, behind a page of anything."""
    half = _LONGEST // 2
    return said if len(said) <= _LONGEST else said[:half] + _CUT + said[-half:]


def _policies(signature: Any) -> Iterator[str]:
    """What the policy that it was signed under says to the reader, else its number (EN 319 122-1, 5.2.9)."""
    for one in _signed_values(signature, _POLICY):
        policy = one.chosen
        if one.name == "signature_policy_id":
            qualifiers = policy["sig_policy_qualifiers"] or ()
            notices = [told for each in qualifiers if (told := _notice(each["sig_qualifier"].native))]
            yield " ".join(notices) or policy["sig_policy_id"].dotted


def _notice(qualifier: Any) -> str:
    if isinstance(qualifier, dict):
        qualifier = qualifier.get("explicit_text") or qualifier.get("uri")
    return qualifier if isinstance(qualifier, str) else ""


def _signed_values(signature: Any, kind: str) -> Iterator[Any]:
    for attribute in signature.signer_info["signed_attrs"]:
        if attribute["type"].dotted == kind:
            yield from attribute["values"]


def agrees(signature: Any) -> bool:
    """Whether it commits to the content (EN 319 122-1, 5.2.3): one that commits only to receipt or delivery does not."""
    kinds = {one["commitment_type_id"].dotted for one in _signed_values(signature, _COMMITMENT)}
    return not kinds or bool(kinds & _AGREES)


def sentence(said: dict[str, str], signer: str | None) -> Message | None:
    """What `stated` found, for the reader; None where there is nothing. A name that is the certificate's adds nothing."""
    told = [
        Message(words.nb, words.en, said=said[word])
        for word, words in _WORDS.items()
        if word in said and (word != "name" or said[word] != signer)
    ]
    return Message("Underskriveren oppgir {told}.", "The signer states {told}.", told=told) if told else None
