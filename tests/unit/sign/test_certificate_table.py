"""Certificates, chains and times: each with its right verdict, and what OpenSSL says of the same signature.

The signatures are detached (CAdES), so that OpenSSL can judge them too; the judging of certificate and time is the same as
for a PDF. `openssl` is None where its rules ask for something else than ours, and the row says what.
"""

from __future__ import annotations

import dataclasses
import subprocess
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from avtale.sign.html.detached import DetachedSignature, sign_detached
from avtale.sign.html.verify import _judgement, _level
from avtale.sign.identity.binding import PartyIdentity, Vouched, sha256
from avtale.sign.identity.credentials import Credential
from avtale.sign.identity.trust import Trust
from avtale.sign.signature import judged
from avtale.sign.verdict import SignatureVerdict
from tests.unit.sign.issuing import YEAR, Issuer, name, trusting
from tests.unit.sign.world import WHEN

DATA = b"<!DOCTYPE html><title>Avtale</title>"
COUNTY = PartyIdentity("county", ("Eksempel fylkeskommune",), "800000009")
NAV = PartyIdentity("nav", ("NAV Eksempel",), "800000017")
OURS = name(O="Eksempel fylkeskommune", CN="Underskriver")
TLS, CLIENT, CODE, MAIL, STAMPS = (f"1.3.6.1.5.5.7.3.{number}" for number in (1, 2, 3, 4, 8))
DOCUMENT, ADOBE, MICROSOFT, ANY = (
    "1.3.6.1.5.5.7.3.36",
    "1.2.840.113583.1.1.5",
    "1.3.6.1.4.1.311.10.3.12",
    "2.5.29.37.0",
)
PASSED, OPEN, FAILED = "total_passed", "indeterminate", "total_failed"


@dataclasses.dataclass
class Case:
    """What is signed with, who is trusted, when it is signed and asked about, and the right answers."""

    credential: Credential
    trust: Trust
    verdict: str = PASSED
    sub: str | None = None
    openssl: bool | None = True
    signed: timedelta = timedelta()
    asked: timedelta = timedelta(hours=1)
    vouched: tuple[Vouched, ...] = ()
    middle: tuple[Issuer, ...] = ()


def _plain(**changes: object) -> Case:
    root = Issuer()
    return dataclasses.replace(Case(root.issue(OURS), trusting(root)), **changes)  # type: ignore[arg-type]


def _issued(
    verdict: str = PASSED, sub: str | None = None, openssl: bool | None = True, **how: object
) -> Case:
    root = Issuer()
    return Case(root.issue(OURS, **how), trusting(root), verdict, sub, openssl)  # type: ignore[arg-type]


def _chain(
    *,
    given: bool = True,
    authority: bool = True,
    path_length: int | None = None,
    ends: timedelta = YEAR,
    purposes: tuple[str, ...] | None = None,
) -> tuple[Issuer, Issuer, Credential]:
    root = Issuer(path_length=path_length)
    middle = Issuer(
        name(CN="Mellomutsteder"), above=root, authority=authority, ends=WHEN + ends, purposes=purposes
    )
    return root, middle, middle.issue(OURS, chain=(middle.certificate,) if given else ())


def _through(
    verdict: str = PASSED, sub: str | None = None, openssl: bool | None = True, **how: object
) -> Case:
    root, middle, credential = _chain(**how)  # type: ignore[arg-type]
    return Case(credential, trusting(root, below=(middle,)), verdict, sub, openssl, middle=(middle,))


def _revoked_middle() -> Case:
    root, middle, credential = _chain()
    revoked = Credential("", None, False, middle.certificate, None)
    trust = trusting(root, lists=(root.crl(revoked), middle.crl()))
    return Case(credential, trust, OPEN, "REVOKED_CA_NO_POE", None, middle=(middle,))


def _revoked() -> Case:
    root = Issuer()
    credential = root.issue(OURS)
    return Case(credential, trusting(root, lists=(root.crl(credential),)), OPEN, "REVOKED_NO_POE", None)


def _old_root(verdict: str, sub: str | None, **dates: object) -> Case:
    root = Issuer(**dates)  # type: ignore[arg-type]
    return Case(root.issue(OURS), trusting(root), verdict, sub, verdict == PASSED)


def _subject(verdict: str, sub: str | None = None, **parts: str) -> Case:
    root = Issuer()
    return Case(root.issue(name(**parts)), trusting(root), verdict, sub)


def _two_issuers(
    verdict: str, sub: str | None, *, named: str | None = None, digest: bool = False, **parts: str
) -> Case:
    mine, other = Issuer(name(CN="Min")), Issuer(name(CN="Annen"))
    credential = mine.issue(name(**parts))
    issuers = {"mine": mine, "other": other}
    said = Vouched(
        "Eksempel fylkeskommune",
        certificates=frozenset({sha256(credential.certificate)} if digest else ()),
        issuers=frozenset({sha256(issuers[named].certificate)} if named else ()),
    )
    return Case(credential, trusting(mine, other), verdict, sub, vouched=(said,))


