"""What tools really do to a file still passes: no change is mended by refusing everything."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from asn1crypto.algos import DigestInfo
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.api import CAdESSignedAttrSpec, GenericCommitment
from pyhanko.sign.ades.cades_asn1 import (
    DisplayText,
    SignaturePolicyId,
    SignaturePolicyIdentifier,
    SigPolicyQualifierInfo,
    SPUserNotice,
)

from avtale.sign.describe import as_text
from avtale.sign.pdf.reading import field_reference
from avtale.sign.pdf.values import same_text
from avtale.sign.stamp import draw_stamp, stamp_style
from tests.hostile.pdf.bytes import File, stream
from tests.hostile.pdf.ground import Ground
from tests.unit.sign.test_levels import Notary
from tests.unit.sign.world import make_pdf, source_text

Made = Callable[[Ground], bytes]


def _by_hand(ground: Ground) -> bytes:
    """Validation data in an update with a cross-reference table, as many tools write it, and a remark of theirs."""
    f = File(ground.world.twice)
    n = f.next
    root = f.with_entry(f.root, b"/DSS << /Type /DSS /Certs [ %d 0 R ] >>" % n)
    return f.update({f.root: root, n: stream(ground.world.county.certificate.public_bytes(Encoding.DER))})


def _by_hand_in_the_same_object(ground: Ground) -> bytes:
    """The store is an object of its own that grows."""
    f = File(ground.preserved(ground.world.twice))
    store, n = f.pdf.Root.DSS.objgen[0], f.next
    text = f.text(store).replace(b"/Certs [ ", b"/Certs [ %d 0 R " % n)
    return f.update({store: text, n: stream(ground.world.nav.certificate.public_bytes(Encoding.DER))})


GENUINE: dict[str, tuple[Made, list[str]]] = {
    "ours": (lambda g: g.world.twice, ["B-B", "B-B"]),
    "the second by another program": (lambda g: g.signed(g.world.once, "nav"), ["B-B", "B-B"]),
    "both by another program": (
        lambda g: g.signed(g.signed(g.world.unsigned, "county"), "nav"),
        ["B-B", "B-B"],
    ),
    "timestamps": (lambda g: g.by_others, ["B-T", "B-T"]),
    "validation data": (lambda g: g.preserved(g.by_others), ["B-LT", "B-LT"]),
    "validation data by hand": (_by_hand, ["B-B", "B-B"]),
    "validation data that grow": (_by_hand_in_the_same_object, ["B-B", "B-B"]),
    "archive timestamp": (
        lambda g: g.stamped(g.preserved(g.by_others), "archive-timestamp"),
        ["B-LTA", "B-LTA"],
    ),
    "archive timestamp in a new field": (lambda g: g.stamped(g.preserved(g.by_others)), ["B-LTA", "B-LTA"]),
    "timestamp later": (lambda g: g.stamped(g.world.twice, "archive-timestamp"), ["B-T", "B-T"]),
    "timestamp later in a new field": (lambda g: g.stamped(g.world.twice), ["B-T", "B-T"]),
    "proofs and a timestamp later": (
        lambda g: g.stamped(g.preserved(g.world.twice), "archive-timestamp"),
        ["B-LTA", "B-LTA"],
    ),
    "renewed": (
        lambda g: g.stamped(g.preserved(g.stamped(g.preserved(g.world.twice), "archive-timestamp"))),
        ["B-LTA", "B-LTA"],
    ),
    "renewed twice": (
        lambda g: g.stamped(g.stamped(g.stamped(g.preserved(g.world.twice), "archive-timestamp"))),
        ["B-LTA", "B-LTA"],
    ),
}


@pytest.mark.parametrize("name", GENUINE)
def test_it_passes_and_the_level_is_told(ground: Ground, name: str) -> None:
    made, levels = GENUINE[name]
    verdict = ground.verdict(made(ground))
    assert verdict.verdict == "total_passed", [one.reason.en for one in verdict.signatures]
    assert [one.level for one in verdict.signatures] == levels


def test_the_program_that_drew_in_a_field_is_named(ground: Ground, tmp_path: Path) -> None:
    """The `pyhanko` command signs in our field, with a picture of its own."""
    verdict = ground.verdict(ground.by_command(ground.world.once, "nav", tmp_path))
    assert verdict.verdict == "total_passed"
    assert any("pyHanko" in reason.nb and "tegnet" in reason.nb for reason in verdict.reasons)
    ours = ground.verdict(ground.world.twice)
    assert not any("tegne" in reason.nb for reason in ours.reasons)


def test_a_stamp_that_imitates_ours_is_told(ground: Ground) -> None:
    """Another program draws with our font and our form: what it says need not be what the certificate says."""
    reader = PdfFileReader(io.BytesIO(ground.world.once))
    left, low, right, high = map(float, field_reference(reader, "signature-nav").get_object()["/Rect"])
    drawn = draw_stamp(
        right - left,
        high - low,
        signer="Nils Eksempel, med forbehold",
        organisation=ground.world.nav.organisation,
        when=dt.datetime.now(dt.UTC),
        lang="nb",
        demonstration=True,
    )
    verdict = ground.verdict(ground.signed(ground.world.once, "nav", stamp_style=stamp_style(drawn)))
    assert verdict.verdict == "total_passed"
    assert [reason.nb[:55] for reason in verdict.reasons if "tegne" in reason.nb] == [
        "Det som vises i et underskriftsfelt, er ikke det avtale"
    ]


def test_what_the_signer_says_beside_it_is_told(ground: Ground) -> None:
    """A reservation in the reason stands on no page, and is signed all the same."""
    said = {"reason": "Gjelder bare\x1b[2J til 2027", "location": "Oslo", "name": "NAV Eksempel"}
    verdict = ground.verdict(ground.signed(ground.world.once, "nav", said))
    assert verdict.verdict == "total_passed"
    shown = "Gjelder bare[U+001B][2J til 2027"
    assert verdict.as_data()["signatures"][1]["stated"] == {**said, "reason": shown}
    told = as_text(verdict, lang="nb", colour=False)
    assert f"Underskriveren oppgir grunn «{shown}»" in told
    assert told.count("oppgir") == 1, "our own says nothing more than its certificate"


def test_a_reservation_behind_a_page_of_anything_or_in_a_policy_is_told(ground: Ground) -> None:
    """A long reason is cut in the middle; a policy's notice (EN 319 122-1, 5.2.9) is signed as the reason is."""
    digest = DigestInfo({"digest_algorithm": {"algorithm": "sha256"}, "digest": bytes(32)})
    notice = SPUserNotice({"explicit_text": DisplayText("utf8_string", "Bare et utkast")})
    qualifier = SigPolicyQualifierInfo({"sig_policy_qualifier_id": "sp_unotice", "sig_qualifier": notice})
    policy = {"sig_policy_id": "2.25.1", "sig_policy_hash": digest, "sig_policy_qualifiers": [qualifier]}
    named = SignaturePolicyIdentifier("signature_policy_id", SignaturePolicyId(policy))
    said = {
        "reason": "Godkjent" + 900 * "." + "Gjelder bare til 2027",
        "cades_signed_attr_spec": CAdESSignedAttrSpec(signature_policy_identifier=named),
    }
    verdict = ground.verdict(ground.signed(ground.world.once, "nav", said))
    told = as_text(verdict, lang="nb", colour=False)
    assert "Godkjent..." in told
    assert "Gjelder bare til 2027»" in told
    assert "policy «Bare et utkast»" in told
    assert len(verdict.signatures[1].stated["reason"]) < 600


