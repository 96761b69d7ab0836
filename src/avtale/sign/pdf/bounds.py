"""What a PDF may ask of the one who reads it. All of this is looked at before any parser works through the file.

A small file can name the same object a billion ways, claim a billion objects, or refer in a ring. Each
limit lies far above what an agreement has, and is told where it is passed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from avtale.sign.pdf.limits import too_much

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

REVISIONS = 120  # two signatures, and a document timestamp with new evidence each year for half a century
OBJECTS = 150_000  # ten pages with tags have three thousand
FIELDS = 200
DEPTH = 60  # of the page tree, of a name tree
NODES = 20_000  # pages, or nodes of a name tree
_DICTIONARY = 4096  # bytes; that of a cross-reference stream has some two hundred

SPACE = 100_000  # bytes of white space in one run, which parsers walk through one by one

_END = re.compile(rb"[\r\n][\0\t\f ]*startxref[\0\t\n\f\r ]+\d{1,12}[\0\t\n\f\r ]+%%EOF")
_STARTXREF = re.compile(rb"startxref[\0\t\n\f\r ]{1,20}(\d{1,12})")
_OBJECT = re.compile(rb"[\0\t\n\f\r ]{0,20}\d{1,10}[\0\t\n\f\r ]{1,20}\d{1,10}[\0\t\n\f\r ]{1,20}obj")
_REFERENCE = re.compile(rb"\d{1,10}[\0\t\n\f\r ]{1,20}\d{1,10}[\0\t\n\f\r ]{1,20}R\b")
_BLANK = bytes(0 if chr(byte) in "\0\t\n\f\r " else byte for byte in range(256))
_SECTIONS = re.compile(rb"[\0\t\n\f\r ]{0,20}xref")


def refuse_endless(data: bytes, name: str) -> None:
    """Raise `UsageError` where the cross-reference sections of `data` are too many, or claim too many objects.

    Every section is looked at that any reader may begin with, and every one that these name.
    Raises `ValueError` where the file does not end as a PDF does.
    """
    if not _END.search(data[-2048:]):
        raise ValueError("no end")
    if len(data) > 10 * SPACE and bytes(SPACE) in data.translate(_BLANK):
        raise too_much(name, "for mye tomrom", "too much empty space")
    ends = [int(found[1]) for found in _STARTXREF.finditer(data)]
    if len(ends) > REVISIONS:
        raise too_much(name, f"mer enn {REVISIONS} tillegg", f"more than {REVISIONS} updates")
    seen: set[int] = set()
    waiting, claimed = ends, 0
    while waiting:
        place = waiting.pop()
        if place in seen:
            continue
        seen.add(place)
        if len(seen) > 3 * REVISIONS:
            raise too_much(name, "for mange kryssreferanser", "too many cross-reference sections")
        section = _section(data, place)
        if section is None:
            continue
        count, further = section
        claimed += count
        if claimed > OBJECTS:
            raise too_much(name, f"mer enn {OBJECTS} objekter", f"more than {OBJECTS} objects")
        waiting += further


def _section(data: bytes, place: int) -> tuple[int, list[int]] | None:
    """How many objects the section at `place` claims, and where it says that others lie; None where there is none."""
    if (begin := _OBJECT.match(data, place)) is not None:
        end = data.find(b"stream", begin.end(), begin.end() + _DICTIONARY)
        entries = _read(data[begin.end() : end]) if end > 0 else None
        if entries is None:
            return OBJECTS, []  # a dictionary too long or too strange for a section: not to be worked through
        index = entries.get("/Index", (0, entries.get("/Size")))
        counts = index[1::2] if isinstance(index, tuple) else (None,)
        count = sum(one if isinstance(one, int) and one >= 0 else OBJECTS for one in counts)
        widths = entries.get("/W")
        plain = isinstance(widths, tuple) and all(isinstance(one, int) and 0 <= one <= 8 for one in widths)
        return (count if plain and sum(widths or ()) else OBJECTS), _further(entries)
    if _SECTIONS.match(data, place) is not None:
        trailer = data.find(b"trailer", place)
        end = data.find(b"startxref", trailer)
        entries = _read(data[trailer + 7 : end]) if 0 < trailer < end < trailer + _DICTIONARY else None
        return max(trailer - place, 0) // 20, _further(entries or {})
    return None


def _read(text: bytes) -> dict[str, Any] | None:
    """The dictionary in `text`. A reference becomes a name: here numbers have to stand where they are used."""
    import pikepdf

    from avtale.sign.pdf.values import from_qpdf

    try:
        with pikepdf.explicit_conversion():
            entries = from_qpdf(pikepdf.Object.parse(_REFERENCE.sub(b"/elsewhere", text.strip())))
    except Exception:  # no dictionary: whoever reads it as one says so
        return None
    return entries if isinstance(entries, dict) else None


def _further(entries: dict[str, Any]) -> list[int]:
    named = (entries.get("/Prev"), entries.get("/XRefStm"))
    return [place for place in named if isinstance(place, int) and place > 0]


def refuse_tangled(reader: PdfFileReader, name: str) -> None:
    """Raise `UsageError` where fields, pages or the names of attachments are nested without end, or name a node twice.

    After it, whoever walks down these trees comes to an end.
    """
    root = reader.root
    if "/AcroForm" in root:
        _walk(root["/AcroForm"].get("/Fields", ()), FIELDS, name, "skjemafelt", "form fields")
    _walk([root.raw_get("/Pages")], NODES, name, "sider", "pages")
    names = root.get("/Names", {})
    if "/EmbeddedFiles" in names:
        _walk([names.raw_get("/EmbeddedFiles")], NODES, name, "vedlegg", "attachments")


def _walk(nodes: Any, most: int, name: str, nb: str, en: str) -> None:
    """Down /Kids, each node once."""
    from pyhanko.pdf_utils import generic

    seen: set[Any] = set()
    level, depth = list(list.__iter__(nodes)) if isinstance(nodes, list) else list(nodes), 0
    while level:
        depth += 1
        below: list[Any] = []
        for node in level:
            identity = (node.idnum, node.generation) if isinstance(node, generic.IndirectObject) else id(node)
            if identity in seen or len(seen) >= most or depth > DEPTH:
                raise too_much(
                    name,
                    f"{nb} som viser til hverandre i ring, flere ganger eller uten ende",
                    f"{en} that name each other in a ring, twice or without end",
                )
            seen.add(identity)
            node = node.get_object()
            kids = node.get("/Kids", ()) if isinstance(node, generic.DictionaryObject) else ()
            if len(kids) > most:
                raise too_much(name, f"mer enn {most} {nb}", f"more than {most} {en}")
            below += list.__iter__(kids) if isinstance(kids, list) else ()
        level = below
