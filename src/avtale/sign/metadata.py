"""What a file says of itself may get a new date after a signature, and nothing else."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XMP, _PDF = "{http://ns.adobe.com/xap/1.0/}", "{http://ns.adobe.com/pdf/1.3/}"
_SCHEMAS = "{http://www.aiim.org/pdfa/ns/extension/}schemas"  # describes names, says nothing; some programs rewrite it
_FREE = frozenset({f"{_XMP}ModifyDate", f"{_XMP}MetadataDate", f"{_PDF}Producer", _SCHEMAS})
_FREE_INFO = frozenset({"/ModDate", "/Producer"})


def says_the_same(old: Any, new: Any) -> bool:
    """Whether Info and XMP of two revisions (pyHanko's resolvers) agree but for date of change and program."""
    return _info(old) == _info(new) and _xmp(old) == _xmp(new)


def _info(revision: Any) -> dict[str, str]:
    if "/Info" not in revision.trailer_view:
        return {}
    info = revision.trailer_view["/Info"]
    return {str(key): str(info[key]) for key in info if key not in _FREE_INFO}


def _xmp(revision: Any) -> list[tuple[str, ...]]:
    if "/Metadata" not in revision.root:
        return []
    # By its reference: taken from the catalog, an older revision's stream cannot be read by the library.
    return properties(revision(revision.root.get_value_as_reference("/Metadata")).data)


def properties(data: bytes) -> list[tuple[str, ...]]:
    """What an XMP packet says, sorted, without what may change. Raises `ValueError` and `SyntaxError` for what is none."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ValueError("XMP with declarations of its own")
    found: list[tuple[str, ...]] = []
    for description in ElementTree.fromstring(data).iterfind(f"{_RDF}RDF/{_RDF}Description"):
        _collect(description, (), found)
    return sorted(set(found))


def _collect(node: ElementTree.Element, path: tuple[str, ...], found: list[tuple[str, ...]]) -> None:
    """Each property with its path and text, whether it stands as an attribute or an element (ISO 16684-1, 7)."""
    for name, value in node.attrib.items():
        if name not in _FREE and not name.startswith(_RDF):
            found.append((*path, name, value.strip()))
    for child in node:
        if child.tag in _FREE:
            continue
        here = path if child.tag.startswith(_RDF) else (*path, child.tag)
        if text := (child.text or "").strip():
            found.append((*here, text))
        _collect(child, here, found)
