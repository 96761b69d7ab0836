"""The bytes of a PDF as the revisions it grew by (ISO 32000-1, 7.5.6), and nothing between them.

A reader may begin at the end, at the first `startxref` it meets, or collect whatever looks like
an object. So that all of them see the same file, each revision has to be the objects
that its cross-reference section names, then that section, one `startxref` that points at it and
one `%%EOF`; and its /Prev the section before. What lies outside of these is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from avtale.message import Message
from avtale.sign.pdf.reader import QuickReader
from avtale.sign.pdf.values import Objects, Ref, Stream, Value, from_pyhanko

_SPACE = rb"[\0\t\n\f\r ]"
_END = re.compile(
    rb"(?:endobj)?"
    + _SPACE
    + rb"*startxref"
    + _SPACE
    + rb"{1,2}(\d{1,12})[ ]?(?:\r\n|\r|\n)%%EOF(\r\n|\r|\n)?"
)
_HEAD = re.compile(rb"%PDF-[12]\.\d(?:\r\n|\r|\n)(?:%[^\r\n]{1,40}(?:\r\n|\r|\n))?")
_BETWEEN = re.compile(rb"(?:[\0\t\n\f\r ]|%[^\r\n]{0,120}(?:\r\n|\r|\n))*")  # white space and comments
_READ_ELSEWHERE = re.compile(rb"EOF|startxref|xref|trailer|PDF-|\bobj|stream", re.IGNORECASE)
_OBJECT = re.compile(rb"(\d{1,10})" + _SPACE + rb"+(\d{1,5})" + _SPACE + rb"+obj")

Place = int | tuple[int, int]
"""Where an object lies: at a byte of the file, or at an index of the object stream that lies at a byte."""


class Unsound(Exception):
    """The file cannot be judged further: `reason` says why, `revision` from which revision on (the first is 0)."""

    def __init__(self, reason: Message, revision: int) -> None:
        super().__init__(reason.en)
        self.reason, self.revision = reason, revision


class Revision(Struct, frozen=True):
    """The file as it was after one of its writings.

    `data` is the file up to here, `start` where what was added begins, `mark` the end of its %%EOF
    and `end` that of the line. `table` tells where each object lies, `trailer` is this revision's own, `structural`
    holds the objects that only carry others (object streams and the cross-reference stream).
    `values` is what pyHanko reads, and `remarks` says that comments stand between the objects.
    """

    number: int
    data: bytes
    start: int
    mark: int
    end: int
    reader: QuickReader
    table: dict[Ref, Place]
    trailer: dict[str, Value]
    structural: frozenset[Ref]
    values: Objects
    remarks: bool

    def content(self, ref: Ref) -> bytes:
        """What the stream `ref` holds, decoded within the reader's limits."""
        from pyhanko.pdf_utils import generic

        return bytes(self.reader.get_object(generic.Reference(ref.number, ref.generation, self.reader)).data)


def revisions_of(data: bytes, reader: QuickReader) -> Iterator[Revision]:
    """Each revision of `data`, which `reader` has open, from the first on. Raises `Unsound`."""
    sections = reader.xrefs._xref_sections
    read: dict[tuple[Place, Ref], Value] = {}
    table: dict[Ref, Place] = {}
    carriers: frozenset[Ref] = frozenset()
    before, start = None, 0
    for number, section in enumerate(sections):
        if section.meta_info.xref_section_type.name not in ("STANDARD", "STREAM"):
            raise Unsound(_OTHER_FORM, number)
        closing, trailer = _closing(data, section, reader, number)
        if trailer.get("/Prev") != before or "/XRefStm" in trailer or int(closing[1]) != _place(section):
            raise Unsound(_TWO_ENDS, number)
        if _place(section) < start:
            raise Unsound(_TWO_ENDS, number)
        mark = closing.end() if closing[2] is None else closing.start(2)
        whole = data[: closing.end()]
        current = QuickReader(whole, reader) if number + 1 < len(sections) else reader
        before = _place(section)
        _renew(table, section, number)
        carriers |= {Ref(one, 0) for one in section.xref_data.obj_streams_used}
        if section.meta_info.stream_ref is not None:
            carriers |= {_ref(section.meta_info.stream_ref)}
        remarks = _tile(whole, current, section, (start, _place(section)), read, number)
        values = {}
        for ref, place in table.items():
            if (place, ref) not in read:
                read[place, ref] = _inside(current, ref, number)
            values[ref] = read[place, ref]
        yield Revision(
            number,
            whole,
            start,
            mark,
            closing.end(),
            current,
            dict(table),
            trailer,
            carriers,
            values,
            remarks,
        )
        start = closing.end()
    if start != len(data):
        raise Unsound(_BEHIND_THE_END, len(sections) - 1)


