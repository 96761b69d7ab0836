"""The quick reader finds what the library's own finds."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader

from avtale.sign.pdf.reader import QuickReader
from tests.support import discovered
from tests.unit.sign.world import World


def test_every_object_is_the_same(world: World) -> None:
    ours, theirs = QuickReader(world.twice), PdfFileReader(io.BytesIO(world.twice))
    numbers = discovered(range(1, int(theirs.trailer["/Size"])), at_least=50)
    found = [number for number in numbers if _object(theirs, number) is not None]
    assert len(found) >= 50
    assert [_object(ours, number) for number in numbers] == [_object(theirs, number) for number in numbers]
    assert len(ours._object_streams) >= 1


def _object(reader: PdfFileReader, number: int) -> bytes | None:
    """As it would be written; None for a number that is not in use."""
    try:
        return _written(reader.get_object(generic.Reference(number, 0, reader)))
    except PdfReadError:
        return None


def test_an_object_that_is_not_where_the_file_says(world: World) -> None:
    reader = QuickReader(world.twice)
    with pikepdf.open(io.BytesIO(world.twice)) as pdf:
        streams = discovered(one.objgen[0] for one in pdf.objects if _is_object_stream(one))
    for index in (-1, 10_000):
        with pytest.raises(PdfReadError):
            reader._get_object_from_stream(5, streams[0], index)
    with pytest.raises(PdfReadError):
        reader._get_object_from_stream(999_999, streams[0], 0)


def _is_object_stream(one: pikepdf.Object) -> bool:
    return isinstance(one, pikepdf.Stream) and one.get("/Type") == "/ObjStm"


def _written(one: generic.PdfObject) -> bytes:
    output = io.BytesIO()
    one.write_to_stream(output, None)
    return output.getvalue()
