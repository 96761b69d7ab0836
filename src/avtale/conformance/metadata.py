"""The metadata: both claims, and every property described, in one RDF root."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from msgspec import Struct

from avtale.conformance.complaint import Complaint
from avtale.conformance.objects import require_small

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
_PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
_SCHEMA = "{http://www.aiim.org/pdfa/ns/schema#}"
_PROPERTY = "{http://www.aiim.org/pdfa/ns/property#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
# What PDF/A-2 and -3 know without a description (ISO 19005-2, 6.6.2.3.1; XMP 2005).
_KNOWN = (
    _RDF,
    _PDFA,
    _DC,
    "{http://ns.adobe.com/xap/1.0/}",
    "{http://ns.adobe.com/xap/1.0/mm/}",
    "{http://ns.adobe.com/xap/1.0/rights/}",
    "{http://ns.adobe.com/pdf/1.3/}",
    "{http://www.aiim.org/pdfa/ns/extension/}",
    "{http://www.w3.org/XML/1998/namespace}",
)


class Claim(Struct, frozen=True):
    """What a file says that it keeps: the part of PDF/A with its level, and PDF/UA-1; None and False where nothing."""

    part: int | None
    level: str
    accessible: bool

    def __bool__(self) -> bool:
        return self.part is not None or self.accessible

    def __str__(self) -> str:
        names = [f"PDF/A-{self.part}{self.level}"] if self.part else []
        return " + ".join(names + ["PDF/UA-1"] * self.accessible)


def claim_of(pdf: Any) -> Claim:
    """What the metadata claim; metadata that cannot be read claim nothing."""
    roots = _roots(pdf)
    if not roots:
        return Claim(None, "", False)
    properties = dict(_properties(roots[0]))
    part = properties.get(f"{_PDFA}part", "")
    return Claim(
        int(part) if part in ("1", "2", "3", "4") else None,
        properties.get(f"{_PDFA}conformance", "").lower(),
        properties.get(f"{_PDFUA}part") == "1",
    )


def metadata_complaints(pdf: Any, part: int) -> Iterator[Complaint]:
    """What is wrong with the metadata of a file that is to be PDF/A-`part`a and PDF/UA-1."""
    roots = _roots(pdf)
    if len(roots) != 1:
        yield Complaint(
            "A 6.6.2.1",
            "Metadataene mangler eller kan ikke leses.",
            "The metadata are missing or cannot be read.",
        )
        return
    [root] = roots
    said = claim_of(pdf)
    if (said.part, said.level) != (part, "a"):
        yield Complaint(
            "A 6.6.4", f"Filen sier ikke at den er PDF/A-{part}a.", f"The file does not claim PDF/A-{part}a."
        )
    if not said.accessible:
        yield Complaint("UA 5-1", "Filen sier ikke at den er PDF/UA-1.", "The file does not claim PDF/UA-1.")
    if not "".join(text for item in root.iter(f"{_DC}title") for text in item.itertext()).strip():
        yield Complaint("UA 7.1-9", "Metadataene mangler tittel.", "The metadata have no title.")
    described = set(_described(root))
    for name in dict(_properties(root)):
        if not name.startswith(_KNOWN) and name not in described:
            yield Complaint(
                "A 6.6.2.3.1",
                f"Egenskapen {name} i metadataene er ikke beskrevet.",
                f"The property {name} of the metadata is described by no extension schema.",
            )


def _roots(pdf: Any) -> list[ElementTree.Element]:
    stream = pdf.Root.get("/Metadata")
    if stream is None:
        return []
    require_small(stream)
    try:
        packet = ElementTree.fromstring(stream.read_bytes().decode("utf-8").lstrip("\ufeff"))
    except (ElementTree.ParseError, UnicodeDecodeError):
        return []
    return [packet] if packet.tag == f"{_RDF}RDF" else list(packet.iter(f"{_RDF}RDF"))


def _properties(root: ElementTree.Element) -> Iterator[tuple[str, str]]:
    for description in root.findall(f"{_RDF}Description"):
        yield from _simple(description)


def _simple(node: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """The properties of a node with their texts.

    RDF may write them as attributes, as elements or as a node within, and an address as a resource: pyHanko does
    when it writes the packet anew.
    """
    within = node.find(f"{_RDF}Description")
    node = node if within is None else within
    yield from node.attrib.items()
    yield from ((item.tag, item.get(f"{_RDF}resource", item.text or "").strip()) for item in node)


def _described(root: ElementTree.Element) -> Iterator[str]:
    for schema in root.iter(f"{_RDF}li"):
        known = dict(_simple(schema))
        if not all(known.get(f"{_SCHEMA}{key}") for key in ("namespaceURI", "prefix", "schema")):
            continue
        for item in schema.iter(f"{_RDF}li"):
            parts = dict(_simple(item))
            if all(
                parts.get(f"{_PROPERTY}{key}") for key in ("name", "valueType", "category", "description")
            ):
                yield f"{{{known[f'{_SCHEMA}namespaceURI']}}}{parts[f'{_PROPERTY}name']}"
