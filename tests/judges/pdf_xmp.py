"""The judge of the metadata: both claims, and every property described, in one RDF root."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

import pikepdf

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


def xmp_complaints(pdf: pikepdf.Pdf, part: int) -> Iterator[str]:
    """What is wrong with the metadata of a file that is to be PDF/A-`part`a and PDF/UA-1."""
    stream = pdf.Root.get("/Metadata")
    if stream is None:
        yield "there are no XMP metadata"
        return
    packet = ElementTree.fromstring(stream.read_bytes().decode("utf-8").lstrip("\ufeff"))
    roots = [packet] if packet.tag == f"{_RDF}RDF" else list(packet.iter(f"{_RDF}RDF"))
    if len(roots) != 1:
        yield f"the XMP packet has {len(roots)} RDF roots"
        return
    [root] = roots
    properties = dict(_properties(root))
    claim = properties.get(f"{_PDFA}part"), properties.get(f"{_PDFA}conformance")
    if claim != (str(part), "A"):
        yield f"the claim of PDF/A-{part}a is missing: {claim}"
    if properties.get(f"{_PDFUA}part") != "1":
        yield "the claim of PDF/UA-1 is missing"
    if not "".join(text for item in root.iter(f"{_DC}title") for text in item.itertext()).strip():
        yield "the metadata have no title"
    described = set(_described(root))
    for name in properties:
        if not name.startswith(_KNOWN) and name not in described:
            yield f"the property {name} is described by no extension schema (6.6.2.3.1)"


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