@pytest.mark.parametrize(
    ("kind", "word"),
    [("PROOF_OF_RECEIPT", "indeterminate"), ("PROOF_OF_APPROVAL", "total_passed")],
)
def test_who_only_received_it_agreed_to_nothing(ground: Ground, kind: str, word: str) -> None:
    commitment = CAdESSignedAttrSpec(commitment_type=GenericCommitment[kind].asn1)
    said = {"cades_signed_attr_spec": commitment}
    verdict = ground.verdict(ground.signed(ground.world.once, "nav", said))
    assert (verdict.verdict, verdict.signatures[1].verdict) == (word, word)


def test_an_archive_timestamp_of_nobody_one_trusts_is_no_level(ground: Ground) -> None:
    stamped = ground.stamped(ground.preserved(ground.by_others))
    again = Notary().add_archive_timestamp(stamped)
    trust = [one.level for one in ground.verdict(again).signatures]
    assert trust == ["B-LTA", "B-LTA"], "another's takes nothing away"
    strangers = Notary().add_archive_timestamp(ground.preserved(ground.by_others))
    verdict = ground.verdict(strangers)
    assert (verdict.verdict, {one.level for one in verdict.signatures}) == ("total_passed", {"B-LT"})


# One that the other program writes otherwise than we; the others by themselves in `test_text_is_the_same_in_each_encoding`.
@pytest.mark.parametrize(
    "title",
    [
        "Ærlig avtale – 2026",
        *(pytest.param(title, marks=pytest.mark.extended) for title in ("Čáhppesbealjahat ŋ", "Avtale €")),
    ],
)
def test_what_a_file_says_of_itself_may_be_written_in_another_encoding(
    ground: Ground, title: str, tmp_path: Path
) -> None:
    """Other programs write title and subject anew: what PDFDocEncoding has in that, the rest in UTF-16."""
    unsigned = make_pdf(source_text(), title=title)
    once = ground.by_command(unsigned, "county", tmp_path)
    verdict = ground.verdict(ground.by_command(once, "nav", tmp_path))
    assert verdict.verdict == "total_passed", (verdict.reasons, verdict.signatures)


def test_text_is_the_same_in_each_encoding_and_only_then() -> None:
    """ISO 32000-1, 7.9.2.2, and what two readers might take for different things."""
    dash, wide = b"\x85", b"\xfe\xff\x20\x13"
    assert same_text(dash, wide)
    assert same_text("–".encode("utf-8-sig"), wide)
    assert same_text(b"\xa0", b"\xfe\xff\x20\xac")  # the euro
    assert not same_text(dash, b"-")
    assert not same_text(b"\xfe\xff\xd8\x00", b"\xfe\xff\xd8\x01")
    assert not same_text(b"\x9f", b"\x7f")
    assert not same_text(b"", None)


def test_a_timestamp_of_something_else_covers_nothing(ground: Ground) -> None:
    """The token of one file put into the place of another's."""
    good, other = (
        ground.stamped(pdf, "archive-timestamp")
        for pdf in (ground.world.twice, ground.preserved(ground.world.twice))
    )
    start = good.index(b"/Contents <", len(ground.world.twice)) + 11
    end = good.index(b">", start)
    place = other.rindex(b"/Contents <") + 11
    foreign = other[place : other.index(b">", place)].rstrip(b"0").ljust(end - start, b"0")
    changed = good[:start] + foreign + good[end:]
    assert len(changed) == len(good)
    assert ground.answer(good) == "total_passed"
    assert ground.answer(changed) in ("total_failed", "refused")
