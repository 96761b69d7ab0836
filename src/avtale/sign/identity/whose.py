"""The verdict on a signature once more, now that it is asked whose it is (`binding`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from avtale.message import Message
from avtale.sign.identity.binding import ANYONE, Binding, Issued, PartyIdentity, Vouched, bind, settings_line
from avtale.sign.identity.certificates import common_name
from avtale.sign.names import visible
from avtale.sign.verdict import Verdict

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

Judgement = tuple[Verdict, str | None, Message]

_SUB_INDICATION = "SIG_CONSTRAINTS_FAILURE"


def held_against_party(
    judgement: Judgement,
    certificate: Certificate,
    party: str,
    parties: Sequence[PartyIdentity],
    vouched: Sequence[Vouched],
    issued: Issued,
) -> Judgement:
    """`judgement`, unless the certificate is another party's (failed) or, where all else passed, nobody's (open)."""
    verdict = judgement[0]
    if verdict == "total_failed":
        return judgement
    passed = verdict == "total_passed"
    found = bind(certificate, party, parties, vouched, issued if passed else ANYONE)
    own = next((one for one in parties if one.id == party), PartyIdentity(party, ()))
    if found.to == "another" and found.party is not None:
        return "total_failed", _SUB_INDICATION, anothers(found.party, own)
    if found.to == "nobody" and passed:
        return "indeterminate", _SUB_INDICATION, nobodys(found, own, certificate)
    return judgement


def anothers(owner: PartyIdentity, party: PartyIdentity) -> Message:
    """The certificate is another party's."""
    return Message(
        f"Sertifikatet tilhører {owner.name}, men er brukt for {party.name}.",
        f"The certificate belongs to {owner.name} but was used for {party.name}.",
    )


def nobodys(found: Binding, party: PartyIdentity, certificate: Certificate) -> Message:
    """Nothing binds the certificate to the party; says what would."""
    line = visible(settings_line(party, certificate))
    way_nb = (
        "Er det kontrollert at sertifikatet er partens, legg det inn under signing: signers: "
        f"i innstillingene dine: {line}."
    )
    way_en = (
        "If it was checked that the certificate is the party's, put it under signing: signers: "
        f"in your settings: {line}."
    )
    if found.named:
        return Message(
            f"Sertifikatet nevner {party.name}, men ingen har sagt at utstederen kan gå god for det navnet. "
            f"Legg utstederen inn med issuers: for parten. {way_nb}",
            f"The certificate names {party.name}, but nobody has said that its issuer may vouch for that name. "
            f"Put in the issuer with issuers: for the party. {way_en}",
        )
    who = common_name(certificate)
    return Message(
        f"Ingenting viser at «{who}» underskriver for {party.name}. {way_nb}",
        f"Nothing shows that “{who}” signs for {party.name}. {way_en}",
    )
