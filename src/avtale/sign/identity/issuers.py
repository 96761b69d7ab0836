"""Who stands behind a certificate, among the issuers that the one who asks trusts."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from avtale.sign.identity.binding import ANYONE, Issued, public_key_sha256, sha256
from avtale.sign.identity.certificates import is_demonstration

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

    from avtale.sign.identity.trust import Trust

_LONGEST = 10  # certificates on a path; three or four are usual


def issued_on(path: Any, trust: Trust) -> Issued:
    """From a path that was validated (pyHanko's `ValidationPath`); None gives what vouches for nothing."""
    if path is None:
        return Issued()
    authorities = [_certificate(one) for one in path.iter_certs(include_root=True)][:-1]
    return _issued(authorities, trust)


def issued_for(certificate: Certificate, chain: Sequence[Certificate], trust: Trust) -> Issued:
    """From the certificate alone, before it is used: who signed whom, without dates or revocation.

    Where `trust` has no issuer at all, and for demonstrations, anyone may vouch: those who verify decide.
    """
    if not trust.anchors or is_demonstration(certificate):
        return ANYONE
    anchors = _certificates(trust.anchors)
    known = [*anchors, *chain, *_certificates(trust.others)]
    path: list[Certificate] = []
    at = certificate
    while len(path) < _LONGEST:
        above = next((one for one in known if _signed_by(at, one)), None)
        if above is None:
            return Issued()
        path.append(above)
        if above in anchors:
            return _issued(path, trust)
        at = above
    return Issued()


def _issued(authorities: Sequence[Certificate], trust: Trust) -> Issued:
    anchors = _certificates(trust.anchors)
    return Issued(
        by=frozenset(map(sha256, authorities)),
        only=_hierarchies(one for one in anchors if not is_demonstration(one)) == 1,
        demonstration=any(is_demonstration(one) for one in authorities if one in anchors),
    )


def _hierarchies(anchors: Iterable[Certificate]) -> int:
    """How many issuers they are: one that another of them issued, or a renewal with the same key, is none of its own."""
    distinct = {(one.subject.public_bytes(), public_key_sha256(one)): one for one in anchors}
    each = list(distinct.values())
    return sum(not any(other is not one and _signed_by(one, other) for other in each) for one in each)


def _signed_by(certificate: Certificate, issuer: Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except Exception:  # another name, another key, or a kind of key the library does not know
        return False
    return True


def _certificates(parsed: Iterable[Any]) -> list[Certificate]:
    """Those that the library can read: an odd one in a bundle of many issuers is no path of ours."""
    found = []
    for one in parsed:
        with contextlib.suppress(ValueError, TypeError):
            found.append(_certificate(one))
    return found


def _certificate(parsed: Any) -> Certificate:
    """The library's certificate of what asn1crypto read."""
    from cryptography.x509 import load_der_x509_certificate

    return load_der_x509_certificate(parsed.dump())
