"""What a file says of itself may get a new date after a signature, and nothing else."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from msgspec import Struct

from avtale.sign.pdf.values import Value, same_text

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XMP, _PDF = "{http://ns.adobe.com/xap/1.0/}", "{http://ns.adobe.com/pdf/1.3/}"
_SCHEMAS = "{http://www.aiim.org/pdfa/ns/extension/}schemas"  # describes names, says nothing; some programs rewrite it
_FREE = frozenset({f"{_XMP}ModifyDate", f"{_XMP}MetadataDate", f"{_PDF}Producer", _SCHEMAS})
_SYNTAX = frozenset({f"{_RDF}parseType"})
_FREE_INFO = frozenset({"/ModDate", "/Producer"})
_STREAM = frozenset({"/Type", "/Subtype", "/Length", "/Filter", "/DecodeParms"})
_DATE = re.compile(rb"D:\d{4,14}(?:Z|[+-]\d\d'?(?:\d\d'?)?)?(?:00'00'?)?\Z")
_LONGEST = 200  # bytes of a program's name


class Metadata(Struct, frozen=True):
    """The information dictionary (or None), the dictionary of the XMP stream, and its bytes."""

    info: Value
    entries: dict[str, Value]
    xmp: bytes


def says_the_same(old: Metadata, new: Metadata) -> bool:
    """Whether the two agree but for the date of change and the program. Raises `ValueError` for XMP that is none."""
    if not _is_dated(new.info) or not new.entries.keys() <= _STREAM | old.entries.keys():
        return False
    one, other = _info(old.info), _info(new.info)
    same = one.keys() == other.keys() and all(same_text(one[key], other[key]) for key in one)
    return same and _xmp(old.xmp) == _xmp(new.xmp)


def _is_dated(info: Value) -> bool:
    if info is None:
        return True
    if not isinstance(info, dict):
        return False
    date, program = info.get("/ModDate", b"D:2026"), info.get("/Producer", b"")
    return (
        isinstance(date, bytes)
        and _DATE.match(date) is not None
        and isinstance(program, bytes)
        and len(program) <= _LONGEST
    )


def _info(info: Value) -> dict[str, Any]:
    return (
        {key: value for key, value in info.items() if key not in _FREE_INFO} if isinstance(info, dict) else {}
    )


def _xmp(data: bytes) -> list[tuple[str, ...]]:
    if not data:
        return []
    return properties(data)


def properties(data: bytes) -> list[tuple[str, ...]]:
    """What an XMP packet says, sorted, without what may change. Raises `ValueError` and `SyntaxError` for what is none.

    A packet is one RDF description of the file, or several (ISO 16684-1, 7.3 and 7.4), and holds nothing beside them.
    """
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ValueError("XMP with declarations of its own")
    root = ElementTree.fromstring(data)
    models = [root] if root.tag == f"{_RDF}RDF" else list(root)
    if [model.tag for model in models] != [f"{_RDF}RDF"] or (models[0] is not root and _says(root)):
        raise ValueError("XMP with something beside its description")
    found: list[tuple[str, ...]] = []
    for description in models[0]:
        if description.tag != f"{_RDF}Description" or _says(models[0]) or _says(description):
            raise ValueError("XMP with something beside its description")
        _collect(description, (), found)
    return sorted(set(found))


def _says(node: ElementTree.Element) -> bool:
    """Whether words stand between the elements in `node`, where none belong."""
    return any((text or "").strip() for text in (node.text, *(child.tail for child in node)))


def _collect(node: ElementTree.Element, path: tuple[str, ...], found: list[tuple[str, ...]]) -> None:
    """Each property with its path and text, whether it stands as an attribute or an element (ISO 16684-1, 7)."""
    for name, value in node.attrib.items():
        said = value.strip()
        if name not in _FREE and not (name in _SYNTAX or (name == f"{_RDF}about" and not said)):
            found.append((*path, name, said))
    for number, child in enumerate(node):
        if child.tag in _FREE:
            if child.tag != _SCHEMAS and (len(child) or child.attrib):
                raise ValueError("XMP with more in a date than a date")
            continue
        # What stands in a list has its place: a title in one language is none in another.
        inner = (
            f"{number + 1}" if child.tag == f"{_RDF}li" else "" if child.tag.startswith(_RDF) else child.tag
        )
        here = (*path, inner) if inner else path
        if len(child) and _says(child):
            raise ValueError("XMP with words between its properties")
        if text := (child.text or "").strip():
            found.append((*here, text))
        _collect(child, here, found)