def _place(section: Any) -> int:
    """Where the section was said to lie; that it does lie there is looked at."""
    return int(section.meta_info.declared_startxref)


def _closing(
    data: bytes, section: Any, reader: QuickReader, number: int
) -> tuple[re.Match[bytes], dict[str, Value]]:
    """What closes the section, and its trailer."""
    from pyhanko.pdf_utils import generic

    info, stream = section.meta_info, reader.stream
    if info.stream_ref is None:
        if data[_place(section) : _place(section) + 4] != b"xref":
            raise Unsound(_TWO_ENDS, number)
        stream.seek(info.end_location)
        trailer = from_pyhanko(
            generic.DictionaryObject.read_from_stream(stream, generic.TrailerReference(reader))
        )
        end = stream.tell()
    else:
        item, end = _read_at(data, reader, _ref(info.stream_ref), _place(section), number)
        trailer = item.entries if isinstance(item, Stream) else {}
        end -= len(b"endobj")
    found = _END.match(data, _BETWEEN.match(data, end).end())  # type: ignore[union-attr]  # matches always
    if found is None or _READ_ELSEWHERE.search(data[end : found.start()]):
        raise Unsound(_TWO_ENDS, number)
    return found, trailer


def _renew(table: dict[Ref, Place], section: Any, number: int) -> None:
    """Put the section's entries into `table`. Only a first revision may have free ones beside number 0."""
    entries = section.xref_data
    if number and entries.freed:
        raise Unsound(_FREED, number)
    if entries.standard_xrefs.keys() & entries.xrefs_in_objstm.keys():
        raise Unsound(_TWICE, number)
    for one in entries.freed:
        for ref in [ref for ref in table if ref.number == one]:
            del table[ref]
    offsets: set[int] = set()
    for one, (generation, offset) in entries.standard_xrefs.items():
        if offset in offsets or generation:
            raise Unsound(_TWICE, number)
        offsets.add(offset)
        table[Ref(one, generation)] = offset
    for one, inside in entries.xrefs_in_objstm.items():
        carrier = table.get(Ref(inside.obj_stream_id, 0))
        if not isinstance(carrier, int) or inside.obj_stream_id not in entries.standard_xrefs:
            raise Unsound(_TWICE, number)
        table[Ref(one, 0)] = (carrier, inside.ix_in_stream)


def _tile(
    data: bytes,
    reader: QuickReader,
    section: Any,
    span: tuple[int, int],
    read: dict[tuple[Place, Ref], Value],
    number: int,
) -> bool:
    """Read the section's objects one behind the other; between them may stand nothing but space and comments.

    Says whether comments do.
    """
    remarks = False
    place, end = span
    if number == 0:
        head = _HEAD.match(data)
        if head is None:
            raise Unsound(_HEADER, 0)
        place = head.end()
    entries = section.xref_data
    lying = sorted((offset, one, generation) for one, (generation, offset) in entries.standard_xrefs.items())
    for offset, one, generation in lying:
        if offset == end:
            continue  # the section itself
        remarks |= _remarks(data, place, offset, number)
        ref = Ref(one, generation)
        read[offset, ref], place = _read_at(data, reader, ref, offset, number)
    remarks |= _remarks(data, place, end, number)
    if section.meta_info.stream_ref is not None:
        ref = _ref(section.meta_info.stream_ref)
        read[end, ref], _ = _read_at(data, reader, ref, end, number)
        _refuse_unknown_entries(reader, ref, number)
    for one in entries.obj_streams_used:
        there = {
            inside.ix_in_stream: item
            for item, inside in entries.xrefs_in_objstm.items()
            if inside.obj_stream_id == one
        }
        if [there.get(index) for index in range(len(there))] != reader.numbers_in(one):
            raise Unsound(_TWICE, number)
    return remarks


