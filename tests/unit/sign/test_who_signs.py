"""Binding on whole PDF files: what `sign` refuses, what `verify` says of what another program signed."""

from __future__ import annotations

import io
import subprocess
from datetime import timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from msgspec.structs import replace
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata

from avtale.errors import StateError
from avtale.sign.combine import same_person
from avtale.sign.identity.binding import Vouched, sha256
from avtale.sign.identity.credentials import Credential
from avtale.sign.signing import sign, simple_signer
from avtale.sign.stamp import draw_stamp
from avtale.sign.verdict import FileVerdict
from tests.unit.sign.issuing import Issuer, name, trusting
from tests.unit.sign.test_levels import SignerThen
from tests.unit.sign.test_verify import judge
from tests.unit.sign.world import WHEN, World

COUNTY, NAV = name(O="Eksempel fylkeskommune", CN="A"), name(O="NAV Eksempel", CN="B")


def by_another_program(pdf: bytes, field: str, credential: Credential) -> bytes:
    """Signed by pyHanko, which asks nobody whose the key is."""
    metadata = PdfSignatureMetadata(
        field_name=f"signature-{field}", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )
    output = io.BytesIO()
    SignerThen(metadata, simple_signer(credential)).sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(pdf)), existing_fields_only=True, output=output
    )
    return output.getvalue()


def verdict(world: World, issuer: Issuer, county: Credential, nav: Credential, **how: Any) -> FileVerdict:
    pdf = by_another_program(by_another_program(world.unsigned, "county", county), "nav", nav)
    return judge(pdf, world, trust=trusting(issuer), **how)


def test_each_with_its_own_is_passed(world: World) -> None:
    issuer = Issuer()
    assert verdict(world, issuer, issuer.issue(COUNTY), issuer.issue(NAV)).verdict == "total_passed"


def test_each_in_the_others_field_is_failed(world: World) -> None:
    issuer = Issuer()
    found = verdict(world, issuer, issuer.issue(NAV), issuer.issue(COUNTY))
    assert found.verdict == "total_failed"
    assert {one.sub_indication for one in found.signatures} == {"SIG_CONSTRAINTS_FAILURE"}
    assert "tilhører NAV Eksempel" in found.signatures[0].reason.nb


def test_two_strangers_are_open_and_the_way_is_told(world: World) -> None:
    issuer = Issuer()
    strangers = [issuer.issue(name(O=f"Ukjent {number}", CN=f"C{number}")) for number in (1, 2)]
    found = verdict(world, issuer, *strangers)
    assert found.verdict == "indeterminate"
    digests = [sha256(one.certificate) for one in strangers]
    assert all(digest in one.reason.nb for digest, one in zip(digests, found.signatures, strict=True))
    said = [
        Vouched("Eksempel fylkeskommune", frozenset({digests[0]})),
        Vouched("NAV Eksempel", frozenset({digests[1]})),
    ]
    assert verdict(world, issuer, *strangers, vouched=said).verdict == "total_passed"


def test_one_key_in_two_certificates_is_failed(world: World) -> None:
    issuer, key = Issuer(), ec.generate_private_key(ec.SECP256R1())
    found = verdict(world, issuer, issuer.issue(COUNTY, key=key), issuer.issue(NAV, key=key))
    assert found.verdict == "total_failed"
    assert "same key" in found.as_data("en")["reasons"][0]


def test_the_same_person_for_both_is_told_and_not_failed(world: World) -> None:
    issuer = Issuer()
    person = "Kari Oppdiktet"
    county = issuer.issue(name(O="Eksempel fylkeskommune", CN=person))
    found = verdict(world, issuer, county, issuer.issue(name(O="NAV Eksempel", CN=person)))
    assert found.verdict == "total_passed"
    assert any(person in reason.nb for reason in found.reasons)


def test_one_person_in_two_fields_of_one_party_is_told(world: World) -> None:
    issuer = Issuer()
    county = issuer.issue(name(O="Eksempel fylkeskommune", CN="Kari Oppdiktet"))
    [one, _] = verdict(world, issuer, county, issuer.issue(NAV)).signatures
    assert not same_person([one])
    [told] = same_person([one, replace(one, field="signature-county-2")])
    assert "2 ganger" in told.nb


