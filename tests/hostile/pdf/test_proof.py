"""What nobody trusted has said proves nothing, and one key is one key: whoever holds the file can add either.

Each case is a change to a file that passes, or that does not pass for the reason which the change is to hide.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from asn1crypto import cms, keys, tsp
from asn1crypto import x509 as parsed
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import load_der_x509_certificate
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfTimeStamper
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from avtale.errors import StateError
from avtale.sign.identity.credentials import Credential
from avtale.sign.identity.trust import Trust
from avtale.sign.signing import sign, simple_signer
from tests.hostile.pdf.bytes import File, stream
from tests.hostile.pdf.ground import Ground
from tests.support import discovered
from tests.unit.sign.issuing import Issuer, name, trusting
from tests.unit.sign.test_levels import STAMPED, Notary, SignerThen
from tests.unit.sign.test_verify import AT, judge
from tests.unit.sign.world import WHEN, World

COUNTY, NAV = name(O="Eksempel fylkeskommune", CN="A"), name(O="NAV Eksempel", CN="B")


@pytest.fixture(scope="module")
def stranger() -> Notary:
    """A timestamper that nobody trusts, whose clock says what it likes."""
    return _clock(Notary(), WHEN)


def _clock(notary: Notary, says: datetime) -> Notary:
    stamper = notary.stamper
    notary.stamper = DummyTimeStamper(stamper.tsa_cert, stamper.tsa_key, fixed_dt=says)
    return notary


def _stamped(pdf: bytes, notary: Notary, field: str = "archive-timestamp") -> bytes:
    output = io.BytesIO()
    PdfTimeStamper(notary.stamper, field_name=field).timestamp_pdf(
        IncrementalPdfFileWriter(io.BytesIO(pdf)), "sha256", output=output
    )
    return output.getvalue()


def _by(pdf: bytes, party: str, credential: Credential, stamper: Any = None) -> bytes:
    """As another program signs, with room for more in the signature."""
    metadata = PdfSignatureMetadata(
        field_name=f"signature-{party}", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )
    output = io.BytesIO()
    SignerThen(metadata, simple_signer(credential), timestamper=stamper).sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(pdf)),
        existing_fields_only=True,
        output=output,
        bytes_reserved=16_000,
    )
    return output.getvalue()


def _by_both(world: World, issuer: Issuer, when: datetime = WHEN) -> bytes:
    once = sign(world.unsigned, party="county", credential=issuer.issue(COUNTY), when=when).data
    return sign(once, party="nav", credential=issuer.issue(NAV), when=when).data


def _claims_the_future(world: World) -> tuple[bytes, Trust]:
    issuer = Issuer()
    return _by_both(world, issuer, WHEN + timedelta(days=300)), trusting(issuer)


def _issuer_has_ended(world: World) -> tuple[bytes, Trust]:
    issuer = Issuer(ends=AT - timedelta(minutes=30))
    return _by_both(world, issuer), trusting(issuer)


HIDDEN: dict[str, Callable[[World], tuple[bytes, Trust]]] = {
    "a claimed time that has not come": _claims_the_future,
    "an issuer out of date": _issuer_has_ended,
}
STAMPS: dict[str, Callable[[Ground, bytes, Notary], bytes]] = {
    "in the reserved field": lambda _, pdf, one: _stamped(pdf, one),
    "in a new field": lambda _, pdf, one: _stamped(pdf, one, "Timestamp1"),
    "with validation data before it": lambda ground, pdf, one: _stamped(ground.preserved(pdf), one),
}


@pytest.mark.parametrize("how", discovered(sorted(STAMPS), at_least=3))
@pytest.mark.parametrize("what", discovered(sorted(HIDDEN), at_least=2))
def test_a_document_timestamp_nobody_trusts_hides_nothing(
    ground: Ground, stranger: Notary, what: str, how: str
) -> None:
    """And one that is trusted still proves the time."""
    pdf, trust = HIDDEN[what](ground.world)
    assert judge(pdf, ground.world, trust=trust).verdict == "indeterminate"
    assert judge(STAMPS[how](ground, pdf, stranger), ground.world, trust=trust).verdict == "indeterminate"
    theirs = ground.notary.trust
    both = Trust(trust.anchors + theirs.anchors, (), trust.crls + theirs.crls)
    told = judge(STAMPS[how](ground, pdf, ground.notary), ground.world, trust=both)
    assert "SIG_CONSTRAINTS_FAILURE" not in {
        one.sub_indication for one in told.signatures if "time" in one.reason.en
    }
    assert "OUT_OF_BOUNDS_NO_POE" not in {one.sub_indication for one in told.signatures}


@pytest.mark.parametrize("order", ["before", "behind", "in one"])
def test_the_time_is_the_trusted_timestamps(ground: Ground, order: str) -> None:
    """Nothing but later signatures covers what a signature carries unsigned: a second token fits in the room that is left."""
    notary, other = Notary(), _clock(Notary(), WHEN - timedelta(days=4000))
    pdf = ground.world.unsigned
    for party in ("county", "nav"):
        pdf = _by(pdf, party, notary.authority.credentials[party], notary.stamper)
    genuine = judge(pdf, ground.world, trust=notary.trust)
    assert (genuine.verdict, genuine.signatures[1].time) == ("total_passed", STAMPED)
    changed = judge(_with_token(pdf, other, order), ground.world, trust=notary.trust)
    last = changed.signatures[1]
    assert last.verdict != "total_passed" or (last.time, last.time_from) == (STAMPED, "timestamp")


def _with_token(pdf: bytes, notary: Notary, order: str) -> bytes:
    signature = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[-1]
    container = cms.ContentInfo.load(signature.pkcs7_content)
    signer = container["content"]["signer_infos"][0]
    imprint = {
        "hash_algorithm": {"algorithm": "sha256"},
        "hashed_message": sha256(signer["signature"].native).digest(),
    }
    request = tsp.TimeStampReq({"version": 1, "message_imprint": imprint, "nonce": 1, "cert_req": True})
    token = notary.stamper.request_tsa_response(request)["time_stamp_token"]
    kept = list(signer["unsigned_attrs"])
    kind = "signature_time_stamp_token"
    attribute = cms.CMSAttribute({"type": kind, "values": [token]})
    orders = {
        "before": [attribute, *kept],
        "behind": [*kept, attribute],
        "in one": [cms.CMSAttribute({"type": kind, "values": [token, kept[0]["values"][0]]})],
    }
    signer["unsigned_attrs"] = cms.CMSAttributes(orders[order])
    _, begin, end, _ = signature.byte_range
    text = container.dump(force=True).hex().encode().ljust(end - begin - 2, b"0")
    assert len(text) == end - begin - 2
    return pdf[: begin + 1] + text + pdf[end - 1 :]


def _compressed(credential: Credential, issuer: Issuer) -> Credential:
    """The same certificate with the key's point compressed."""
    certificate = parsed.Certificate.load(credential.certificate.public_bytes(Encoding.DER))
    public = credential.key.public_key()
    info = keys.PublicKeyInfo.load(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
    info["public_key"] = keys.ECPointBitString(
        public.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    )
    certificate["tbs_certificate"]["subject_public_key_info"] = info
    signed = certificate["tbs_certificate"].dump(force=True)
    made = parsed.Certificate(
        {
            "tbs_certificate": parsed.TbsCertificate.load(signed),
            "signature_algorithm": certificate["signature_algorithm"],
            "signature_value": issuer.key.sign(signed, ec.ECDSA(hashes.SHA256())),
        }
    )
    again = load_der_x509_certificate(made.dump())
    return Credential(credential.signer, credential.organisation, False, again, credential.key)


def test_one_key_written_in_two_ways_is_one_key(ground: Ground) -> None:
    issuer, world = Issuer(), ground.world
    key = ec.generate_private_key(ec.SECP256R1())
    county, nav = issuer.issue(COUNTY, key=key), _compressed(issuer.issue(NAV, key=key), issuer)
    own = _compressed(issuer.issue(NAV), issuer)
    once = _by(world.unsigned, "county", county)
    assert judge(_by(once, "nav", own), world, trust=trusting(issuer)).verdict == "total_passed"
    assert judge(_by(once, "nav", nav), world, trust=trusting(issuer)).verdict == "total_failed"
    with pytest.raises(StateError, match="has signed for"):
        sign(once, party="nav", credential=nav, when=WHEN)


TITLE = '<dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">Oppsigelse</dc:title>'
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
END = "</rdf:RDF>"
PACKETS: dict[str, tuple[str, str]] = {
    "another title": ("Samarbeidsavtale", "Oppsigelse"),
    "a thing beside the description": (END, f'<rdf:Bag rdf:about="">{TITLE}</rdf:Bag>{END}'),
    "words beside the description": (END, f"Oppsigelse{END}"),
    "an element behind the model": (END, f"{END}{TITLE}"),
    "a second model": (
        END,
        f'{END}<rdf:RDF xmlns:rdf="{RDF}"><rdf:Description>{TITLE}</rdf:Description></rdf:RDF>',
    ),
    "a model inside an element": (
        END,
        f'{END}<a><rdf:RDF xmlns:rdf="{RDF}"><rdf:Description>{TITLE}</rdf:Description></rdf:RDF></a>',
    ),
    "about another file": ('rdf:about=""', 'rdf:about="urn:annen"'),
    "a title in another place of the list": ("<rdf:li xml:lang=", "<rdf:li/><rdf:li xml:lang="),
}


@pytest.mark.parametrize("case", discovered(sorted(PACKETS), at_least=8))
def test_metadata_that_come_with_validation_data_say_the_same(ground: Ground, case: str) -> None:
    file = File(ground.world.twice)
    packet = bytes(file.pdf.get_object((file.metadata, 0)).read_bytes()).decode()
    old, new = PACKETS[case]
    assert packet.count(old) >= 1
    assert ground.answer(_preserved_with(file, packet)) == "total_passed"
    assert ground.answer(_preserved_with(file, packet.replace(old, new, 1))) == "total_failed"


def _preserved_with(file: File, packet: str) -> bytes:
    n = file.next
    return file.update(
        {
            file.root: file.with_entry(file.root, b"/DSS << /CRLs [ %d 0 R ] >>" % n),
            n: stream(CRL),
            file.metadata: stream(packet.encode(), b"/Type /Metadata /Subtype /XML"),
        }
    )


CRL = Issuer().crl().dump()
