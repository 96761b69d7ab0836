"""The fields that have to be filled are the fields that the page reserves."""

from __future__ import annotations

from typing import Any

import pytest

from avtale.format.bind import load
from avtale.format.signing import signature_fields
from avtale.sign.embedded import embedded_source
from avtale.source.read import parse
from tests.unit.sign.world import World, make_pdf, source_text

SIGNATORIES = [
    (b"", {"signature-county": "county", "signature-nav": "nav"}),
    (b"signatories: [{party: nav}]\n", {"signature-nav": "nav", "signature-county": "county"}),
    (
        b"signatories: [{party: nav}, {party: county}, {party: nav}, {title: Rektor}]\n",
        {"signature-nav": "nav", "signature-county": "county", "signature-nav-2": "nav"},
    ),
]


@pytest.mark.parametrize(("signatories", "fields"), SIGNATORIES)
def test_the_fields_a_document_requires(signatories: bytes, fields: dict[str, str]) -> None:
    text = source_text() + signatories
    source = embedded_source(make_pdf(text), "x")
    assert source is not None
    assert source.fields == fields
    assert source.parties == {
        party: {"county": "Eksempel fylkeskommune", "nav": "NAV Eksempel"}[party] for party in fields.values()
    }
    assert list(fields) == _reserved(load(parse(text)))


def _reserved(document: Any) -> list[str]:
    """As the page names them."""
    return [block.name for block in signature_fields(document) if block.name]


def test_two_who_sign_for_one_party(world: World) -> None:
    from avtale.errors import StateError
    from avtale.sign.signing import sign
    from tests.unit.sign.world import WHEN

    text = source_text() + b"signatories: [{party: nav}, {party: nav}, {party: county}]\n"
    pdf = make_pdf(text, fields=("nav", "nav-2", "county"))
    for field in ("signature-nav", "signature-nav-2"):
        signed = sign(pdf, party="nav", credential=world.nav, when=WHEN)
        assert (signed.field, signed.party) == (field, "nav")
        pdf = signed.data
    with pytest.raises(StateError, match="already"):
        sign(pdf, party="nav", credential=world.nav, when=WHEN)


def test_a_pdf_without_a_source_has_none() -> None:
    assert embedded_source(make_pdf(None), "x") is None