def _refuse_unknown_entries(reader: QuickReader, ref: Ref, number: int) -> None:
    """An entry of a kind that is none means no object (ISO 32000-1, 7.5.8.3), and most readers pass it over."""
    from pyhanko.pdf_utils import generic

    section: Any = reader.get_object(generic.Reference(ref.number, ref.generation, reader))
    kind, *others = (int(width) for width in section["/W"])
    data, row = section.data, kind + sum(others)
    if kind and any(
        data[at : at + kind].lstrip(b"\0") not in (b"", b"\1", b"\2") for at in range(0, len(data), row)
    ):
        raise Unsound(_TWICE, number)


def _remarks(data: bytes, start: int, end: int, number: int) -> bool:
    """Whether comments stand in the gap. Raises `Unsound` for anything else, and for comments that look like a part of the file."""
    gap = data[start:end] if start <= end else b"overlapping"
    if not _BETWEEN.fullmatch(gap) or (b"%" in gap and _READ_ELSEWHERE.search(gap)):
        raise Unsound(_HIDDEN, number)
    return b"%" in gap


def _read_at(data: bytes, reader: QuickReader, ref: Ref, offset: int, number: int) -> tuple[Value, int]:
    """The object that begins at the byte `offset`, and where it ends. Raises `Unsound` where it is another."""
    from pyhanko.pdf_utils import generic, misc

    head = _OBJECT.match(data, offset)
    if head is None or (int(head[1]), int(head[2])) != (ref.number, ref.generation):
        raise Unsound(_TWO_ENDS, number)
    reader.charge(offset)
    stream = reader.stream
    stream.seek(head.end())
    misc.read_non_whitespace(stream, seek_back=True)
    item = generic.read_object(stream, generic.Reference(ref.number, ref.generation, reader))
    misc.read_non_whitespace(stream, seek_back=True)
    end = stream.tell()
    if data[end : end + 6] != b"endobj":
        raise Unsound(_TWO_ENDS, number)
    return from_pyhanko(item), end + 6


def _inside(reader: QuickReader, ref: Ref, number: int) -> Value:
    """An object inside an object stream."""
    from pyhanko.pdf_utils import generic

    item = reader.get_object(generic.Reference(ref.number, ref.generation, reader))
    if item is None:
        raise Unsound(_TWICE, number)
    return from_pyhanko(item)


def _ref(reference: Any) -> Ref:
    return Ref(int(reference.idnum), int(reference.generation))


_TWO_ENDS = Message(
    "Filen kan leses på to måter: hvor den slutter, går ikke entydig fram. En leser kan vise noe annet enn det som er underskrevet.",
    "The file can be read in two ways: where it ends is not clear. A viewer may show something else than what was signed.",
)
_OTHER_FORM = Message(
    "Filen har to innholdslister på samme sted (hybrid), så to lesere kan se hver sitt innhold.",
    "The file has two tables of contents in one place (hybrid), so two readers may see two contents.",
)
_BEHIND_THE_END = Message(
    "Det ligger noe etter slutten av filen som ingen underskrift dekker.",
    "Something lies behind the end of the file that no signature covers.",
)
_FREED = Message(
    "Noe i filen er slettet etter at den ble laget.", "Something in the file was deleted after it was made."
)
_TWICE = Message(
    "Det samme objektet står flere steder i filen, så to lesere kan se hver sitt innhold.",
    "The same object stands in the file more than once, so two readers may see two contents.",
)
_HEADER = Message(
    "Filen begynner ikke slik en PDF skal, så to lesere kan se hver sitt innhold.",
    "The file does not begin as a PDF has to, so two readers may see two contents.",
)
_HIDDEN = Message(
    "Det ligger noe mellom filens deler som innholdslisten ikke nevner. En leser kan vise det.",
    "Something lies between the parts of the file that its table of contents does not name. A viewer may show it.",
)
