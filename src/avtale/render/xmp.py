"""The XMP packet: both claims and the schemas that describe our properties, in one RDF root.

PDF/A-3 (ISO 19005-3, 6.6.2.3) wants an extension schema for every property that it does not know itself,
`pdfuaid:part` (ISO 14289-1, 5) among them. Readers take only the first RDF root, so there is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree
from xml.sax.saxutils import escape

__all__ = ["RENDERING_NAMESPACE", "SOURCE_NAMESPACE", "packet"]

SOURCE_NAMESPACE = "urn:avtale:source:1/"
RENDERING_NAMESPACE = "urn:avtale:rendering:1/"

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_NAMESPACES = {
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "avtaleSource": SOURCE_NAMESPACE,
    "avtaleRendering": RENDERING_NAMESPACE,
}
_HEADER = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
_FOOTER = '\n</x:xmpmeta>\n<?xpacket end="r"?>'
_DECLARATIONS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in {"rdf": _RDF, **_NAMESPACES}.items())
_UA_SCHEMA = ("PDF/UA Universal Accessibility Schema", "pdfuaid", [("part", "Integer", "Part of ISO 14289")])
_SOURCE_SCHEMA = (
    "Source of the document",
    "avtaleSource",
    [
        ("name", "Text", "Name of the file the document was made from"),
        ("digest", "Text", "Digest of that file, its algorithm first"),
    ],
)

_RENDERING_SCHEMA = (
    "How the document was rendered",
    "avtaleRendering",
    [
        ("day", "Text", "Day the document was rendered for, ISO 8601"),
        ("language", "Text", "Language it was rendered in"),
        ("form", "Text", "full or short"),
        ("avtale", "Text", "Version of avtale"),
        ("weasyprint", "Text", "Version of WeasyPrint"),
        ("pango", "Text", "Version of Pango"),
        ("harfbuzz", "Text", "Version of HarfBuzz"),
        (
            "templates",
            "Text",
            "Fingerprint of the templates that took the place of the shipped ones, or none",
        ),
        ("surroundings", "Text", "Digest of what else of the repository the page depends on"),
    ],
)

for _prefix, _uri in _NAMESPACES.items():
    ElementTree.register_namespace(_prefix, _uri)


def packet(
    rdf: bytes, source: tuple[str, str] | None = None, stated: Sequence[tuple[str, str]] = ()
) -> bytes:
    """WeasyPrint's RDF (with `pdfaid`) completed with `pdfuaid` and the schemas, as a whole XMP packet.

    `source` is name and digest of the file the document was made from, where it is not attached (PDF/A-2a).
    `stated` is `avtale.render.statement.Statement.properties`.
    """
    root = ElementTree.fromstring(rdf)
    schemas = [_schema(*_UA_SCHEMA)]
    root.append(_description("<pdfuaid:part>1</pdfuaid:part>"))
    if source is not None:
        name, digest = map(escape, source)
        schemas.append(_schema(*_SOURCE_SCHEMA))
        root.append(
            _description(
                f"<avtaleSource:name>{name}</avtaleSource:name>"
                f"<avtaleSource:digest>{digest}</avtaleSource:digest>"
            )
        )
    if stated:
        schemas.append(_schema(*_RENDERING_SCHEMA))
        said = (f"<avtaleRendering:{name}>{escape(value)}</avtaleRendering:{name}>" for name, value in stated)
        root.append(_description("".join(said)))
    bag = f"<pdfaExtension:schemas><rdf:Bag>{''.join(schemas)}</rdf:Bag></pdfaExtension:schemas>"
    root.append(_description(bag))
    content: bytes = ElementTree.tostring(root, encoding="utf-8")
    return _HEADER.encode() + content + _FOOTER.encode()


def _description(content: str) -> ElementTree.Element:
    text = f'<rdf:Description {_DECLARATIONS} rdf:about="">{content}</rdf:Description>'
    return ElementTree.fromstring(text)


def _schema(title: str, prefix: str, properties: list[tuple[str, str, str]]) -> str:
    rows = "".join(
        f'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{name}</pdfaProperty:name>'
        f"<pdfaProperty:valueType>{kind}</pdfaProperty:valueType>"
        "<pdfaProperty:category>internal</pdfaProperty:category>"
        f"<pdfaProperty:description>{text}</pdfaProperty:description></rdf:li>"
        for name, kind, text in properties
    )
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{title}</pdfaSchema:schema>'
        f"<pdfaSchema:namespaceURI>{_NAMESPACES[prefix]}</pdfaSchema:namespaceURI>"
        f"<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{rows}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )
