"""What a person does in a form, done to the data: fields filled in, parts added, moved and taken out.

Each gives new data and leaves the old as it was. What is empty is not written: a field without a value is gone, and so is a
part without fields. `avtale.source.editing.rewrite` then brings the file to the data.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Mapping
from typing import Any

from avtale.desk.form.kinds import kind_of, refers_to
from avtale.desk.form.known import ids_of, places
from avtale.desk.form.values import ABSENT, Posted, taken
from avtale.errors import UsageError
from avtale.format.draft import key_from
from avtale.format.shape import Shape, kind_shape
from avtale.source import pointer as pointers

Data = dict[str, Any]
_MADE = re.compile(r"[a-z_-]+(-[0-9]+|_contact)")
"""An id that a draft begins with, or that a new part had before it had words."""
_NAMING = ("title", "does", "text", "what", "about", "name")
"""Whose words a new part gets its lasting name from."""


def shape_of(kind: str, pointer: str) -> tuple[Shape, str]:
    """The field at a pointer, and its key; that of an item is the key of its list. Raises `UsageError` where there is none."""
    shape, key = kind_shape(kind), ""
    for part in pointers.split(pointer):
        if shape.item is not None and part.isdecimal():
            shape = shape.item
        elif shape.item is None and part in shape.fields:
            shape, key = shape.fields[part], part
        else:
            raise _no_field(pointer)
    return shape, key


def value_at(data: Any, pointer: str) -> Any:
    """The value at a pointer; None where there is none."""
    try:
        return pointers.resolve(data, pointers.split(pointer))
    except KeyError:
        return None


def fill_in(data: Data, kind: str, given: Mapping[str, Posted], *, lasting: Collection[str] = ()) -> Data:
    """The data with what was posted, by the pointer of its field. `lasting` are the ids that must not change any more.

    Raises `UsageError` for a pointer that leads to no field.
    """
    made = copy.deepcopy(data)
    own = str(data.get("language") or "nb")
    touched = []
    for pointer, posted in given.items():
        shape, key = shape_of(kind, pointer)
        old = value_at(made, pointer)
        value = taken(kind_of(shape, key), shape, posted, old, own)
        if value is ABSENT and old is None:
            continue
        if value is not old:
            _put(made, kind, pointer, None if value is ABSENT else value)
            touched.append(pointer)
    for pointer in touched:
        _with_names(made, kind, pointer)
        _name_after_words(made, data, kind, pointer, lasting)
    return _without_empty(made, touched)


def take_out(data: Data, pointer: str) -> Data:
    """The data without the field or item at `pointer`, and without what is then empty."""
    made = copy.deepcopy(data)
    _put(made, "", pointer, None)
    return _without_empty(made, [pointer])


def move(data: Data, pointer: str, by: int) -> tuple[Data, str]:
    """The data with an item moved by so many places in its list, and where it is then; as it was at the list's ends."""
    made = copy.deepcopy(data)
    place = pointers.parent(pointer)
    holder, last = value_at(made, place), pointers.index(pointers.split(pointer)[-1])
    if not isinstance(holder, list) or not 0 <= last < len(holder):
        return made, pointer
    now = max(0, min(len(holder) - 1, last + by))
    holder.insert(now, holder.pop(last))
    return made, f"{place}/{now}"


def add(data: Data, kind: str, pointer: str) -> tuple[Data, str]:
    """The data with a new item of the list at `pointer`, and where that is.

    An item that needs no name of its own is there when something is filled in.
    """
    shape, _ = shape_of(kind, pointer)
    item = shape.item
    if item is None:
        raise _no_field(pointer)
    held = value_at(data, pointer)
    place = f"{pointer}/{len(held) if isinstance(held, list) else 0}"
    made = copy.deepcopy(data)
    if "id" in item.required and item.fields["id"].name == "identifier":
        _put(made, kind, f"{place}/id", _fresh(key_from(item.title("nb")), ids_of(data)))
    if "letter" in item.required:
        used = [str(one.get("letter", "")) for one in held or () if isinstance(one, dict)]
        _put(made, kind, f"{place}/letter", _next_letter(used))
    return made, place


def _put(made: Data, kind: str, pointer: str, value: Any) -> None:
    """Set a value, or with None mark it as gone; what it stands in is made, and a new key stands where the schema has it."""
    holder: Any = made
    path = pointers.split(pointer)
    for depth, part in enumerate(path):
        last = depth == len(path) - 1
        if isinstance(holder, list):
            number = pointers.index(part)
            if number >= len(holder):
                if value is None:
                    return
                holder.append(None)
                number = len(holder) - 1
            if last:
                holder[number] = value
            elif not isinstance(holder[number], (dict, list)):
                holder[number] = _empty_for(path[depth + 1])
            holder = holder[number]
            continue
        if last and value is None:
            holder.pop(part, None)
            return
        old = holder.get(part)
        new = value if last else old if isinstance(old, (dict, list)) else _empty_for(path[depth + 1])
        if part in holder:
            holder[part] = new
        else:
            _insert(holder, part, new, list(shape_of(kind, pointers.join(*path[:depth]))[0].fields))
        holder = holder[part]


