"""The last hand on a PDF before it is written: what WeasyPrint leaves undone for both standards.

All of it happens on WeasyPrint's own objects, so that the file is written once.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from avtale.render.xmp import packet

__all__ = ["Finisher"]

_PRINT_AND_LOCKED = 132  # ISO 32000-1, table 165: bits 3 and 8
_SIGNATURES_EXIST = 1  # ISO 32000-1, table 219: there are signature fields


class Finisher(Struct, frozen=True):
    """To be handed to WeasyPrint as `finisher`.

    `fields` are the names of the inputs that shall become signature fields, `mime` the media type of the
    attached source, `source` its name and digest where it is not attached. `placed` collects the fields made,
    `stated` is what the file says of how it was rendered.
    """

    part: int
    fields: frozenset[str]
    mime: str | None
    source: tuple[str, str] | None
    placed: set[str]
    stated: tuple[tuple[str, str], ...] = ()

    def __call__(self, document: Any, pdf: Any) -> None:
        self._metadata(document, pdf)
        self._attachment(pdf)
        self._signature_fields(pdf)
        _table_scopes(pdf)

    def _metadata(self, document: Any, pdf: Any) -> None:
        """Both claims in one RDF root; not compressed, so that any archive tool can read it."""
        stream = _at(pdf, pdf.catalog["Metadata"])
        rdf = document.metadata.generate_rdf_metadata("a", self.part, "A")
        stream.stream, stream.compress = [packet(rdf, self.source, self.stated)], False

    def _attachment(self, pdf: Any) -> None:
        """The media type as given (WeasyPrint asks the machine), and each file once in /AF."""
        import pydyf  # type: ignore[import-untyped]

        if self.mime is not None:
            for item in pdf.objects:
                if isinstance(item, pydyf.Stream) and item.extra.get("Type") == "/EmbeddedFile":
                    item.extra["Subtype"] = "/" + self.mime.replace("/", "#2f")
        if "AF" in pdf.catalog:
            pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))

    def _signature_fields(self, pdf: Any) -> None:
        """Turn the widgets of our inputs into empty signature fields, with their place and their tag."""
        import pydyf

        for item in pdf.objects:
            if not (isinstance(item, dict) and item.get("Subtype") == "/Widget"):
                continue
            if item["T"].string not in self.fields or item.get("FT") != "/Btn":
                continue
            x1, y1, x2, y2 = (float(number) for number in item["Rect"])
            left, right, low, high = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
            item["Rect"] = pydyf.Array([left, low, right, high])
            appearance = item["AP"]["N"]["on"]
            for key in ("AS", "MK", "Border", "V"):
                item.pop(key, None)
            item.update({"FT": "/Sig", "F": _PRINT_AND_LOCKED, "AP": pydyf.Dictionary({"N": appearance})})
            blank = pydyf.Stream(
                [], {"Type": "/XObject", "Subtype": "/Form", "Resources": pydyf.Dictionary()}
            )
            blank.extra["BBox"] = pydyf.Array([0, 0, right - left, high - low])
            number = int(appearance.split()[0])
            blank.number = number
            pdf.objects[number] = blank
            self.placed.add(item["T"].string)
        if self.placed:
            form = pdf.catalog["AcroForm"]
            # Viewers would draw appearances of their own: PDF/A forbids it (6.4.1), and it breaks signatures.
            form.pop("NeedAppearances", None)
            form.pop("DR", None)
            form["SigFlags"] = _SIGNATURES_EXIST


def _table_scopes(pdf: Any) -> None:
    """Give each header cell a scope beside WeasyPrint's /Headers: not every reader follows those."""
    cells = [item for item in pdf.objects if isinstance(item, dict) and item.get("S") in ("/TH", "/TD")]
    row_headers = {
        (header.string, cell["P"])
        for cell in cells
        if cell["S"] == "/TD"
        for header in cell["A"].get("Headers", ())
    }
    for cell in cells:
        if cell["S"] == "/TH" and "ID" in cell:
            cell["A"]["Scope"] = "/Row" if (cell["ID"].string, cell["P"]) in row_headers else "/Column"


def _at(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