def _untrusted() -> Case:
    return Case(
        Issuer().issue(OURS), trusting(Issuer(name(CN="Annen"))), OPEN, "NO_CERTIFICATE_CHAIN_FOUND", False
    )


def _same_name_other_key() -> Case:
    return Case(Issuer().issue(OURS), trusting(Issuer()), OPEN, "CERTIFICATE_CHAIN_GENERAL_FAILURE", False)


CASES: dict[str, Callable[[], Case]] = {
    "plain": _plain,
    # What it is for (extended key usage, RFC 5280, 4.2.1.12). OpenSSL is asked with -purpose any.
    "for documents": partial(_issued, purposes=(DOCUMENT,)),
    "for documents, critical": partial(_issued, purposes=(DOCUMENT,), critical=True),
    "for e-mail": partial(_issued, purposes=(MAIL,)),
    "for e-mail and logging in": partial(_issued, purposes=(CLIENT, MAIL)),
    "of Adobe": partial(_issued, purposes=(ADOBE,)),
    "of Microsoft": partial(_issued, purposes=(MICROSOFT,)),
    "for anything": partial(_issued, purposes=(ANY,)),
    "for servers": partial(_issued, OPEN, "CHAIN_CONSTRAINTS_FAILURE", None, purposes=(TLS,)),
    "for servers, critical": partial(
        _issued, OPEN, "CHAIN_CONSTRAINTS_FAILURE", None, purposes=(TLS,), critical=True
    ),
    "for servers and logging in": partial(
        _issued, OPEN, "CHAIN_CONSTRAINTS_FAILURE", None, purposes=(TLS, CLIENT)
    ),
    "for logging in": partial(_issued, OPEN, "CHAIN_CONSTRAINTS_FAILURE", None, purposes=(CLIENT,)),
    "for code": partial(_issued, OPEN, "CHAIN_CONSTRAINTS_FAILURE", None, purposes=(CODE,)),
    "commits to nothing": partial(_issued, OPEN, "CHAIN_CONSTRAINTS_FAILURE", None, commits=False),
    # Its dates
    "ends tomorrow": partial(_issued, ends=WHEN + timedelta(days=1)),
    "has ended": partial(_issued, OPEN, "OUT_OF_BOUNDS_NO_POE", False, ends=WHEN + timedelta(minutes=30)),
    "not yet": partial(_issued, OPEN, "NOT_YET_VALID", False, begins=WHEN + timedelta(days=2)),
    # Its issuers
    "through another": _through,
    "the one between is missing": partial(_through, OPEN, "NO_CERTIFICATE_CHAIN_FOUND", False, given=False),
    "the one between is no authority": partial(
        _through, OPEN, "CERTIFICATE_CHAIN_GENERAL_FAILURE", False, authority=False
    ),
    "longer than the root allows": partial(
        _through, OPEN, "CERTIFICATE_CHAIN_GENERAL_FAILURE", False, path_length=0
    ),
    "the one between has ended": partial(
        _through, OPEN, "CERTIFICATE_CHAIN_GENERAL_FAILURE", False, ends=timedelta()
    ),
    "the one between is for servers": partial(
        _through, OPEN, "CHAIN_CONSTRAINTS_FAILURE", None, purposes=(TLS, CLIENT)
    ),
    "the one between is for timestamps": partial(
        _through, OPEN, "CHAIN_CONSTRAINTS_FAILURE", None, purposes=(STAMPS,)
    ),
    "the one between is for e-mail too": partial(_through, purposes=(CLIENT, MAIL)),
    "the one between is for anything": partial(_through, purposes=(ANY,)),
    "the one between is revoked": _revoked_middle,
    "revoked": _revoked,
    "untrusted": _untrusted,
    "the issuer's name with another key": _same_name_other_key,
    "the root ends tomorrow": partial(_old_root, PASSED, None, ends=WHEN + timedelta(days=1)),
    "the root has ended": partial(_old_root, OPEN, "OUT_OF_BOUNDS_NO_POE", ends=WHEN - timedelta(days=10)),
    "the root is not yet": partial(_old_root, OPEN, "OUT_OF_BOUNDS_NO_POE", begins=WHEN + timedelta(days=10)),
    # The time it claims; OpenSSL looks at none.
    "said a year ago": partial(_plain, signed=-timedelta(hours=20), asked=timedelta(days=300)),
    "said 300 days ahead": partial(
        _plain, verdict=OPEN, sub="SIG_CONSTRAINTS_FAILURE", signed=timedelta(days=300)
    ),
    "said two days ahead": partial(
        _plain, verdict=OPEN, sub="SIG_CONSTRAINTS_FAILURE", signed=timedelta(days=2)
    ),
    "said ten minutes ahead": partial(_plain, signed=timedelta(hours=1, minutes=10)),
    "said before the certificate": partial(
        _plain, verdict=OPEN, sub="SIG_CONSTRAINTS_FAILURE", signed=-timedelta(days=2)
    ),
    "said in 1970": partial(
        _plain, verdict=OPEN, sub="SIG_CONSTRAINTS_FAILURE", signed=-timedelta(days=20000)
    ),
    # Whose it is
    "by number": partial(_subject, PASSED, O="X", orgid="NTRNO-800000009"),
    "another's number": partial(
        _subject, FAILED, "SIG_CONSTRAINTS_FAILURE", O="Eksempel fylkeskommune", orgid="NTRNO-800000017"
    ),
    "another's name": partial(_subject, FAILED, "SIG_CONSTRAINTS_FAILURE", O="NAV Eksempel"),
    "nobody's": partial(_subject, OPEN, "SIG_CONSTRAINTS_FAILURE", O="Ukjent AS", CN="En fremmed"),
    "a look-alike": partial(_subject, OPEN, "SIG_CONSTRAINTS_FAILURE", O="\u0395ksempel fylkeskommune"),
    "by name, two trusted": partial(
        _two_issuers, OPEN, "SIG_CONSTRAINTS_FAILURE", O="Eksempel fylkeskommune"
    ),
    "by name, the issuer named": partial(
        _two_issuers, PASSED, None, named="mine", O="Eksempel fylkeskommune"
    ),
    "by name, another issuer named": partial(
        _two_issuers, OPEN, "SIG_CONSTRAINTS_FAILURE", named="other", O="Eksempel fylkeskommune"
    ),
    "by digest": partial(_two_issuers, PASSED, None, digest=True, O="Ukjent AS"),
    "by number, two trusted": partial(_two_issuers, PASSED, None, O="X", orgid="NTRNO-800000009"),
}