def _insert(holder: Data, key: str, value: Any, order: list[str]) -> None:
    """A new key behind the last one there that the schema has before it."""
    before = set(order[: order.index(key)]) if key in order else set(holder)
    keys = list(holder)
    at = max((number + 1 for number, each in enumerate(keys) if each in before), default=0)
    items = list(holder.items())
    items.insert(at, (key, value))
    holder.clear()
    holder.update(items)


def _empty_for(part: str) -> Any:
    return [] if part.isdecimal() else {}


def _without_empty(made: Data, touched: Collection[str]) -> Data:
    """Without what is empty above the places that were touched, the innermost first."""
    above = {pointer.rsplit("/", up)[0] for pointer in touched for up in range(1, pointer.count("/") + 1)}
    for pointer in sorted(above - {""}, key=lambda one: -one.count("/")):
        holder = value_at(made, pointer)
        if isinstance(holder, list):
            holder[:] = [item for item in holder if item is not None and item != {} and item != []]
    for pointer in sorted(above - {""}, key=lambda one: -one.count("/")):
        holder = value_at(made, pointers.parent(pointer))
        key = pointers.split(pointer)[-1]
        if isinstance(holder, dict) and holder.get(key) in ({}, []):
            del holder[key]
    return made


def _with_names(made: Data, kind: str, pointer: str) -> None:
    """Give what was begun by filling in a field the lasting name that it must have."""
    path = pointers.split(pointer)
    for depth in range(1, len(path)):
        here = pointers.join(*path[:depth])
        part, shape = value_at(made, here), shape_of(kind, here)[0]
        if isinstance(part, dict) and "id" in shape.required and "id" not in part:
            _insert(part, "id", _fresh(key_from(shape.title("nb")), ids_of(made)), list(shape.fields))


def _name_after_words(made: Data, before: Data, kind: str, pointer: str, lasting: Collection[str]) -> None:
    """Give a new part the id that its words give, as long as the id it has was made and nobody outside may know it."""
    holder, key = value_at(made, pointers.parent(pointer)), pointers.split(pointer)[-1]
    if not isinstance(holder, dict) or (key not in _NAMING and key != "names"):
        if pointer.endswith("/name") and "/names/0" in pointer:
            _name_after_words(made, before, kind, pointer.rpartition("/names/")[0] + "/names", lasting)
        return
    old = holder.get("id")
    words, then = _words(holder), _words(value_at(before, pointers.parent(pointer)))
    if not isinstance(old, str) or not words or old in lasting:
        return
    if _MADE.fullmatch(old) or old == key_from(then or "") or old.startswith(key_from(then or "-") + "-"):
        new = _fresh(key_from(words), ids_of(made) - {old}, numbered=False)
        holder["id"] = new
        rename(made, kind, old, new)


def rename(data: Data, kind: str, old: str, new: str) -> None:
    """Let every field that names a part by the id `old` name it by `new`."""
    for _, shape, part in places(kind_shape(kind), data):
        for key, inner in shape.fields.items():
            if key not in part or not refers_to(inner, key):
                continue
            value = part[key]
            part[key] = (
                [new if one == old else one for one in value]
                if isinstance(value, list)
                else new
                if value == old
                else value
            )


def _words(part: Any) -> str:
    if not isinstance(part, dict):
        return ""
    names = part.get("names")
    value = next((part[key] for key in _NAMING if part.get(key)), None)
    if isinstance(names, list) and names and isinstance(names[0], dict):
        value = names[0].get("name")
    if isinstance(value, dict):
        value = next(iter(value.values()), "")
    return str(value or "") if not isinstance(value, list) else ""


def _fresh(word: str, used: Collection[str], *, numbered: bool = True) -> str:
    if not numbered and word not in used:
        return word
    return next(
        f"{word}-{number}"
        for number in range(1 if numbered else 2, len(used) + 3)
        if f"{word}-{number}" not in used
    )


def _next_letter(used: list[str]) -> str:
    letters = [one for one in used if re.fullmatch("[A-Z]", one)]
    return chr(ord(max(letters)) + 1) if letters and max(letters) < "Z" else "A" if not letters else ""


def _no_field(pointer: str) -> UsageError:
    return UsageError(
        nb="Det finnes ikke noe felt på stedet «{pointer}» i dette dokumentet. Last siden på nytt.",
        en="There is no field at “{pointer}” in this document. Reload the page.",
        pointer=pointer,
    )
