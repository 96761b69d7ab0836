"""What a PDF says, as plain values that do not depend on the parser that read it.

A name is a `str`, a string `bytes`, a number `int` or `Decimal`, an array a `tuple`, a
dictionary a `dict`; null is left out of dictionaries, where it means the same as nothing
(ISO 32000-1, 7.3.7). So two parsers' readings, or two revisions, are compared by `==`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from typing import Any

from msgspec import Struct


class Ref(Struct, frozen=True):
    """An indirect reference (ISO 32000-1, 7.3.10)."""

    number: int
    generation: int


class Truth(Enum):
    """A boolean; Python's own would equal the numbers 1 and 0."""

    TRUE = "true"
    FALSE = "false"


class Stream(Struct, frozen=True):
    """A stream's dictionary and the SHA-256 of its bytes as they stand in the file."""

    entries: dict[str, Any]
    digest: bytes


Objects = dict[Any, Any]
"""The values of a revision by their references; what is no reference finds nothing."""

Value = Any
"""None, `Truth`, int, Decimal, str (name), bytes (string), Ref, tuple, dict or Stream."""


def from_pyhanko(item: Any) -> Value:
    """pyHanko's object as a value. Raises `ValueError` for a kind that is none of the standard's."""
    from pyhanko.pdf_utils import generic

    match item:
        case generic.IndirectObject():
            return Ref(int(item.idnum), int(item.generation))
        case generic.StreamObject():
            return Stream(_dictionary(item), hashlib.sha256(item.encoded_data).digest())
        case generic.DictionaryObject():
            return _dictionary(item)
        case generic.ArrayObject():
            return tuple(from_pyhanko(one) for one in list.__iter__(item))
        case generic.NameObject():
            return str(item)
        case generic.TextStringObject() | generic.ByteStringObject():
            return bytes(item.original_bytes)
        case generic.BooleanObject():
            return Truth.TRUE if item.value else Truth.FALSE
        case generic.NullObject():
            return None
        case generic.NumberObject():
            return int(item)
        case generic.FloatObject():
            return _number(Decimal(str(item)))
    raise ValueError(f"no PDF object: {type(item)}")


def _dictionary(item: Any) -> dict[str, Value]:
    entries = ((str(key), from_pyhanko(value)) for key, value in dict.items(item))
    return {key: value for key, value in entries if value is not None}


def from_qpdf(item: Any, *, top: bool = False) -> Value:
    """qpdf's object as a value; call it within `pikepdf.explicit_conversion()`.

    `top` says that the object itself is meant and not the reference to it.
    """
    from pikepdf import ObjectType

    if item.is_indirect and not top:
        return Ref(*item.objgen)
    match item._type_code:
        case ObjectType.dictionary:
            return _entries(item)
        case ObjectType.stream:
            return Stream(_entries(item), hashlib.sha256(item.read_raw_bytes()).digest())
        case ObjectType.array:
            return tuple(from_qpdf(one) for one in item.as_list())
        case ObjectType.name_:
            return str(item)
        case ObjectType.string:
            return bytes(item)
        case ObjectType.integer:
            return int(item)
        case ObjectType.real:
            return _number(Decimal(item.unparse().decode()))
        case ObjectType.boolean:
            return Truth.TRUE if bool(item) else Truth.FALSE
        case ObjectType.null:
            return None
    raise ValueError("no PDF object")


def _entries(item: Any) -> dict[str, Value]:
    entries = ((str(key), from_qpdf(value)) for key, value in item.items())
    return {key: value for key, value in entries if value is not None}


def _number(number: Decimal) -> int | Decimal:
    """1.0 is 1: the standard allows either where a number is asked for."""
    whole = number.to_integral_value()
    return int(whole) if whole == number else number


def references(value: Value) -> Iterator[Ref]:
    """Every reference in `value`, at any depth."""
    match value:
        case Ref():
            yield value
        case tuple():
            for one in value:
                yield from references(one)
        case dict():
            for one in value.values():
                yield from references(one)
        case Stream():
            yield from references(value.entries)


def text_of(value: Value) -> str:
    """A text string (ISO 32000-1, 7.9.2.2) as text, or "" for what is no string."""
    import pikepdf  # noqa: F401  # knows the encoding "pdfdoc"

    if not isinstance(value, bytes):
        return ""
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be", "replace")
    return value.decode("utf-8-sig" if value.startswith(b"\xef\xbb\xbf") else "pdfdoc", "replace")


def same_text(one: Value, other: Value) -> bool:
    """Whether two text strings are the same, in whichever of PDF's encodings: a signer may write «ø» in another."""
    return one == other or (text_of(one) == text_of(other) != "" and "\ufffd" not in text_of(one))
