"""What is signed keeps the standards it claims, and verify says of a file that does not."""

from __future__ import annotations

import io
from datetime import timedelta

import pikepdf
import pytest

from avtale.errors import StateError
from avtale.sign.conformity import conformity, refuse_nonconforming
from avtale.sign.signing import sign
from avtale.sign.verify import verify
from tests.unit.sign.world import WHEN, World


def _damaged(pdf: bytes) -> bytes:
    """The same file with a field that says nothing to a screen reader."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for field in opened.Root.AcroForm.Fields:
            del field["/TU"]
        buffer = io.BytesIO()
        opened.save(buffer, static_id=True)
    return buffer.getvalue()


def test_a_file_of_ours_keeps_what_it_claims(world: World) -> None:
    for pdf in (world.unsigned, world.once, world.twice):
        judged = conformity(pdf)
        assert judged is not None
        assert (judged.claims, judged.complaints) == ("PDF/A-3a + PDF/UA-1", ())
        refuse_nonconforming(pdf, "fil.pdf")


def test_a_file_that_breaks_its_claim_is_not_signed(world: World) -> None:
    with pytest.raises(StateError, match=r"PDF/A-3a \+ PDF/UA-1.*UA 7\.18\.1-3"):
        sign(_damaged(world.unsigned), party="county", credential=world.county, when=WHEN, name="fil.pdf")


def test_a_file_without_a_claim_is_not_signed(world: World) -> None:
    silent = world.unsigned.replace(b"<pdfuaid:part>1<", b"<pdfuaid:part>0<")
    silent = silent.replace(b'pdfaid:part="3"', b'pdfaid:part="x"')
    assert silent != world.unsigned
    with pytest.raises(StateError, match="neither PDF/A nor PDF/UA"):
        sign(silent, party="county", credential=world.county, when=WHEN, name="fil.pdf")


def test_verify_tells_of_a_false_claim_and_changes_no_verdict(world: World) -> None:
    at = WHEN + timedelta(hours=2)
    good = verify(world.twice, name="fil.pdf", at=at, trust=world.trust, without_register=True)
    assert good.conformance == ("PDF/A-3a + PDF/UA-1", ())
    assert good.as_data()["conformance"] == {"claims": "PDF/A-3a + PDF/UA-1", "breaks": []}
    unsigned = verify(
        _damaged(world.unsigned), name="fil.pdf", at=at, trust=world.trust, without_register=True
    )
    assert unsigned.conformance == (
        "PDF/A-3a + PDF/UA-1",
        ("UA 7.18.1-3",) * len(unsigned.conformance[1] or ()),
    )  # type: ignore[index]
    assert any("holder det ikke" in reason.nb for reason in unsigned.reasons)
    assert (
        unsigned.verdict
        == verify(world.unsigned, name="fil.pdf", at=at, trust=world.trust, without_register=True).verdict
    )
