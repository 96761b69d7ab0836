"""Nothing passes because it comes with something that may."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from avtale.sign.signing import simple_signer
from tests.hostile.pdf.bytes import File
from tests.hostile.pdf.covered import COVERED, GENUINE
from tests.hostile.pdf.ground import Ground
from tests.support import discovered

OFTEN = {
    "a page inside that is not counted",
    "an entry of a kind that is none",
}


@pytest.mark.parametrize(
    "name",
    [
        name if name == "an object stream" else pytest.param(name, marks=pytest.mark.extended)
        for name in discovered(sorted(GENUINE), at_least=3)
    ],
)
def test_validation_data_alone_pass(ground: Ground, name: str) -> None:
    assert ground.answer(GENUINE[name](File(ground.world.twice))) == "total_passed"


@pytest.mark.parametrize(
    "name",
    [
        name if name in OFTEN else pytest.param(name, marks=pytest.mark.extended)
        for name in discovered(sorted(COVERED), at_least=35)
    ],
)
def test_what_comes_with_validation_data(ground: Ground, name: str) -> None:
    changed = COVERED[name](File(ground.world.twice))
    assert changed.startswith(ground.world.twice)
    assert ground.answer(changed) in ("total_failed", "refused")


def _page(writer: Any) -> Any:
    return writer.root["/Pages"]["/Kids"][0].get_object()


def _own(writer: Any, key: str, value: Any) -> None:
    field = next(
        one.get_object()
        for one in writer.root["/AcroForm"]["/Fields"]
        if one.get_object()["/T"] == "signature-nav"
    )
    field[pdf_name(key)] = value
    writer.update_container(field)


def _in(holder: Callable[[Any], Any], key: str, value: Callable[[Any], Any]) -> Callable[[Any], None]:
    def change(writer: Any) -> None:
        found = holder(writer)
        found[pdf_name(key)] = value(writer)
        writer.update_container(found)

    return change


def _box(writer: Any) -> Any:
    drawn = writer.add_object(generic.StreamObject(stream_data=b"1 g 0 0 600 900 re f"))
    return generic.ArrayObject([_page(writer).raw_get("/Contents"), drawn])


def _dictionary(**entries: Any) -> Any:
    return generic.DictionaryObject({pdf_name(f"/{key}"): value for key, value in entries.items()})


SIGNED_AT_ONCE: dict[str, Callable[[Any], None]] = {
    "a box": _in(_page, "/Contents", _box),
    "a group": _in(_page, "/Group", lambda _: _dictionary(S=pdf_name("/Transparency"))),
    "a turned page": _in(_page, "/Rotate", lambda _: generic.NumberObject(180)),
    "a page mode": _in(lambda w: w.root, "/PageMode", lambda _: pdf_name("/UseAttachments")),
    "a language": _in(lambda w: w.root, "/Lang", lambda _: generic.pdf_string("fr")),
    "an object nobody asks for": lambda w: w.add_object(generic.StreamObject(stream_data=b"x")),
    "a caption": lambda w: _own(w, "/MK", _dictionary(CA=generic.pdf_string("2099"))),
    "a lock": lambda w: _own(w, "/Lock", _dictionary(Action=pdf_name("/All"))),
    "a larger field": lambda w: _own(
        w, "/Rect", generic.ArrayObject(map(generic.NumberObject, (0, 0, 595, 842)))
    ),
    "another label": lambda w: _own(w, "/TU", generic.pdf_string("Underskrift, noen andre")),
    "an action": lambda w: _own(w, "/AA", _dictionary(E=_dictionary(S=pdf_name("/ResetForm")))),
    "a title": _in(lambda w: w.trailer["/Info"], "/Title", lambda _: generic.pdf_string("Oppsigelse")),
}


def _signed_with(ground: Ground, change: Callable[[Any], object]) -> bytes:
    writer, output = IncrementalPdfFileWriter(io.BytesIO(ground.world.once)), io.BytesIO()
    change(writer)
    metadata = PdfSignatureMetadata(
        field_name="signature-nav", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )
    signer = PdfSigner(metadata, simple_signer(ground.world.nav))
    signer.sign_pdf(writer, existing_fields_only=True, output=output)
    return output.getvalue()


@pytest.mark.extended
@pytest.mark.parametrize("name", discovered(sorted(SIGNED_AT_ONCE), at_least=12))
def test_what_comes_with_a_signature(ground: Ground, name: str) -> None:
    """In the very revision that the second party signs, and so covered by it."""
    assert ground.answer(_signed_with(ground, lambda _: None)) == "total_passed"
    try:
        changed = _signed_with(ground, SIGNED_AT_ONCE[name])
    except SigningError:  # the library itself refuses
        return
    assert ground.answer(changed) in ("total_failed", "refused")
