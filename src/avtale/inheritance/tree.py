"""Places in a document's data: by the ids of parts instead of their numbers, and changed without touching the rest.

A part that was left out or removed leaves None where it stood, so that the numbers of the others stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from avtale.format.shape import known_as, known_by
from avtale.source.pointer import index, join, split


def locate(data: Any, pointer: str) -> str | None:
    """The pointer with numbers for one that names parts by id ("/routine_steps/C/actions/tell"); None where nothing is.

    The last part may be the key of an object that does not have it yet, or "-" for the end of a list: both are None.
    """
    found = ""
    if pointer and not pointer.startswith("/"):
        return None
    for part in split(pointer):
        if isinstance(data, dict) and part in data:
            data = data[part]
        elif isinstance(data, list) and (index := _index(data, part)) is not None:
            data, part = data[index], str(index)
        else:
            return None
        found += join(part)
    return found


def _index(items: list[Any], name: str) -> int | None:
    for place, item in enumerate(items):
        if isinstance(item, dict) and name in known_as(item):
            return place
    number = index(name)
    return number if 0 <= number < len(items) and items[number] is not None else None


def named(data: Any, pointer: str) -> str:
    """The pointer with ids instead of numbers, as far as the parts have any."""
    found = ""
    for part in split(pointer):
        if isinstance(data, list):
            number = index(part)
            data = data[number] if 0 <= number < len(data) else None
            part = known_by(data) or part
        else:
            data = data.get(part) if isinstance(data, dict) else None
        found += join(part)
    return found


def at(data: Any, pointer: str) -> Any:
    """What stands at a pointer with numbers; None where nothing does."""
    for part in split(pointer):
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list) and 0 <= index(part) < len(data):
            data = data[index(part)]
        else:
            return None
    return data


def put(data: Any, pointer: str, value: Any) -> Any:
    """`data` with `value` at the pointer, "-" being the end of a list. Shares with the old all that is not on the way."""
    parts = split(pointer)
    if not parts:
        return value
    head, rest = parts[0], join(*parts[1:])
    if isinstance(data, list):
        copy = list(data)
        if head == "-" or int(head) >= len(copy):
            copy.append(put({}, rest, value))
        else:
            copy[int(head)] = put(copy[int(head)], rest, value)
        return copy
    below = data if isinstance(data, dict) else {}
    return {**below, head: put(below.get(head), rest, value)}


def without(data: Any, pointer: str) -> Any:
    """`data` without what stands at the pointer: a key goes, a part of a list becomes None."""
    above, _, last = pointer.rpartition("/")
    holder = at(data, above)
    if isinstance(holder, list):
        return put(data, pointer, None)
    key = split(f"/{last}")[0]
    return (
        put(data, above, {k: v for k, v in holder.items() if k != key}) if isinstance(holder, dict) else data
    )


def compact(data: Any) -> Any:
    """The data without the places that parts left."""
    if isinstance(data, dict):
        return {key: compact(value) for key, value in data.items()}
    if isinstance(data, list):
        return [compact(item) for item in data if item is not None]
    return data


def leaves(data: Any, pointer: str = "", clean: str = "") -> Iterator[tuple[str, str, Any]]:
    """Each value that is no object and no list of objects: its pointer here, its pointer after `compact`, itself."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, pointer + join(key), clean + join(key))
    elif isinstance(data, list) and any(isinstance(item, dict) for item in data):
        number = 0
        for index, item in enumerate(data):
            if item is not None:
                yield from leaves(item, f"{pointer}/{index}", f"{clean}/{number}")
                number += 1
    else:
        yield pointer, clean, data
