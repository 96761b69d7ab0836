"""Two files with the same words, of which one hides, draws, says or leads to something else (docs/decisions/0058-words-that-one-sees.md)."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from avtale.render.fonts import font_set
from avtale.sign.pages.likeness import unlike
from tests.support import discovered
from tests.unit.sign.test_sight import WORD, page


def _as_it_is(_: Any) -> None:
    """Change nothing."""


def _file(content: bytes, change: Callable[[Any], None] = _as_it_is) -> bytes:
    """A page with one letter font of ours, a bookmark, a link and a field that shows nothing."""
    with pikepdf.open(io.BytesIO(page(content))) as pdf:
        _draw_with("regular")(pdf)
        mark = pdf.make_indirect(Dictionary(Title=pikepdf.String("1. Parter")))
        pdf.Root.Outlines = Dictionary(First=mark, Last=mark)
        link = Dictionary(
            Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=Dictionary(URI="https://fylke.example")
        )
        field = pdf.Root.AcroForm.Fields[0]
        field.T, field.TU, field.AP = "county", "Fylket", Dictionary(N=pdf.make_stream(b""))
        pdf.pages[0].obj.Annots.append(pdf.make_indirect(link))
        change(pdf)
        output = io.BytesIO()
        pdf.save(output)
        return output.getvalue()


def _draw_with(face: str) -> Callable[[Any], None]:
    def change(pdf: Any) -> None:
        font, program = pdf.pages[0].obj.Resources.Font.F, font_set().folder / f"ttf/{face}.ttf"
        font.FontDescriptor = Dictionary(FontFile2=pdf.make_stream(program.read_bytes()))

    return change


def _speak(pdf: Any) -> None:
    tree = Dictionary(K=Array([Dictionary(S=Name.P, ActualText="nei")]))
    pdf.Root.StructTreeRoot = pdf.make_indirect(tree)


def _lead(pdf: Any) -> None:
    pdf.pages[0].obj.Annots[1].A.URI = pikepdf.String("https://annen.example")


def _call(pdf: Any) -> None:
    pdf.Root.Outlines.First.Title = pikepdf.String("1. Ingen plikter")


def _show(pdf: Any) -> None:
    pdf.Root.AcroForm.Fields[0].AP.N = pdf.make_stream(b"BT (ja) Tj ET")


OTHERS = {
    "hidden": (WORD + b"1 g 95 690 40 30 re f ", _as_it_is, "skjult"),
    "more as decoration": (WORD + b"/Artifact BMC BT /F 12 Tf 100 500 Td (til 2099) Tj ET EMC ", _as_it_is, "pynt"),
    "drawn as others": (WORD, _draw_with("signs"), "tegnet som et annet tegn"),
    "read out otherwise": (WORD, _speak, "skjermleser"),
    "another link": (WORD, _lead, "Bokmerkene"),
    "another bookmark": (WORD, _call, "Bokmerkene"),
    "a field that shows something": (WORD, _show, "Bokmerkene"),
}  # fmt: skip


def test_the_same_is_alike() -> None:
    assert unlike(_file(WORD), _file(WORD)) is None


@pytest.mark.parametrize("case", discovered(sorted(OTHERS), at_least=7))
def test_what_is_other_is_told(case: str) -> None:
    content, change, words = OTHERS[case]
    told = unlike(_file(WORD), _file(content, change))
    assert told is not None
    assert words in told.nb
    assert told.nb != told.en
