"""A file that is made to hurt is not judged, and that is said soon."""

from __future__ import annotations

import io
import time
from collections.abc import Callable

import pikepdf
import pytest

from avtale.conformance.judge import Unjudged, complaints
from tests.unit.render.pages import agreement_pdf


def _loop(pdf: pikepdf.Pdf) -> None:
    document = pdf.Root.StructTreeRoot.K[0]
    document.K.append(document)


def _bomb(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_stream(b"0 0 m " * 5_000_000)


def _many(pdf: pikepdf.Pdf) -> None:
    stream = pdf.make_stream(b"/Artifact BMC 0 0 m 1 1 l S EMC " * 30_000)
    for number in range(4):
        pdf.pages[0].obj.Resources.XObject = pdf.pages[0].obj.Resources.get("/XObject", pikepdf.Dictionary())
        form = pdf.make_stream(
            bytes(stream.read_bytes()), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form
        )
        pdf.pages[0].obj.Resources.XObject[f"/F{number}"] = form
    pdf.pages[0].Contents = pdf.make_stream(b"".join(b"/F%d Do " % number for number in range(4)))


def _deep(pdf: pikepdf.Pdf) -> None:
    inner = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Div, K=pikepdf.Array()))
    for _ in range(3_000):
        inner = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Div, K=pikepdf.Array([inner])))
    pdf.Root.StructTreeRoot.K[0].K.append(inner)


def _wide(pdf: pikepdf.Pdf) -> None:
    cell = pikepdf.Dictionary(S=pikepdf.Name.TD, A=pikepdf.Dictionary(O=pikepdf.Name.Table, ColSpan=10**9))
    row = pikepdf.Dictionary(S=pikepdf.Name.TR, K=pikepdf.Array([cell]))
    table = pikepdf.Dictionary(S=pikepdf.Name.Table, K=pikepdf.Array([row]))
    pdf.Root.StructTreeRoot.K[0].K.append(pdf.make_indirect(table))


@pytest.mark.parametrize("change", [_loop, _bomb, _many, _deep, _wide])
def test_it_ends_soon(change: Callable[[pikepdf.Pdf], None]) -> None:
    data = agreement_pdf()
    assert complaints(data) == ()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        buffer = io.BytesIO()
        pdf.save(buffer, compress_streams=True)
    began = time.process_time()
    with pytest.raises(Unjudged):
        complaints(buffer.getvalue(), most=2_000_000)
    assert time.process_time() - began < 10


def test_what_is_no_pdf_is_not_judged() -> None:
    for data in (b"", b"%PDF-1.7\n", b"hei"):
        with pytest.raises(Unjudged):
            complaints(data)