REFUSED: dict[str, tuple[x509.Name, str]] = {
    "another's name": (NAV, "tilhører NAV Eksempel"),
    "nobody's": (name(O="Ukjent", CN="En fremmed"), "Ingenting viser"),
    "a look-alike": (name(O="\u0395ksempel fylkeskommune", CN="A"), "Ingenting viser"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_sign_refuses(world: World, case: str) -> None:
    subject, words = REFUSED[case]
    credential = Issuer().issue(subject)
    with pytest.raises(StateError) as caught:
        sign(world.unsigned, party="county", credential=credential, when=WHEN)
    assert words in caught.value.nb


def test_sign_takes_a_strangers_key_that_a_person_confirmed_and_never_anothers(world: World) -> None:
    issuer = Issuer()
    stranger = issuer.issue(name(O="Ukjent", CN="En fremmed"))
    assert sign(world.unsigned, party="county", credential=stranger, when=WHEN, confirmed=True).data
    said = [Vouched("Eksempel fylkeskommune", frozenset({sha256(stranger.certificate)}))]
    assert sign(world.unsigned, party="county", credential=stranger, when=WHEN, vouched=said).data
    with pytest.raises(StateError):
        sign(world.unsigned, party="county", credential=issuer.issue(NAV), when=WHEN, confirmed=True)


def test_sign_asks_the_settings_which_issuer(world: World) -> None:
    mine, other = Issuer(name(CN="Min")), Issuer(name(CN="Annen"))
    credential = mine.issue(COUNTY)
    assert sign(world.unsigned, party="county", credential=credential, when=WHEN, trust=trusting(mine)).data
    with pytest.raises(StateError, match="Nothing shows"):
        sign(world.unsigned, party="county", credential=credential, when=WHEN, trust=trusting(other))
    demonstration = sign(
        world.unsigned, party="county", credential=world.county, when=WHEN, trust=trusting(other)
    )
    assert demonstration.demonstration


def test_sign_refuses_one_key_in_two_certificates(world: World) -> None:
    issuer, key = Issuer(), ec.generate_private_key(ec.SECP256R1())
    once = sign(world.unsigned, party="county", credential=issuer.issue(COUNTY, key=key), when=WHEN).data
    later = WHEN + timedelta(minutes=1)
    with pytest.raises(StateError, match="has signed for"):
        sign(once, party="nav", credential=issuer.issue(NAV, key=key), when=later)


def test_a_demonstration_counts_under_its_own_issuer_beside_a_real_one(world: World) -> None:
    real = trusting(Issuer())
    both = type(real)((*world.trust.anchors, *real.anchors), (), (*world.trust.crls, *real.crls))
    assert judge(world.twice, world, trust=both).verdict == "total_passed"
    mixed = by_another_program(world.once, "nav", (issuer := Issuer()).issue(NAV))
    known = trusting(issuer)
    both = type(real)((*world.trust.anchors, *known.anchors), (), (*world.trust.crls, *known.crls))
    assert judge(mixed, world, trust=both).verdict == "total_passed"


@pytest.mark.parametrize(
    ("signer", "shown"),
    [("Kari\x1b[2J", "Kari[U+001B]"), ("Kari\u202eiraK", "Kari[U+202E]iraK"), ("Ka\u200bri", "Ka[U+200B]ri")],
)
def test_a_control_character_is_shown_and_not_obeyed(signer: str, shown: str) -> None:
    command = ["pdftotext", "-", "-"]
    text = subprocess.run(command, input=_stamp(signer), check=True, capture_output=True).stdout.decode()
    assert shown in text
    assert signer not in text


def test_letters_that_no_font_has_are_refused_by_name() -> None:
    with pytest.raises(StateError, match=r"U\+6F22"):
        _stamp("漢 Eksempel")


def _stamp(signer: str) -> bytes:
    return draw_stamp(300, 60, signer=signer, organisation=None, when=WHEN, lang="nb", demonstration=False)
