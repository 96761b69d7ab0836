"""What two PDFs show otherwise, object by object, whatever their bytes look like.

Both are walked at once from the catalog, with qpdf's reading (pikepdf): each page first, then the rest. Numbers
of objects, their order and how they are packed do not count; everything that a viewer, a search or a screen
reader could take from the file does. What signing fills in is left out: the value and the appearance of a
signature field, the data that prove signatures, document timestamps, the dates of change.
"""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any

import pikepdf
from msgspec import Struct

from avtale.conformance.objects import unpacked
from avtale.sign.pdf.metadata import properties
from avtale.sign.pdf.values import same_text

__all__ = ["Difference", "differences"]

_SIGNED_LATER = frozenset({"/Perms", "/DSS", "/Extensions", "/Version"})  # tools name what they sign by
_FIELD_FREE = frozenset({"/V", "/AP", "/M"})
_INFO_FREE = frozenset({"/ModDate", "/Producer"})
_PACKING = frozenset({"/Length", "/Filter", "/DecodeParms"})
_TIMESTAMP_KEYS = frozenset({"/Type", "/Subtype", "/FT", "/T", "/F", "/Rect", "/P", "/V", "/Parent"})
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_IN_PAGE_TREE = (pikepdf.Name.Page, pikepdf.Name.Pages)
_DEEPEST = 50
_MOST = 20
"""Differences told; who reads the first does not need the thousandth."""


class Difference(Struct, frozen=True):
    """Where two files differ: the page (1-based; None for the whole file) and the path of keys to the object."""

    page: int | None
    path: tuple[str, ...]


def differences(right: bytes, shown: bytes) -> tuple[Difference, ...]:
    """Where `shown` is otherwise than `right`, in the order of the pages; at most some twenty.

    Raises what pikepdf raises for a file it cannot read; call it inside `readable`.
    """
    with pikepdf.open(BytesIO(right)) as one, pikepdf.open(BytesIO(shown)) as other:
        pages, others = [page.obj for page in one.pages], [page.obj for page in other.pages]
        walk = _Walk(pages, others)
        for number, (mine, theirs) in enumerate(zip(pages, others, strict=False), 1):
            walk.page = number
            walk.compare(mine, theirs, ())
            for key in _INHERITED:
                walk.compare(_inherited(mine, key), _inherited(theirs, key), (key,))
        if len(pages) != len(others):
            walk.tell(min(len(pages), len(others)) + 1, ("/Pages",))
        walk.page = None
        walk.compare(one.Root, other.Root, ())
        none = pikepdf.Dictionary()
        walk.dictionary(
            one.trailer.get("/Info", none), other.trailer.get("/Info", none), ("/Info",), _INFO_FREE
        )
        walk.finish()
        return tuple(walk.found)


def _inherited(page: Any, key: str) -> Any:
    """What a page has in `key` from the nodes above it (ISO 32000-1, 7.7.3.4); None where it says so itself."""
    node = page
    for _ in range(_DEEPEST):
        if key in node:
            return None if node is page else node[key]
        if "/Parent" not in node:
            return None
        node = node.Parent
    return None


