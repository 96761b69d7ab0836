"""A form that is not the one this product makes, in a file of one revision that both parties then sign (1c, 2)."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from avtale.errors import UsageError
from tests.hostile.pdf.ground import Ground

Change = Callable[[pikepdf.Pdf], None]


def _field(pdf: pikepdf.Pdf, place: int = 1) -> Any:
    return pdf.Root.AcroForm.Fields[place]


def _set(key: str, value: Any) -> Change:
    return lambda pdf: setattr(_field(pdf), key, value)


def _in_form(key: str, value: Any) -> Change:
    return lambda pdf: setattr(pdf.Root.AcroForm, key, value)


def _in_catalog(key: str, value: Any) -> Change:
    return lambda pdf: setattr(pdf.Root, key, value)


def _planted(pdf: pikepdf.Pdf) -> None:
    """A text field whose appearance says one year and whose value another."""
    box = Array([50, 250, 300, 280])
    drawn = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 250, 30]))
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("t"), V=String("2099"), Rect=box, F=4
        )
    )
    field.AP = Dictionary(N=drawn)
    pdf.Root.AcroForm.Fields.append(field)
    pdf.pages[0].obj.Annots.append(field)


def _listed_twice(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.Fields.append(_field(pdf))


def _widget_outside_the_form(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Annots.append(
        pdf.make_indirect(Dictionary(Subtype=Name.Widget, FT=Name.Sig, Rect=Array([0, 0, 9, 9])))
    )


def _one_over_the_other(pdf: pikepdf.Pdf) -> None:
    _field(pdf, 2).Rect = _field(pdf, 1).Rect


CHANGES: dict[str, Change] = {
    "need appearances": _in_form("NeedAppearances", True),
    "resources of the form": _in_form("DR", Dictionary()),
    "a planted text field": _planted,
    "a widget outside the form": _widget_outside_the_form,
    "one field over the other": _one_over_the_other,
    "a field off the page": _set("Rect", Array([9000, 9000, 9100, 9100])),
    "a field without a size": _set("Rect", Array([0, 0, 0, 0])),
    "a hidden field": _set("F", 2),
    "a field with an action": _set("AA", Dictionary(E=Dictionary(S=Name.JavaScript, JS=String("1")))),
    "a field with a caption": _set("MK", Dictionary(CA=String("2099"))),
    "a locking field": _set("Lock", Dictionary(Type=Name.SigFieldLock, Action=Name.All)),
    "a script when opened": _in_catalog("OpenAction", Dictionary(S=Name.JavaScript, JS=String("1"))),
    "layers": _in_catalog("OCProperties", Dictionary(OCGs=Array([]), D=Dictionary())),
}


def _signed(ground: Ground, change: Change | None) -> bytes:
    with pikepdf.open(io.BytesIO(ground.world.unsigned)) as pdf:
        if change is not None:
            change(pdf)
        output = io.BytesIO()
        pdf.save(output, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return ground.signed(ground.signed(output.getvalue(), "county"), "nav")


def test_saved_anew_and_else_unchanged_passes_here(ground: Ground) -> None:
    """So that it is the change that fails below. What the pages say is proved elsewhere."""
    assert ground.answer(_signed(ground, None)) == "total_passed"


def test_a_field_listed_twice_is_not_read(ground: Ground) -> None:
    with pytest.raises(UsageError, match="form fields"):
        ground.verdict(_signed(ground, _listed_twice))


@pytest.mark.filterwarnings("ignore:This document has 1 form widget")
@pytest.mark.parametrize("name", CHANGES)
def test_another_form_than_ours_fails(ground: Ground, name: str) -> None:
    verdict = ground.verdict(_signed(ground, CHANGES[name]))
    assert verdict.verdict == "total_failed"
    assert {one.sub_indication for one in verdict.signatures} == {"FORMAT_FAILURE"}
    assert all("not as avtale makes it" in one.reason.en for one in verdict.signatures)


@pytest.mark.parametrize(
    ("written", "verdict"), [(b"(n\\\nb)    ", "total_passed"), (b"(n\r\nb)    ", "total_failed")]
)
def test_what_two_readers_take_for_different_words_fails(
    ground: Ground, written: bytes, verdict: str
) -> None:
    """A line end inside a string (ISO 32000-1, 7.3.4.2): qpdf reads CR LF as one sign, pyHanko as two."""
    with pikepdf.open(io.BytesIO(ground.world.unsigned)) as pdf:
        pdf.Root.Lang = String("@@@@@@@@")
        output = io.BytesIO()
        pdf.save(output, object_stream_mode=pikepdf.ObjectStreamMode.disable, static_id=True)
    assert output.getvalue().count(b"(@@@@@@@@)") == 1
    pdf = output.getvalue().replace(b"(@@@@@@@@)", written)
    found = ground.verdict(ground.signed(ground.signed(pdf, "county"), "nav"))
    assert found.verdict == verdict
    told = any("Two independent readers" in one.reason.en for one in found.signatures)
    assert told == (verdict == "total_failed")
