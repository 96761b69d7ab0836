"""Small files that cost much: each names what it wants of the reader (attacks, class 10)."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf

from tests.hostile.pdf.bytes import File, stream

BOMBS: dict[str, Callable[[File], bytes]] = {}


def _bomb(recipe: Callable[[File], bytes]) -> Callable[[File], bytes]:
    BOMBS[recipe.__name__] = recipe
    return recipe


def _whole(objects: dict[int, bytes], trailer: bytes = b"") -> bytes:
    """A file of its own with these objects; number 1 is the catalog."""
    body, places = b"%PDF-1.7\n", {}
    for number, text in sorted(objects.items()):
        places[number] = len(body)
        body += b"%d 0 obj\n%b\nendobj\n" % (number, text)
    size = max(objects) + 1
    rows = [b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(size)]
    return body + b"xref\n0 %d\n%btrailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (
        size, b"".join(rows), size, trailer, len(body)
    )  # fmt: skip


_PAGES = {
    2: b"<< /Type /Pages /Count 1 /Kids [ 3 0 R ] >>",
    3: b"<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 9 9 ] >>",
}


def _catalog(more: bytes) -> bytes:
    return b"<< /Type /Catalog /Pages 2 0 R %b >>" % more


@_bomb
def fields_that_name_the_next_twice(_: File) -> bytes:
    fields = {
        n: b"<< /FT /Sig /T (f%d) /Kids [ %d 0 R %d 0 R ] >>" % (n, n + 1, n + 1) for n in range(10, 40)
    }
    fields[40] = b"<< /FT /Sig /T (leaf) >>"
    return _whole({1: _catalog(b"/AcroForm << /Fields [ 10 0 R ] >>"), **_PAGES, **fields})


@_bomb
def fields_in_a_ring(_: File) -> bytes:
    fields = {10: b"<< /T (a) /Kids [ 11 0 R ] >>", 11: b"<< /T (b) /Kids [ 10 0 R ] >>"}
    return _whole({1: _catalog(b"/AcroForm << /Fields [ 10 0 R ] >>"), **_PAGES, **fields})


@_bomb
def fields_in_a_chain(_: File) -> bytes:
    fields = {n: b"<< /T (f%d) /Kids [ %d 0 R ] >>" % (n, n + 1) for n in range(10, 9000)}
    fields[9000] = b"<< /FT /Sig /T (leaf) >>"
    return _whole({1: _catalog(b"/AcroForm << /Fields [ 10 0 R ] >>"), **_PAGES, **fields})


@_bomb
def fields_without_end(f: File) -> bytes:
    listed = b"%d 0 R " % f.fields[0] * 300_000
    return f.update({f.root: f.replaced(f.root, b"/Fields [", b"/Fields [ " + listed)})


@_bomb
def pages_in_a_ring(_: File) -> bytes:
    return _whole(
        {
            1: _catalog(b""),
            2: b"<< /Type /Pages /Count 9 /Kids [ 4 0 R ] >>",
            4: b"<< /Type /Pages /Count 9 /Kids [ 2 0 R ] >>",
        }
    )


@_bomb
def pages_that_name_the_next_twice(_: File) -> bytes:
    tree = {n: b"<< /Type /Pages /Count 9 /Kids [ %d 0 R %d 0 R ] >>" % (n + 1, n + 1) for n in range(2, 40)}
    tree[40] = b"<< /Type /Page /Parent 39 0 R /MediaBox [ 0 0 9 9 ] >>"
    return _whole({1: _catalog(b""), **tree})


@_bomb
def names_that_name_the_next_twice(_: File) -> bytes:
    tree = {n: b"<< /Kids [ %d 0 R %d 0 R ] >>" % (n + 1, n + 1) for n in range(10, 40)}
    tree[40] = b"<< /Names [ ] >>"
    return _whole({1: _catalog(b"/Names << /EmbeddedFiles 10 0 R >>"), **_PAGES, **tree})


@_bomb
def updates_by_the_thousand(f: File) -> bytes:
    data, place = [f.data], f.startxref
    length = len(f.data)
    for _ in range(2000):
        data.append(
            b"xref\n0 0\ntrailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
            % (int(f.pdf.trailer.Size), f.root, place, length)
        )
        place, length = length, length + len(data[-1])
    return b"".join(data)


@_bomb
def sections_in_a_ring(f: File) -> bytes:
    return f.update({}, prev=len(f.data))


@_bomb
def many_sections_behind_one_end(f: File) -> bytes:
    data, place = f.data, f.startxref
    for _ in range(3000):
        here = len(data)
        data += b"xref\n0 0\ntrailer\n<< /Size 9 /Root %d 0 R /Prev %d >>\n" % (f.root, place)
        place = here
    return data + b"startxref\n%d\n%%%%EOF\n" % place


def _section(f: File, entries: bytes, content: bytes) -> bytes:
    """An update that is a cross-reference stream alone."""
    text = stream(content, b"/Type /XRef /Root %d 0 R /Prev %d %b" % (f.root, f.startxref, entries))
    return f.data + b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (f.next, text, len(f.data))


@_bomb
def section_of_a_billion_objects(f: File) -> bytes:
    return _section(f, b"/Size 1000000000 /W [ 1 1 1 ] /Index [ 0 1000000000 ]", bytes(3))


@_bomb
def section_of_objects_without_width(f: File) -> bytes:
    return _section(f, b"/Size 100000000 /W [ 0 0 0 ] /Index [ 0 100000000 ]", b"")


@_bomb
def section_whose_index_is_elsewhere(f: File) -> bytes:
    return _section(f, b"/Size 5 /W [ 0 0 0 ] /Index 99 0 R", b"")


@_bomb
def section_under_an_escaped_name(f: File) -> bytes:
    return _section(f, b"/Size 5 /W [ 0 0 0 ] /#49ndex [ 0 100000000 ]", b"")


@_bomb
def section_that_swells(f: File) -> bytes:
    swollen = zlib.compress(bytes(60_000_000))
    return _section(f, b"/Filter /FlateDecode /Size 20000000 /W [ 1 1 1 ] /Index [ 0 20000000 ]", swollen)


@_bomb
def section_that_swells_unsaid(f: File) -> bytes:
    swollen = zlib.compress(zlib.compress(bytes(120_000_000)))
    return _section(f, b"/Filter [ /FlateDecode /FlateDecode ] /Size 9 /W [ 1 1 1 ] /Index [ 0 9 ]", swollen)


@_bomb
def section_of_wide_numbers(f: File) -> bytes:
    return _section(f, b"/Size 9 /W [ 1 90000000 1 ] /Index [ 0 1 ]", bytes(30))


@_bomb
def object_stream_that_swells(f: File) -> bytes:
    swollen = zlib.compress(b"5 0 " + b" " * 60_000_000)
    carrier = f.next + 1
    place = len(f.data)
    body = b"%d 0 obj\n%b\nendobj\n" % (
        carrier,
        stream(swollen, b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode"),
    )
    rows = b"\x02" + carrier.to_bytes(4, "big") + b"\0" + b"\x01" + place.to_bytes(4, "big") + b"\0"
    table = stream(rows, b"/Type /XRef /Size %d /W [ 1 4 1 ] /Index [ %d 1 %d 1 ] /Root %d 0 R /Prev %d" % (
        carrier + 2, f.root, carrier, f.root, f.startxref))  # fmt: skip
    end = place + len(body)
    return f.data + body + b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (carrier + 1, table, end)


@_bomb
def object_stream_of_a_billion(f: File) -> bytes:
    carrier = f.next
    return f.update({carrier: stream(b"1 0 ", b"/Type /ObjStm /N 1000000000 /First 4")})


@_bomb
def source_that_swells(f: File) -> bytes:
    file = f.pdf.Root.AF[0].EF.F.objgen[0]
    return f.update(
        {file: stream(zlib.compress(b"a" * 120_000_000), b"/Type /EmbeddedFile /Filter /FlateDecode")}
    )


@_bomb
def packet_that_swells(f: File) -> bytes:
    swollen = zlib.compress(b"<a>" * 30_000_000)
    return f.update({f.metadata: stream(swollen, b"/Type /Metadata /Subtype /XML /Filter /FlateDecode")})


@_bomb
def packet_nested_without_end(f: File) -> bytes:
    deep = b"<a>" * 300_000 + b"</a>" * 300_000
    return f.update({f.metadata: stream(deep, b"/Type /Metadata /Subtype /XML")})


@_bomb
def arrays_nested_without_end(f: File) -> bytes:
    return f.update({f.next: b"[" * 200_000 + b"]" * 200_000})


@_bomb
def dictionaries_nested_without_end(f: File) -> bytes:
    return f.update({f.next: b"<< /A " * 100_000 + b"1" + b" >>" * 100_000})


@_bomb
def catalog_nested_without_end(f: File) -> bytes:
    return f.update({f.root: f.with_entry(f.root, b"/X " + b"[" * 5_000 + b"]" * 5_000)})


@_bomb
def array_of_millions(f: File) -> bytes:
    return f.update({f.next: b"[" + b"0 " * 2_000_000 + b"]"})


@_bomb
def store_of_one_list_again_and_again(f: File) -> bytes:
    n = f.next
    root = f.with_entry(f.root, b"/DSS << /CRLs [ %b ] >>" % (b"%d 0 R " % n * 200_000))
    return f.update({f.root: root, n: stream(b"0" * 20_000)})


@_bomb
def lengths_in_a_ring(f: File) -> bytes:
    n = f.next
    return f.update({n: b"<< /Length %d 0 R >>\nstream\nx\nendstream" % n})


@_bomb
def references_in_a_ring(f: File) -> bytes:
    n = f.next
    return f.update(
        {f.root: f.with_entry(f.root, b"/X %d 0 R" % n), n: b"%d 0 R" % (n + 1), n + 1: b"%d 0 R" % n}
    )


@_bomb
def form_that_is_itself(f: File) -> bytes:
    text = f.text(f.root)
    start = text.index(b"/AcroForm <<")
    return f.update(
        {f.root: text[:start] + b"/AcroForm %d 0 R" % f.root + text[text.index(b">>", start) + 2 :]}
    )


@_bomb
def rows_by_the_million(f: File) -> bytes:
    table = b"xref\n0 1\n0000000000 65535 f \n1000 1000000\n" + b"0000000009 00000 n \n" * 1_000_000
    trailer = b"trailer\n<< /Size 1001000 /Root %d 0 R /Prev %d >>\n" % (f.root, f.startxref)
    return f.data + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(f.data)


@_bomb
def ends_by_the_million(f: File) -> bytes:
    return f.data + b"startxref\n1\n%%EOF\n" * 1_000_000


@_bomb
def blanks_by_the_million(f: File) -> bytes:
    return f.data + b"%" * 5_000_000


@_bomb
def only_spaces(f: File) -> bytes:
    return f.data + b" " * 5_000_000 + b"startxref\n%d\n%%%%EOF\n" % f.startxref


def _unsigned(f: File, change: Callable[[Any], None]) -> bytes:
    """The file as its first revision might have been, claims included: nothing fails it before all of it is looked at."""
    with pikepdf.open(io.BytesIO(f.data)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if "/V" in field:
                del field.V
        change(pdf)
        saved = io.BytesIO()
        pdf.save(saved, compress_streams=True)
        return saved.getvalue()


def _drawing(f: File, steps: bytes, pages: int = 1) -> bytes:
    def draw(pdf: Any) -> None:
        for _ in range(pages - 1):
            pdf.pages.append(pdf.pages[0])
        for page in pdf.pages:
            page.obj.Contents = pdf.make_stream(steps)

    return _unsigned(f, draw)


@_bomb
def page_of_small_steps(f: File) -> bytes:
    return _drawing(f, b"q " * 4_000_000)


@_bomb
def page_of_letters(f: File) -> bytes:
    return _drawing(f, b"BT /F 1 Tf (x) Tj ET\n" * 400_000)


@_bomb
def pages_of_small_steps(f: File) -> bytes:
    return _drawing(f, b"q " * 500_000, pages=40)


@_bomb
def packet_that_swells_from_the_start(f: File) -> bytes:
    def swell(pdf: Any) -> None:
        pdf.Root.Metadata = pdf.make_stream(b"<a>" * 130_000_000, Type=pikepdf.Name.Metadata)

    return _unsigned(f, swell)
