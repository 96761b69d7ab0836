"""Write an incremental update by hand, as one would who wants to deceive: no library has a say in what it holds."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf

LIE = "Avtalen gjelder til 31.07.2099"


class File:
    """A PDF to change: its objects as text by their role, and updates behind it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.next = int(self.pdf.trailer.Size) + 40  # beside the numbers that a later signature would take
        self.root = self.pdf.Root.objgen[0]
        self.page = self.pdf.pages[0].obj.objgen[0]
        self.info = self.pdf.trailer.Info.objgen[0]
        self.fields = [one.objgen[0] for one in self.pdf.Root.AcroForm.Fields]
        self.contents = self.pdf.pages[0].obj.Contents.objgen[0]
        self.metadata = self.pdf.Root.Metadata.objgen[0]
        self.filespec = self.pdf.Root.AF[0].objgen[0]

    @property
    def startxref(self) -> int:
        """Where the last cross-reference section lies."""
        return int(re.findall(rb"startxref\s+(\d+)", self.data)[-1])

    def text(self, number: int) -> bytes:
        """The object as text."""
        return bytes(self.pdf.get_object((number, 0)).unparse(resolved=True))

    def with_entry(self, number: int, entry: bytes) -> bytes:
        """The dictionary of the object with an entry more."""
        text = self.text(number)
        assert text.startswith(b"<<")
        return text[:-2] + b" " + entry + b" >>"

    def replaced(self, number: int, old: bytes, new: bytes) -> bytes:
        """The object with one part of its text replaced."""
        text = self.text(number)
        assert text.count(old) == 1, (old, text)
        return text.replace(old, new)

    def in_form(self, entry: bytes) -> bytes:
        """The catalog with an entry more in its form."""
        return self.replaced(self.root, b"/AcroForm <<", b"/AcroForm << " + entry)

    def update(self, objects: dict[int, bytes], trailer: bytes = b"", **how: Any) -> bytes:
        """The file with an update of these objects."""
        return self.data + self.tail(objects, trailer, **how)

    def tail(
        self,
        objects: dict[int, bytes],
        trailer: bytes = b"",
        *,
        before: bytes = b"",
        free: tuple[int, ...] = (),
        prev: int | None = None,
        size: int | None = None,
        generation: int = 0,
        end: bytes = b"startxref\n%d\n%%%%EOF\n",
    ) -> bytes:
        """The bytes of an update: objects, a cross-reference table, a trailer, an end."""
        body, places = before, {}
        for number, text in sorted(objects.items()):
            places[number] = len(self.data) + len(body)
            body += b"%d %d obj\n%b\nendobj\n" % (number, generation, text)
        table = len(self.data) + len(body)
        body += b"xref\n0 1\n0000000000 65535 f \n"
        for number in sorted({*places, *free}):
            line = (
                b"%010d %05d n \n" % (places[number], generation)
                if number in places
                else b"0000000000 00001 f \n"
            )
            body += b"%d 1\n%b" % (number, line)
        highest = max([int(self.pdf.trailer.Size) - 1, *objects])
        identity = self.pdf.trailer.ID
        body += b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [ <%b> <00112233> ] /Prev %d %b >>\n" % (
            size or highest + 1,
            self.root,
            self.info,
            bytes(identity[0]).hex().encode(),
            self.startxref if prev is None else prev,
            trailer,
        )
        return body + (end % table if b"%d" in end else end)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object's text."""
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (entries, len(content), content)


def page_saying(text: str = LIE) -> bytes:
    """A content stream that writes a sentence with a font that every viewer has; for an XObject or a page."""
    return b"q 1 1 1 rg 0 0 595 842 re f 0 g BT /Helv 14 Tf 60 400 Td (%b) Tj ET Q" % text.encode("latin-1")


FONT = b"<< /Font << /Helv << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"


def box_saying(text: str = LIE) -> bytes:
    """An appearance: a white box with a sentence."""
    drawn = b"1 1 1 rg 0 0 495 310 re f 0 g BT /Helv 14 Tf 20 150 Td (%b) Tj ET" % text.encode("latin-1")
    return stream(drawn, b"/Type /XObject /Subtype /Form /BBox [ 0 0 495 310 ] /Resources " + FONT)