def _judge(case: Case) -> tuple[SignatureVerdict, bytes]:
    container = sign_detached(DATA, case.credential, WHEN + case.signed)
    signature = DetachedSignature(container, DATA)
    verdict = judged(
        ("signature-county", "county"),
        signature,
        partial(_level, signature),
        partial(_judgement, signature, case.trust, WHEN + case.asked),
        case.trust,
        (COUNTY, NAV),
        case.vouched,
        form="CAdES",
    )
    return verdict, container


def test_there_are_forty() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize("which", CASES)
def test_the_verdict(which: str, tmp_path: Path) -> None:
    case = CASES[which]()
    verdict, container = _judge(case)
    assert (verdict.verdict, verdict.sub_indication) == (case.verdict, case.sub), verdict.reason
    assert verdict.reason.nb != verdict.reason.en
    if case.openssl is not None:
        assert _openssl(case, container, tmp_path) is case.openssl


def _openssl(case: Case, container: bytes, folder: Path) -> bool:
    (folder / "x.html").write_bytes(DATA)
    (folder / "x.p7s").write_bytes(container)
    pem = b"".join(_pem(one.dump()) for one in case.trust.anchors)
    (folder / "ca.pem").write_bytes(pem)
    moment = str(int((WHEN + case.asked).timestamp()))
    command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", "x.p7s", "-content", "x.html"]
    command += ["-CAfile", "ca.pem", "-no-CApath", "-no-CAstore", "-purpose", "any", "-attime", moment]
    done = subprocess.run([*command, "-out", "x.out"], cwd=folder, capture_output=True, check=False)
    return done.returncode == 0


def _pem(der: bytes) -> bytes:
    from cryptography import x509

    return x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM)


def test_a_changed_byte_fails() -> None:
    case = _plain()
    container = sign_detached(DATA, case.credential, WHEN)
    signature = DetachedSignature(container, DATA + b" ")
    verdict = judged(
        ("signature-county", "county"),
        signature,
        partial(_level, signature),
        partial(_judgement, signature, case.trust, WHEN),
        case.trust,
        (COUNTY, NAV),
        (),
    )
    assert (verdict.verdict, verdict.sub_indication) == (FAILED, "HASH_FAILURE")


def test_the_container_is_cades_baseline_b() -> None:
    from asn1crypto.cms import ContentInfo

    container = sign_detached(DATA, _plain().credential, WHEN)
    signed = ContentInfo.load(container, strict=True)["content"]
    assert signed["encap_content_info"]["content"].native is None
    assert {one["type"].native for one in signed["signer_infos"][0]["signed_attrs"]} == {
        "content_type",
        "message_digest",
        "signing_certificate_v2",
        "signing_time",
    }
