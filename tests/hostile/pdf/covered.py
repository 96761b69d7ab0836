"""Changes that come in an update of an allowed kind: validation data, written as a table, as a stream, or inside an object stream.

What each holds beside the data is what may not come. `GENUINE` are those that hold nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.hostile.pdf.bytes import File, box_saying, page_saying, stream
from tests.unit.sign.issuing import Issuer

Recipe = Callable[[File], bytes]
COVERED: dict[str, Recipe] = {}
GENUINE: dict[str, Recipe] = {}
CRL = Issuer().crl().dump()


def _dss(f: File, inside: bytes = b"", more: dict[int, bytes] | None = None, root: bytes = b"") -> bytes:
    objects = {f.root: _catalog(f, inside, root), f.next: stream(CRL), **(more or {})}
    return f.update(objects)


def _catalog(f: File, inside: bytes = b"", root: bytes = b"") -> bytes:
    return f.with_entry(f.root, b"/DSS << /CRLs [ %d 0 R ] %b >> %b" % (f.next, inside, root))


def _streamed(
    f: File,
    objects: dict[int, bytes],
    rows: dict[int, tuple[int, int, int]] | None = None,
    entries: bytes = b"",
) -> bytes:
    """The update with a cross-reference stream (ISO 32000-1, 7.5.8); `rows` are further lines of it."""
    body, at = b"", {}
    for number, text in objects.items():
        at[number] = (1, len(f.data) + len(body), 0)
        body += b"%d 0 obj\n%b\nendobj\n" % (number, text)
    section = f.next + 60
    place = len(f.data) + len(body)
    lines = {**at, section: (1, place, 0), **(rows or {})}
    table = b"".join(
        kind.to_bytes(1, "big") + second.to_bytes(4, "big") + third.to_bytes(2, "big")
        for _, (kind, second, third) in sorted(lines.items())
    )
    head = (
        b"/Type /XRef /Size %d /Root %d 0 R /Info %d 0 R /Prev %d /ID [ <%b> <00> ] /W [ 1 4 2 ] /Index [ %b ] %b"
        % (
            section + 1,
            f.root,
            f.info,
            f.startxref,
            bytes(f.pdf.trailer.ID[0]).hex().encode(),
            b" ".join(b"%d 1" % number for number in sorted(lines)),
            entries,
        )
    )
    body += b"%d 0 obj\n%b\nendobj\n" % (section, stream(table, head))
    return f.data + body + b"startxref\n%d\n%%%%EOF\n" % place


def _packed(objects: list[tuple[int, bytes]], count: int | None = None, entries: bytes = b"") -> bytes:
    head = body = b""
    for number, text in objects:
        head += b"%d %d " % (number, len(body))
        body += text + b" "
    return stream(
        head + body, b"/Type /ObjStm /N %d /First %d %b" % (count or len(objects), len(head), entries)
    )


def _inside(
    f: File,
    objects: list[tuple[int, bytes]],
    rows: dict[int, tuple[int, int, int]] | None = None,
    *,
    count: int | None = None,
    entries: bytes = b"",
    more: dict[int, bytes] | None = None,
) -> bytes:
    """The catalog inside an object stream, with what else is put there."""
    carrier = f.next + 1
    held = _packed([(f.root, _catalog(f)), *objects], count, entries)
    return _streamed(
        f, {f.next: stream(CRL), carrier: held, **(more or {})}, {f.root: (2, carrier, 0), **(rows or {})}
    )


def _turned(f: File) -> bytes:
    return f.with_entry(f.page, b"/Rotate 180")


def _plain(f: File) -> dict[int, bytes]:
    return {f.root: _catalog(f), f.next: stream(CRL)}


def _appearance(f: File, new: bytes) -> dict[int, bytes]:
    """The signed field with another way to show it; %b is what it shows now."""
    text = f.text(f.fields[1])
    start = text.index(b"/AP <<")
    end = text.index(b">>", start) + 2
    found = re.search(rb"/N (\d+ 0 R)", text)
    assert found
    return {f.fields[1]: text[:start] + new % found[1] + text[end:], f.next + 1: box_saying()}


GENUINE["a table"] = _dss
GENUINE["a stream"] = lambda f: _streamed(f, _plain(f))
GENUINE["an object stream"] = lambda f: _inside(f, [])

_OF_A_PAGE = {
    "group": b"/Group << /S /Transparency /K true >>",
    "layer": b"/OC << /Type /OCG /Name (x) >>",
    "metadata": b"/Metadata << >>",
    "private data": b"/PieceInfo << /X << /LastModified (D:2026) >> >>",
    "associated files": b"/AF [ ]",
    "document part": b"/DPart << >>",
    "slides": b"/PresSteps << /Type /NavNode >>",
    "output intent": b"/OutputIntents [ ]",
    "crop as it is": b"/CropBox [ 0 0 595 842 ]",
}
_OF_THE_CATALOG = {
    "document parts": b"/DPartRoot << >>",
    "spider": b"/SpiderInfo << >>",
    "drawn by the viewer": b"/NeedsRendering true",
    "structure destination": b"/Dests << /x << /SD [ 5 0 R /Fit ] >> >>",
}
for _name, _entry in _OF_A_PAGE.items():
    COVERED[f"page: {_name}"] = lambda f, entry=_entry: _dss(f, more={f.page: f.with_entry(f.page, entry)})
for _name, _entry in _OF_THE_CATALOG.items():
    COVERED[f"catalog: {_name}"] = lambda f, entry=_entry: _dss(f, root=entry)
for _name, _entry in {
    "lock": b"/Lock << /Type /SigFieldLock /Action /All >>",
    "seed": b"/SV << /Type /SV /Ff 1 >>",
}.items():
    COVERED[f"field: {_name}"] = lambda f, entry=_entry: _dss(
        f, more={f.fields[1]: f.with_entry(f.fields[1], entry)}
    )
COVERED.update(
    {
        "states of an appearance": lambda f: _dss(
            f, more=_appearance(f, b"/AP << /N << /On %b >> >> /AS /Off")
        ),
        "an appearance when pressed": lambda f: _dss(
            f, more=_appearance(f, b"/AP << /N %%b /D %d 0 R >>" % (f.next + 1))
        ),
        "page content as a certificate": lambda f: _dss(f, b"/Certs [ %d 0 R ]" % f.contents),
        "a certificate as page content": lambda f: _dss(
            f,
            b"/Certs [ %d 0 R ]" % (f.next + 1),
            {
                f.next + 1: stream(page_saying()),
                f.page: f.replaced(
                    f.page, b"/Contents %d 0 R" % f.contents, b"/Contents %d 0 R" % (f.next + 1)
                ),
            },
        ),
        "a certificate from elsewhere": lambda f: _dss(
            f, b"/Certs [ %d 0 R ]" % (f.next + 1), {f.next + 1: stream(CRL, b"/F (x)")}
        ),
        "words in the data": lambda f: _dss(
            f, b"/VRI << /AA << /TU (til 2099) /CRL [ %d 0 R ] >> >>" % f.next
        ),
        "an action in the data": lambda f: _dss(f, b"/VRI << /AA << /X << /S /JavaScript /JS (1) >> >> >>"),
        "trapped": lambda f: _dss(f, more={f.info: f.with_entry(f.info, b"/Trapped /True")}),
        "one value in two fields": lambda f: _dss(
            f,
            more={
                f.fields[2]: f.with_entry(
                    f.fields[2], b"/V %d 0 R" % f.pdf.Root.AcroForm.Fields[1].V.objgen[0]
                )
            },
        ),
        "a page inside": lambda f: _inside(f, [(f.page, _turned(f))], {f.page: (2, f.next + 1, 1)}),
        "a page inside that no table names": lambda f: _inside(f, [(f.page, _turned(f))]),
        "a page inside that is not counted": lambda f: _inside(f, [(f.page, _turned(f))], count=1),
        "the catalog twice inside": lambda f: _inside(f, [(f.root, _catalog(f, root=b"/PageMode /UseOC"))]),
        "an object stream behind another": lambda f: _inside(
            f,
            [],
            entries=b"/Extends %d 0 R" % (f.next + 2),
            more={f.next + 2: _packed([(f.page, _turned(f))])},
        ),
        "an entry of a kind that is none": lambda f: _streamed(f, _plain(f), {f.page: (3, 5, 5)}),
        "a free entry for the text": lambda f: _streamed(f, _plain(f), {f.contents: (0, 0, 1)}),
        "a free entry for nothing": lambda f: _streamed(f, _plain(f), {f.next + 9: (0, 0, 1)}),
        "another generation": lambda f: _streamed(f, _plain(f), {f.page: (1, 12, 1)}),
        "a hybrid of two streams": lambda f: _streamed(f, _plain(f), entries=b"/XRefStm 17"),
        "encrypted by its own word": lambda f: _streamed(f, _plain(f), entries=b"/Encrypt << >>"),
        "widths twice": lambda f: _streamed(f, _plain(f), entries=b"/W [ 1 2 1 ]"),
        "two roots": lambda f: _streamed(f, _plain(f), entries=b"/Root %d 0 R" % f.info),
    }
)
