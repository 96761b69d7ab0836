"""Is the key one is about to sign with the party's own? Asked before anything is signed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from avtale.errors import StateError
from avtale.sign.identity.binding import (
    ANYONE,
    Binding,
    PartyIdentity,
    Vouched,
    bind,
    public_key_sha256,
    settings_line,
)
from avtale.sign.identity.credentials import Credential
from avtale.sign.identity.issuers import issued_for
from avtale.sign.names import visible

if TYPE_CHECKING:
    from avtale.sign.embedded import EmbeddedSource
    from avtale.sign.identity.trust import Trust


def party_binding(
    credential: Credential,
    party: str,
    parties: Sequence[PartyIdentity],
    trust: Trust | None = None,
    vouched: Sequence[Vouched] = (),
) -> Binding:
    """To whom the key is bound, by the signer's own settings.

    Where they name no issuer, a certificate that names the party is taken at its word: it is the signer's own,
    and who may vouch for it is for those who verify.
    """
    issued = ANYONE if trust is None else issued_for(credential.certificate, credential.chain, trust)
    return bind(credential.certificate, party, parties, vouched, issued)


def refuse_stranger(
    found: Binding, party: str, credential: Credential, source: EmbeddedSource, confirmed: bool
) -> None:
    """Raise `StateError` where the key is another party's, or nobody's and no person has confirmed it."""
    own = next((one for one in source.identities if one.id == party), PartyIdentity(party, ()))
    who = described(credential)
    if found.to == "another" and found.party is not None:
        raise StateError(
            nb=f"Nøkkelen tilhører {found.party.name} ({who}), ikke {own.name}. Bruk nøkkelen til {own.name}.",
            en=f"The key belongs to {found.party.name} ({who}), not to {own.name}. Use the key of {own.name}.",
        )
    if found.to == "nobody" and not confirmed:
        line = visible(settings_line(own, credential.certificate))
        raise StateError(
            nb=f"Ingenting viser at nøkkelen ({who}) er for {own.name}. Er den det, så kjør kommandoen i en terminal og "
            f"bekreft det, eller legg sertifikatet inn under signing: signers: i innstillingene dine: "
            f"{line}.",
            en=f"Nothing shows that the key ({who}) is for {own.name}. If it is, run the command in a terminal and "
            f"confirm it, or put the certificate under signing: signers: in your settings: "
            f"{line}.",
        )


def refuse_used_key(
    signed: Iterable[tuple[str, Callable[[], str | None]]],
    party: str,
    credential: Credential,
    source: EmbeddedSource,
) -> None:
    """Raise `StateError` where the key has signed for another party, else the file does not show that both did.

    `signed` are the filled fields, each with what gives the digest of the key in it; None where that cannot be read.
    """
    mine = public_key_sha256(credential.certificate)
    for field, key in signed:
        other = source.fields.get(field)
        if other not in (None, party) and key() == mine:
            who = source.parties.get(other or "", other)
            raise StateError(
                nb=f"Nøkkelen har allerede underskrevet for {who}. Hver part må underskrive med sin egen nøkkel.",
                en=f"The key has signed for {who} already. Each party must sign with a key of its own.",
            )


def described(credential: Credential) -> str:
    """The signer's name, with the organisation where that is another word."""
    parts = dict.fromkeys((credential.signer, credential.organisation or credential.signer))
    return ", ".join(parts)
