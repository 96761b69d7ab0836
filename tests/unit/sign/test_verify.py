"""The verdict: passed only where everything is in order; what is missing makes it indeterminate."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pikepdf
import pytest
from asn1crypto import crl as crl_structure
from cryptography.hazmat.primitives.serialization import Encoding
from msgspec.structs import replace

from avtale.errors import UsageError
from avtale.sign.embedded import embedded_source
from avtale.sign.identity.trust import Trust
from avtale.sign.reasons import reason_for
from avtale.sign.signing import sign
from avtale.sign.verdict import FileVerdict
from avtale.sign.verify import verify
from tests.unit.sign.authority import Authority
from tests.unit.sign.world import WHEN, World, make_pdf, source_text

AT = WHEN + timedelta(hours=2)


def judge(pdf: bytes, world: World, **changes: Any) -> FileVerdict:
    """The verdict with everything in order, but for `changes`."""
    arguments: dict[str, Any] = {
        "name": "fil.pdf",
        "at": AT,
        "trust": world.trust,
        "register": _register(world),
        "count_demonstration": True,
    }
    return verify(pdf, **{**arguments, **changes})


def _register(world: World) -> Any:
    source = embedded_source(world.unsigned, "x")
    assert source is not None
    known = {("eksempel-nav-ot", "2.00"): source.fingerprint}
    return lambda key, version: known.get((key, version))


def test_signed_by_both_is_passed(world: World) -> None:
    verdict = judge(world.twice, world)
    assert verdict.verdict == "total_passed"
    data = verdict.as_data()
    assert list(data)[:5] == ["file", "verdict", "signatures", "unsigned", "source"]
    assert [(one["field"], one["party"], one["level"], one["verdict"]) for one in data["signatures"]] == [
        ("signature-county", "county", "B-B", "total_passed"),
        ("signature-nav", "nav", "B-B", "total_passed"),
    ]
    first = data["signatures"][0]
    assert first["signer"] == "DEMO – ikke gyldig: Fylkesutdanningssjef"
    assert (first["time"], first["time_from"]) == (WHEN.isoformat(), "signer")
    assert (first["sub_indication"], first["demonstration"]) == (None, True)
    assert data["unsigned"] == []
    assert data["source"]["matches"] is True
    assert (data["source"]["key"], data["source"]["id"]) == ("eksempel-nav-ot", "9.9.9")
    assert "DEMO" in data["reasons"][0]


def test_signed_by_one_is_not_passed(world: World) -> None:
    verdict = judge(world.once, world)
    assert (verdict.verdict, verdict.unsigned) == ("indeterminate", ("signature-nav",))
    assert verdict.signatures[0].verdict == "total_passed"


def test_signed_by_nobody_is_not_passed(world: World) -> None:
    verdict = judge(world.unsigned, world)
    assert (verdict.verdict, verdict.unsigned) == ("indeterminate", ("signature-county", "signature-nav"))


def test_demonstration_signatures_count_only_where_the_settings_say_so(world: World) -> None:
    verdict = judge(world.twice, world, count_demonstration=False)
    assert (verdict.verdict, verdict.demonstration) == ("indeterminate", True)
    assert "does not count" in verdict.as_data("en")["reasons"][0]


def test_without_a_trust_anchor(world: World) -> None:
    for trust in (Trust(), replace(world.trust, anchors=())):
        verdict = judge(world.twice, world, trust=trust)
        assert verdict.verdict == "indeterminate"
        assert {one.sub_indication for one in verdict.signatures} == {"NO_CERTIFICATE_CHAIN_FOUND"}


def test_the_signers_own_certificate_is_no_anchor(world: World) -> None:
    from asn1crypto.x509 import Certificate

    own = Certificate.load(world.county.certificate.public_bytes(Encoding.DER))
    verdict = judge(world.twice, world, trust=Trust(others=(own,), crls=world.trust.crls))
    assert verdict.signatures[0].verdict == "indeterminate"


def test_without_revocation_data(world: World) -> None:
    verdict = judge(world.twice, world, trust=replace(world.trust, crls=()))
    assert verdict.verdict == "indeterminate"
    assert {one.sub_indication for one in verdict.signatures} == {"TRY_LATER"}
    assert "CRL" in verdict.signatures[0].reason.nb


def test_an_old_revocation_list_is_none(world: World) -> None:
    late = world.county.certificate.not_valid_after_utc - timedelta(days=1)
    assert judge(world.twice, world, at=late).verdict == "total_passed"
    authority = Authority()
    pdf = _signed_by(authority, world)
    trust = authority.trust(crl=authority.crl(until=WHEN + timedelta(hours=1)))
    verdict = judge(pdf, world, trust=trust, at=WHEN + timedelta(days=30))
    assert verdict.signatures[0].verdict == "indeterminate"
    assert verdict.signatures[0].sub_indication in ("TRY_LATER", "CERTIFICATE_CHAIN_GENERAL_FAILURE")


def test_a_revocation_list_by_another_is_none(world: World) -> None:
    authority = Authority()
    forged = crl_structure.CertificateList.load(authority.crl())
    verdict = judge(world.twice, world, trust=replace(world.trust, crls=(forged,)))
    assert verdict.signatures[0].verdict == "indeterminate"


def test_a_real_certificate_is_no_demonstration(world: World) -> None:
    authority = Authority()
    pdf = _signed_by(authority, world)
    verdict = judge(pdf, world, trust=authority.trust(), count_demonstration=False)
    assert (verdict.verdict, verdict.demonstration) == ("total_passed", False)
    assert verdict.reasons == ()


def test_content_that_was_not_approved(world: World) -> None:
    verdict = judge(world.twice, world, register=lambda _key, _version: "sha256-jcs:" + "0" * 64)
    assert verdict.verdict == "total_failed"
    assert verdict.source is not None
    assert verdict.source.matches is False


@pytest.mark.parametrize("register", [None, lambda _key, _version: None])
def test_content_that_was_not_compared(world: World, register: Any) -> None:
    verdict = judge(world.twice, world, register=register)
    assert verdict.verdict == "indeterminate"
    assert verdict.source is not None
    assert verdict.source.matches is None
    assert "ikke sammenlignet med registeret" in verdict.as_data("nb")["reasons"][0]


def test_asked_about_the_signatures_only(world: World) -> None:
    verdict = judge(world.twice, world, register=None, without_register=True)
    assert verdict.verdict == "total_passed"
    assert verdict.as_data()["without_register"] is True
    assert "Bare underskriftene" in verdict.as_data()["reasons"][-1]


def test_a_pdf_of_someone_else_is_not_passed(world: World) -> None:
    verdict = judge(make_pdf(None), world)
    assert (verdict.verdict, verdict.source, verdict.signatures) == ("indeterminate", None, ())


def test_a_required_party_without_a_field_is_unsigned(world: World) -> None:
    pdf = make_pdf(source_text(), fields=("county",))
    signed = sign(pdf, party="county", credential=world.county, when=WHEN).data
    assert judge(signed, world).unsigned == ("signature-nav",)


def test_a_document_without_parties_is_not_passed(world: World) -> None:
    source = source_text().split(b"parties:")[0] + b"validity: {from: 2026-01-01, to: 2028-12-31}\n"
    verdict = judge(make_pdf(source), world, register=None, without_register=True)
    assert verdict.verdict == "indeterminate"


@pytest.mark.parametrize("data", [b"", b"hei", b"%PDF-1.7\n%%EOF"])
def test_not_a_pdf(world: World, data: bytes) -> None:
    with pytest.raises(UsageError, match=r"fil\.pdf"):
        judge(data, world)


@pytest.mark.parametrize(("user", "told"), [("", "encrypted"), ("b", r"encrypted|damaged")])
def test_an_encrypted_pdf(world: World, user: str, told: str) -> None:
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(world.unsigned)) as pdf:
        pdf.save(output, encryption=pikepdf.Encryption(owner="a", user=user))
    with pytest.raises(UsageError, match=told):
        judge(output.getvalue(), world)


def test_several_sources_are_refused(world: World) -> None:
    with pikepdf.open(io.BytesIO(world.unsigned)) as pdf:
        second = pikepdf.AttachedFileSpec(pdf, source_text(), filename="annen.yaml")
        second.relationship = pikepdf.Name.Source
        pdf.attachments["annen.yaml"] = second
        output = io.BytesIO()
        pdf.save(output)
    with pytest.raises(UsageError, match="2 embedded sources"):
        judge(output.getvalue(), world)


@pytest.mark.parametrize("source", [b"\xff\xfe", b"- en liste\n", b"format: 1\n", b"a: [", b""])
def test_a_source_that_is_none_of_ours_is_refused(world: World, source: bytes) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        judge(make_pdf(source), world)


def test_a_moment_without_zone(world: World) -> None:
    with pytest.raises(UsageError, match="no time zone"):
        judge(world.twice, world, at=AT.replace(tzinfo=None))


def test_nothing_is_logged_about_a_failed_check(world: World, caplog: pytest.LogCaptureFixture) -> None:
    judge(world.twice, world, trust=Trust())
    assert caplog.records == []


def test_every_sub_indication_of_the_library_has_a_sentence() -> None:
    from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate

    names = [one.standard_name for one in (*AdESFailure, *AdESIndeterminate)]
    assert len(names) > 20
    generic = reason_for("GENERIC")
    assert [name for name in names if reason_for(name) == generic] == [
        "POLICY_PROCESSING_ERROR",
        "SIGNATURE_POLICY_NOT_AVAILABLE",
        "GENERIC",
    ]


def _signed_by(authority: Authority, world: World) -> bytes:
    pdf = world.unsigned
    for party in ("county", "nav"):
        pdf = sign(
            pdf, party=party, credential=authority.credentials[party], when=WHEN + timedelta(seconds=30)
        ).data
    return pdf
