"""Is a certificate the party's own? A signature may hold and still be somebody else's.

What binds a certificate to a party (docs/decisions/0015):

1. its digest, where the one who asks has said that it is the party's;
2. the party's organisation number in it, under any issuer he trusts;
3. the party's name (or the name of the person who signs for it), under an issuer that he has named for the
   party, or under the only issuer he trusts. A demonstration's issuer vouches for demonstrations.

EN 319 102-1 leaves this to the one who asks: its validation says that a certificate's holder signed, not whether the
holder may sign for a party. The sub-indication is that of a constraint that is not met (5.2.8).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from avtale.sign.identity.certificates import is_demonstration
from avtale.sign.identity.subject import Subject, folded, subject_of
from avtale.sign.names import fitted

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

To = Literal["party", "another", "nobody"]


class PartyIdentity(Struct, frozen=True):
    """What a document says of a party: its id, names, organisation number, and the persons who sign for it."""

    id: str
    names: tuple[str, ...]
    organisation_number: str | None = None
    persons: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The first name, else the id."""
        return self.names[0] if self.names else self.id


class Vouched(Struct, frozen=True):
    """What the one who asks has said of a party, by its name or organisation number.

    `certificates` are digests (SHA-256, lower-case hex) of certificates that are the party's,
    `issuers` of certificates of CAs that may vouch for it by name.
    """

    party: str
    certificates: frozenset[str] = frozenset()
    issuers: frozenset[str] = frozenset()

    def speaks_of(self, party: PartyIdentity) -> bool:
        """Whether it is said of `party`."""
        wanted = folded(self.party)
        number = "".join(self.party.split())
        return wanted in map(folded, party.names) or number == party.organisation_number


class Issued(Struct, frozen=True):
    """Who stands behind a certificate: digests of the CAs on its path, and whether it is the only issuer trusted.

    `demonstration` says that the anchor is one that makes demonstrations.
    """

    by: frozenset[str] = frozenset()
    only: bool = False
    demonstration: bool = False


NOBODY = Issued()
"""Where no trusted issuer stands behind a certificate."""

ANYONE = Issued(only=True)
"""Where the one who asks has named no issuer at all: then who issued it is left to those who verify."""


class Binding(Struct, frozen=True):
    """To whom a certificate is bound; `party` is the other one where it is another's.

    `named` tells that it names the party, and that only the issuer's word for it is missing.
    """

    to: To
    party: PartyIdentity | None = None
    named: bool = False


def bind(
    certificate: Certificate,
    party: str,
    parties: Sequence[PartyIdentity],
    vouched: Iterable[Vouched] = (),
    issued: Issued = NOBODY,
) -> Binding:
    """To whom of `parties` the certificate is bound, seen from the field of `party` (an id).

    Digest, number and name are asked in this order, each of the party first and then of the others.
    """
    own = next((one for one in parties if one.id == party), None)
    asked = [*([] if own is None else [own]), *(one for one in parties if one.id != party)]
    vouched = tuple(vouched)
    subject = subject_of(certificate)
    digest = sha256(certificate)
    demonstration = is_demonstration(certificate)
    for one in asked:
        if _by_digest(digest, one, vouched):
            return _bound(one, own)
    for one in asked:
        if one.organisation_number in subject.numbers:
            return _bound(one, own)
    if own is not None and own.organisation_number and subject.numbers:
        return Binding("nobody")  # another organisation, even where it has the same name
    for by_name in (_organisation_of, _person_of):
        for one in asked:
            if by_name(subject, one, demonstration):
                if one is own and not _may_vouch(own, vouched, issued, demonstration):
                    return Binding("nobody", own, named=True)
                return _bound(one, own, named=one is own)
    return Binding("nobody")


def _bound(found: PartyIdentity, own: PartyIdentity | None, *, named: bool = False) -> Binding:
    return Binding("party" if found is own else "another", found, named=named)


def _by_digest(digest: str, party: PartyIdentity, vouched: Iterable[Vouched]) -> bool:
    return any(digest in one.certificates and one.speaks_of(party) for one in vouched)


def _organisation_of(subject: Subject, party: PartyIdentity, demonstration: bool) -> bool:
    names = set(map(folded, party.names))
    if demonstration:  # we cut long names ourselves when we made the certificate
        names |= {folded(fitted(name)) for name in party.names}
    return bool(subject.organisations & names)


def _person_of(subject: Subject, party: PartyIdentity, demonstration: bool) -> bool:
    return not demonstration and bool(subject.persons & set(map(folded, party.persons)))


def _may_vouch(party: PartyIdentity, vouched: Iterable[Vouched], issued: Issued, demonstration: bool) -> bool:
    if issued.demonstration:  # its word holds among demonstrations, and nowhere else
        return demonstration
    named = [one.issuers for one in vouched if one.issuers and one.speaks_of(party)]
    return any(issuers & issued.by for issuers in named) if named else issued.only


def settings_line(party: PartyIdentity, certificate: Certificate) -> str:
    """What to write under `signing: signers:` so that the certificate is the party's."""
    name = json.dumps(party.name, ensure_ascii=False)
    return f"{{party: {name}, certificates: [{sha256(certificate)}]}}"


def sha256(certificate: Certificate) -> str:
    """The certificate's digest, as settings name it (lower-case hex of SHA-256 over the DER)."""
    from cryptography.hazmat.primitives.serialization import Encoding

    return hashlib.sha256(certificate.public_bytes(Encoding.DER)).hexdigest()


def public_key_sha256(certificate: Certificate) -> str:
    """The digest of its public key: the same in every certificate for one key pair, however each writes the key.

    A point may be compressed (SEC 1, 2.3.3), and an RSA key named for one scheme (RFC 4055, 1.2): so it is written anew.
    """
    from asn1crypto.x509 import Certificate as Parsed
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    try:
        key = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    except (UnsupportedAlgorithm, ValueError):  # a kind of key that the library does not know
        key = Parsed.load(certificate.public_bytes(Encoding.DER)).public_key.dump()
    return hashlib.sha256(key).hexdigest()
