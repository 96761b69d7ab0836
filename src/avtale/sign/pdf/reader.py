"""pyHanko's reader, made quick for files whose objects lie in one large object stream.

The library reads the stream's whole table of contents anew for each object in it. A
tagged PDF of ten pages has thousands, and judging its signatures took half a
minute. Here the table is read once.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from msgspec import Struct
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import (
    DEFAULT_PURPOSE_LIMITS,
    DecodeLimits,
    DecodePurpose,
    DocumentDecodeBudget,
    StreamDecodeLimits,
)
from pyhanko.pdf_utils.misc import PdfStrictReadError
from pyhanko.pdf_utils.reader import PdfFileReader

from avtale.sign.pdf.limits import TooMuch

_MIB = 1024 * 1024
_LIMITS = DecodeLimits(
    StreamDecodeLimits(max_output_size=32 * _MIB),
    {
        **DEFAULT_PURPOSE_LIMITS,
        DecodePurpose.OBJECT_STREAM: StreamDecodeLimits(100, 4 * _MIB, 16 * _MIB),
        DecodePurpose.XREF_STREAM: StreamDecodeLimits(None, 0, 4 * _MIB),
    },
    document_budget=DocumentDecodeBudget(base_allowance=128 * _MIB, max_ratio=1),
)
"""A tagged agreement of ten pages has half a megabyte in its object streams."""


class _ObjectStream(Struct, frozen=True):
    """The bytes of an object stream, and number and place of each object (ISO 32000-1, 7.5.7)."""

    data: bytes
    table: tuple[tuple[int, int], ...]


class _Budget(Struct):
    """How many bytes of objects may still be worked through: some millionths of a second each."""

    left: int = 3 * _MIB

    def spend(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise TooMuch(
                "flere og større objekter enn en avtale kan ha",
                "more and larger objects than an agreement can have",
            )


class QuickReader(PdfFileReader):
    """As the library's, always strict, and bounded. The methods replaced are internal to it, and a test compares the two.

    `earlier` is the reader of a later state of the same file, whose bound this one shares.
    """

    def __init__(self, data: bytes, earlier: QuickReader | None = None) -> None:
        self._object_streams: dict[int, _ObjectStream] = {}
        self._data = data
        self._budget: _Budget = earlier._budget if earlier is not None else _Budget()
        super().__init__(BytesIO(data), strict=True, decode_limits=_LIMITS)

    def charge(self, place: int) -> None:
        """Count the object at the byte `place` before it is read, but for a stream's content. Raises `TooMuch`."""
        window = place + self._budget.left + 1
        end = self._data.find(b"endobj", place, window)
        begin = self._data.find(b"stream", place, window if end < 0 else end)
        until = begin if begin >= 0 else end
        self._budget.spend((until if until >= 0 else window) - place)

    def _read_object(self, ref: Any, marker: Any, *arguments: Any, **options: Any) -> Any:
        if isinstance(marker, int):
            self.charge(marker)
        return super()._read_object(ref, marker, *arguments, **options)

    def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int) -> Any:
        stream = self._object_streams.get(stmnum)
        if stream is None:
            stream = self._object_streams[stmnum] = self._read_object_stream(stmnum)
        if not 0 <= idx < len(stream.table) or stream.table[idx][0] != idnum:
            raise PdfStrictReadError("Object is not where the file says")
        place = BytesIO(stream.data)
        place.seek(stream.table[idx][1])
        found = generic.read_object(place, generic.Reference(idnum, 0, self))
        if isinstance(found, generic.StreamObject | generic.IndirectObject):
            raise PdfStrictReadError("Forbidden kind of object in an object stream")
        return found

    def numbers_in(self, number: int) -> list[int]:
        """The numbers of the objects in an object stream, in its own order."""
        stream = self._object_streams.get(number) or self._read_object_stream(number)
        self._object_streams[number] = stream
        return [one for one, _ in stream.table]

    def _read_object_stream(self, number: int) -> _ObjectStream:
        stream = generic.Reference(number, 0, self).get_object()
        if not isinstance(stream, generic.StreamObject) or stream["/Type"] != "/ObjStm":
            raise PdfStrictReadError("Not an object stream")
        data, first = stream.read_data(DecodePurpose.OBJECT_STREAM), int(stream["/First"])
        self._budget.spend(len(data))
        numbers = [int(word) for word in data[:first].split()]
        if len(numbers) != 2 * int(stream["/N"]):  # more: objects that only some readers count
            raise PdfStrictReadError("Object stream header possibly corrupted")
        pairs = zip(numbers[::2], numbers[1::2], strict=False)
        table = tuple((object_number, first + offset) for object_number, offset in pairs)
        return _ObjectStream(data, table)
