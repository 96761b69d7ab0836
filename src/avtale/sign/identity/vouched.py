"""What settings say of who signs for whom, with the issuers they name looked up."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.configuration import TrustSettings
from avtale.sign.identity.binding import Vouched
from avtale.sign.identity.trust import load_trust


def vouched(settings: TrustSettings) -> Iterator[Vouched]:
    """Each entry of `signers`. Raises `UsageError` where an issuer's file cannot be read."""
    for one in settings.signing.signers:
        if one.party is None:
            continue
        anchors = load_trust([settings.path(path) for path in one.issuers]).anchors
        yield Vouched(
            one.party,
            certificates=frozenset(digest.lower() for digest in one.certificates),
            issuers=frozenset(anchor.sha256.hex() for anchor in anchors),
        )
