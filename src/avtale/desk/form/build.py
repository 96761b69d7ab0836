"""The form of the part that somebody points at: its fields with what stands in them, in the order of the schema."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from msgspec import Struct

from avtale.desk.form.change import shape_of, value_at
from avtale.desk.form.kinds import HIDDEN, Kind, help_of, is_small, kind_of, refers_to
from avtale.desk.form.known import Group, Known
from avtale.desk.form.usual import is_name, is_usual
from avtale.desk.form.values import shown
from avtale.errors import UsageError
from avtale.format.fingerprint import LEFT_OUT_OF_HEADER
from avtale.format.shape import Shape
from avtale.source import pointer as pointers
from avtale.wording import told_in

ROOT_PARTS = ("control_header",)
"""What stands in the form of the document itself besides its texts and choices."""
_FIRST = ("title", "subject", *ROOT_PARTS)


class Addable(Struct, frozen=True):
    """A field that may be added."""

    pointer: str
    title: str
    help: str


class Row(Struct, frozen=True):
    """An item of a list: what it is called, and its fields where it has no form of its own. `blank` is one that waits to be filled in."""

    pointer: str
    said: str
    fields: tuple[Field, ...] = ()
    blank: bool = False


class Field(Struct, frozen=True, kw_only=True):
    """One field. `given` is what stands in its inputs by suffix, `chosen` what is chosen of several, `groups` what there is to choose among, `item` what one of its rows is called."""

    pointer: str
    kind: Kind
    title: str
    help: str = ""
    required: bool = False
    given: dict[str, str] = {}
    chosen: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    languages: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    addable: tuple[Addable, ...] = ()
    rows: tuple[Row, ...] = ()
    item: str = ""
    there: bool = True


class Form(Struct, frozen=True):
    """The form of one part. `crumbs` lead to it, each with its pointer and what it is called; `field` is the part itself."""

    pointer: str
    field: Field
    crumbs: tuple[tuple[str, str], ...]
    identifier: str = ""


class Builder:
    """Makes forms of one document. `asked` are the pointers of empty fields that somebody asked for; `languages` those it is written in."""

    def __init__(
        self, known: Known, kind: str, *, asked: Collection[str] = (), languages: Collection[str] = ()
    ) -> None:
        self.known, self.kind, self.asked = known, kind, frozenset(asked)
        self.data = known.data
        self.lang = told_in(known.lang)
        own = str(self.data.get("language") or "nb")
        self.own = own
        self.languages = tuple(dict.fromkeys([own, *languages]))

    def form(self, pointer: str) -> Form:
        """The form at a pointer. Raises `UsageError` where the schema has no such place."""
        shape, key = shape_of(self.kind, pointer)
        value = value_at(self.data, pointer)
        field = self._root(shape) if not pointer else self._field(pointer, shape, key, value)
        name = value.get("id") if isinstance(value, dict) and "id" in shape.required else None
        return Form(pointer, field, self.crumbs(pointer), str(name or ""))

    def crumbs(self, pointer: str) -> tuple[tuple[str, str], ...]:
        """What leads to a place, each step with its pointer and what it is called. Raises `UsageError` where the schema has no such place."""
        found = []
        path = pointers.split(pointer)
        for depth in range(1, len(path) + 1):
            here = pointers.join(*path[:depth])
            shape, key = shape_of(self.kind, here)
            inside_list = path[depth - 1].isdecimal()
            value = value_at(self.data, here)
            said = shape.title(self.lang) or key
            if inside_list and value:
                said = self.known.said(value, f"{said} {int(path[depth - 1]) + 1}")
            found.append((here, said))
        return tuple(found)

    def _root(self, shape: Shape) -> Field:
        single = [
            key
            for key, one in shape.fields.items()
            if key in ROOT_PARTS or kind_of(one, key) not in ("object", "parts", "texts", "prose")
        ]
        single.sort(key=lambda key: _FIRST.index(key) if key in _FIRST else len(_FIRST))
        fields, addable = self._below("", shape, self.data, single)
        return Field(pointer="", kind="object", title="", fields=fields, addable=addable)

    def _field(self, pointer: str, shape: Shape, key: str, value: Any, *, required: bool = False) -> Field:
        kind = kind_of(shape, key)
        field = Field(
            pointer=pointer, kind=kind, title=shape.title(self.lang) or key, help=help_of(shape, self.lang),
            required=required, there=value is not None,
        )  # fmt: skip
        if kind == "object":
            fields, addable = self._below(pointer, shape, value, list(shape.fields))
            return _with(field, fields=fields, addable=addable)
        if kind in ("parts", "texts"):
            item = shape.item.title(self.lang) if shape.item is not None else ""
            return _with(field, rows=self._rows(pointer, shape, key, value), item=item or field.title)
        if kind in ("actor", "actors"):
            chosen = [str(one) for one in value] if isinstance(value, list) else [str(value)] if value else []
            groups = self.known.choices(refers_to(shape, key))
            return _with(field, groups=_with_unknown(groups, chosen), chosen=tuple(chosen))
        if kind in ("choice", "choices"):
            options = (shape.item or shape).choices(self.lang)
            chosen = [str(one) for one in value] if isinstance(value, list) else [str(value)] if value else []
            groups = (Group("", tuple(options.items())),)
            return _with(field, groups=_with_unknown(groups, chosen), chosen=tuple(chosen))
        given = shown(kind, value, self.own)
        languages = tuple(dict.fromkeys([*self.languages, *given])) if kind in ("localized", "prose") else ()
        return _with(field, given=given, languages=languages)

    def _below(
        self, pointer: str, shape: Shape, value: Any, keys: list[str]
    ) -> tuple[tuple[Field, ...], tuple[Addable, ...]]:
        data = value if isinstance(value, dict) else {}
        fields, addable = [], []
        for key in keys:
            inner, here = shape.fields[key], pointer + pointers.join(key)
            if (
                key in HIDDEN
                or is_name(shape, key)
                or (shape.name in ROOT_PARTS and key in LEFT_OUT_OF_HEADER)
            ):
                continue
            asked = any(one == here or one.startswith(f"{here}/") for one in self.asked)
            if key in data or asked or is_usual(shape, key):
                fields.append(self._field(here, inner, key, data.get(key), required=key in shape.required))
            else:
                addable.append(Addable(here, inner.title(self.lang) or key, help_of(inner, self.lang)))
        return tuple(fields), tuple(addable)

    def _rows(self, pointer: str, shape: Shape, key: str, value: Any) -> tuple[Row, ...]:
        item = shape.item
        assert item is not None
        held = value if isinstance(value, list) else []
        small = not item.fields or is_small(item)
        blank = [None] if small else []
        return tuple(
            Row(
                f"{pointer}/{number}",
                self.known.said(each, numbered(shape, self.lang, number)) if each is not None else "",
                self._cells(f"{pointer}/{number}", item, key, each) if small else (),
                each is None,
            )
            for number, each in enumerate([*held, *blank])
        )

    def _cells(self, pointer: str, item: Shape, key: str, value: Any) -> tuple[Field, ...]:
        if not item.fields:
            return (self._field(pointer, item, key, value),)
        data = value if isinstance(value, dict) else {}
        return tuple(
            self._field(
                pointer + pointers.join(each), inner, each, data.get(each), required=each in item.required
            )
            for each, inner in item.fields.items()
        )


def numbered(shape: Shape, lang: str, number: int) -> str:
    """What an item of a list is called while it has no words of its own: "Duty 2"."""
    return f"{shape.item.title(lang) if shape.item is not None else ''} {number + 1}".strip()


def _with(field: Field, **changes: Any) -> Field:
    from msgspec.structs import replace

    return replace(field, **changes)


def _with_unknown(groups: tuple[Group, ...], chosen: list[str]) -> tuple[Group, ...]:
    """What is chosen and is not there stays to be seen, under its id."""
    there = {value for group in groups for value, _ in group.options}
    missing = [(one, f"«{one}»?") for one in chosen if one not in there]
    return (*groups, Group("", tuple(missing))) if missing else groups


def home_of(kind: str, pointer: str) -> str:
    """The form that has the field at a pointer: that of the innermost part with one of its own, "" for the document's.

    What leads nowhere leads to the document, so that an old link still shows something.
    """
    home, here = "", ""
    for depth, part in enumerate(pointers.split(pointer)):
        here += pointers.join(part)
        try:
            shape, key = shape_of(kind, here)
            above = shape_of(kind, pointers.parent(here))[0]
        except UsageError:
            return home
        if depth == 0:
            single = kind_of(shape, key) not in ("object", "parts", "texts", "prose")
            home = "" if single or key in ROOT_PARTS else here
        elif part.isdecimal() and above.item is not None and above.item.fields and not is_small(above.item):
            home = here
    return home
