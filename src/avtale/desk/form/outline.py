"""What a document consists of, as one walks through it: its parts with their items, and the parts it might have."""

from __future__ import annotations

from msgspec import Struct

from avtale.desk.form.build import ROOT_PARTS, Addable, numbered
from avtale.desk.form.kinds import HIDDEN, help_of, is_small, kind_of
from avtale.desk.form.known import Known
from avtale.desk.form.usual import first_parts
from avtale.format.shape import kind_shape
from avtale.source.pointer import join
from avtale.wording import told_in


class Part(Struct, frozen=True):
    """One part: where its form is, what it is called, and its items where each has a form of its own."""

    pointer: str
    title: str
    items: tuple[tuple[str, str], ...] = ()


class Outline(Struct, frozen=True):
    """`usual` are parts a first draft would have and this one lacks, `others` all the rest."""

    parts: tuple[Part, ...]
    usual: tuple[Addable, ...]
    others: tuple[Addable, ...]


def outline(known: Known, kind: str) -> Outline:
    """The outline of a document's data."""
    lang = told_in(known.lang)
    parts: list[Part] = []
    usual: list[Addable] = []
    others: list[Addable] = []
    for key, shape in kind_shape(kind).fields.items():
        if key in HIDDEN or key in ROOT_PARTS:
            continue
        how = kind_of(shape, key)
        if how not in ("object", "parts", "texts", "prose"):
            continue  # stands in the form of the document itself
        pointer, title = join(key), shape.title(lang) or key
        if key in known.data:
            value = known.data[key]
            many = how == "parts" and shape.item is not None and not is_small(shape.item)
            items = tuple(
                (f"{pointer}/{number}", known.said(item, numbered(shape, lang, number)))
                for number, item in enumerate(value if many and isinstance(value, list) else ())
            )
            parts.append(Part(pointer, title, items))
        else:
            (usual if key in first_parts(kind) else others).append(
                Addable(pointer, title, help_of(shape, lang))
            )
    return Outline(tuple(parts), tuple(usual), tuple(others))