class _Walk:
    def __init__(self, pages: list[Any], others: list[Any]) -> None:
        self.numbers = [{page.objgen: number for number, page in enumerate(each)} for each in (pages, others)]
        self.page: int | None = None
        self.found: list[Difference] = []
        self.seen: set[tuple[tuple[int, int], tuple[int, int]]] = set()
        self.waiting: list[tuple[Any, Any, tuple[str, ...]]] = []

    def tell(self, page: int | None, path: tuple[str, ...]) -> None:
        found = Difference(page, path)
        if found not in self.found and len(self.found) < _MOST:
            self.found.append(found)

    def compare(self, one: Any, other: Any, path: tuple[str, ...]) -> None:
        """Everything that can be reached from two objects; each pair once."""
        self.waiting.append((one, other, path))
        self.finish()

    def finish(self) -> None:
        """What is still waiting to be compared."""
        while self.waiting and len(self.found) < _MOST:
            self._pair(*self.waiting.pop())

    def _pair(self, one: Any, other: Any, path: tuple[str, ...]) -> None:
        if not isinstance(one, pikepdf.Object) or not isinstance(other, pikepdf.Object):
            if not _same_scalar(one, other):
                self.tell(self.page, path)
            return
        if one.is_indirect and other.is_indirect:
            pair = (one.objgen, other.objgen)
            if pair in self.seen:
                return
            self.seen.add(pair)
        if one._type_code != other._type_code:
            self.tell(self.page, path)
        elif path and isinstance(one, pikepdf.Dictionary) and one.get("/Type") in _IN_PAGE_TREE:
            # A page that something points to: the same one, and compared by its own number.
            if self.numbers[0].get(one.objgen) != self.numbers[1].get(other.objgen):
                self.tell(self.page, path)
        elif isinstance(one, pikepdf.Stream):
            self._stream(one, other, path)
        elif isinstance(one, pikepdf.Dictionary):
            self.dictionary(one, other, path, _free(one, other, path))
        elif isinstance(one, pikepdf.Array):
            self._array(one, other, path)
        elif not _same_string(one, other, path) if isinstance(one, pikepdf.String) else one != other:
            self.tell(self.page, path)

    def dictionary(self, one: Any, other: Any, path: tuple[str, ...], free: frozenset[str]) -> None:
        mine, theirs = set(one.keys()) - free, set(other.keys()) - free
        for key in sorted(mine ^ theirs):
            self.tell(self.page, (*path, key))
        for key in sorted(mine & theirs, reverse=True):
            self.waiting.append((one[key], other[key], (*path, key)))

    def _array(self, one: Any, other: Any, path: tuple[str, ...]) -> None:
        count, number = len(one), len(other)
        if number > count and path[-1:] in (("/Fields",), ("/Annots",)):
            if not all(_is_timestamp(other[index]) for index in range(count, number)):
                self.tell(self.page, path)
        elif count != number:
            self.tell(self.page, path)
        # What lies beyond the shorter one is told already.
        for index in reversed(range(min(count, number))):
            self.waiting.append((one[index], other[index], (*path, str(index))))

    def _stream(self, one: Any, other: Any, path: tuple[str, ...]) -> None:
        self.dictionary(one, other, path, _PACKING)
        same = _same_properties if path == ("/Metadata",) else _same_content
        if not same(one, other):
            self.tell(self.page, path)


def _free(one: Any, other: Any, path: tuple[str, ...]) -> frozenset[str]:
    """The keys of a dictionary that are not compared; of a field only where it has been signed."""
    if not path:  # a page, whose place in the tree is its number, or the catalog
        return frozenset({"/Parent"}) if one.get("/Type") == pikepdf.Name.Page else _SIGNED_LATER | {"/Pages"}
    if path == ("/AcroForm",):
        return frozenset({"/SigFlags"})
    if one.get("/FT") == pikepdf.Name.Sig and "/V" in other:
        return _FIELD_FREE
    return frozenset()


def _is_timestamp(field: Any) -> bool:
    """A document timestamp in a field of its own that shows nothing and does nothing (ETSI EN 319 142-1, 5.4.3)."""
    value = field.get("/V") if isinstance(field, pikepdf.Dictionary) else None
    return (
        isinstance(value, pikepdf.Dictionary)
        and value.get("/Type") == pikepdf.Name.DocTimeStamp
        and set(field.keys()) <= _TIMESTAMP_KEYS
        and [int(edge) for edge in field.get("/Rect", ())] == [0, 0, 0, 0]
    )


def _same_string(one: Any, other: Any, path: tuple[str, ...]) -> bool:
    """By its bytes; what is text for a reader, a field's name and what the file says of itself, as text."""
    if path[-1:] == ("/TU",) or path[:1] == ("/Info",):
        return same_text(bytes(one), bytes(other))
    return bytes(one) == bytes(other)


def _packed(stream: Any) -> tuple[str, str]:
    return repr(stream.get("/Filter")), repr(stream.get("/DecodeParms"))


def _same_content(one: Any, other: Any) -> bool:
    if _packed(one) == _packed(other) and one.read_raw_bytes() == other.read_raw_bytes():
        return True
    right = bytes(one.read_bytes())
    try:
        return unpacked(other, len(right)) == right
    except ValueError:
        return False


def _same_properties(one: Any, other: Any) -> bool:
    """XMP may get another date of change, and be written otherwise."""
    try:
        return properties(bytes(one.read_bytes())) == properties(unpacked(other))
    except (ValueError, SyntaxError):  # SyntaxError: not XML
        return False


def _same_scalar(one: Any, other: Any) -> bool:
    """Numbers by their value; true is no 1."""
    numbers = (int, float, Decimal)
    if isinstance(one, bool) or isinstance(other, bool) or not isinstance(one, numbers):
        return type(one) is type(other) and bool(one == other)
    return isinstance(other, numbers) and bool(one == other)
