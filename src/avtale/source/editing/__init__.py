"""Change a YAML file and keep every other byte: comments, order, quoting, line ends.

Whatever is done is read again, and given out only where exactly the asked change happened; else each raises `StateError`,
as where the file cannot be read, and nothing is half done. However much is asked at once, the file is read twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from avtale.errors import StateError
from avtale.source.editing.editor import BOM, Editor
from avtale.source.editing.whole import rewrite
from avtale.source.read import MAX_BYTES
from avtale.source.scalar import Scalar

__all__ = ["BOM", "add_item", "edit_list", "put_in", "remove", "reorder", "rewrite", "set_fields"]

_TEXT = "<tekst>"


def set_fields(raw: bytes, changes: Mapping[str, Scalar], *, name: str = _TEXT) -> bytes:
    """The file `raw` with the value at each JSON pointer set; a key that is missing is added to its mapping.

    The mapping must be there, as must the item of a list, and the old value no list or mapping. Raises `StateError` where the file
    cannot be read or the change cannot be made without touching anything else; nothing is half done.
    """
    editor = Editor(raw, name)
    for pointer, value in changes.items():
        editor.set(pointer, value)
    return editor.done()


def remove(raw: bytes, pointer: str, *, name: str = _TEXT) -> bytes:
    """The file `raw` without the key or list item at `pointer`; as it is where there is none.

    A comment above or beside a key stays when the key goes; comments inside a part go with it.
    """
    editor = Editor(raw, name)
    editor.remove(pointer)
    return editor.done()


def put_in(raw: bytes, pointer: str, value: Any, *, after: str | None = None, name: str = _TEXT) -> bytes:
    """The file `raw` with the new key at `pointer`, after the key `after` of the same mapping (else at its end)."""
    editor = Editor(raw, name)
    editor.put_in(pointer, value, after)
    return editor.done()


def add_item(raw: bytes, pointer: str, value: Any, *, at: int | None = None, name: str = _TEXT) -> bytes:
    """The file `raw` with `value` as a new item of the list at `pointer`: before item number `at`, else as the last."""
    editor = Editor(raw, name)
    editor.add_items(pointer, [(_END if at is None else at, value)])
    return editor.done()


def reorder(raw: bytes, orders: Mapping[str, Sequence[int]], *, name: str = _TEXT) -> bytes:
    """The file `raw` with the items of each list in a new order, each item given by where it stands now.

    A comment above or beside an item goes with it. One above the first goes along only where other items have
    theirs, else it speaks of the whole list.
    """
    editor = Editor(raw, name)
    for pointer, order in orders.items():
        editor.reorder(pointer, order)
    return editor.done()


def edit_list(
    raw: bytes,
    key: str,
    changes: Mapping[int, Mapping[str, Scalar]],
    inserts: Sequence[tuple[int, Mapping[str, Scalar]]],
    *,
    name: str = _TEXT,
    max_bytes: int = MAX_BYTES,
) -> bytes:
    """The file with `changes` made to items of its top-level list `key`, and `inserts` put before the items they name.

    The number of items as an insert's place means the end. Inserts at one place keep their order. Raises `StateError`
    also where the list is written on one line.
    """
    editor = _ListEditor(raw, name, max_bytes=max_bytes)
    items = editor.wanted.get(key) if isinstance(editor.wanted, dict) else None
    place = editor.source.place(f"/{key}")
    if not isinstance(items, list) or (items and place is not None and place.flow):
        raise editor.cannot(f"/{key}")
    for index, fields in changes.items():
        for field, value in fields.items():
            editor.set(f"/{key}/{index}/{field}", value)
    if inserts:
        editor.add_items(f"/{key}", [(number, dict(item)) for number, item in inserts])
    return editor.done()


class _ListEditor(Editor):
    def cannot(self, pointer: str) -> StateError:
        key = pointer.split("/")[1]
        return StateError(
            nb=f"{self.name}: listen «{key}:» kan ikke endres uten å røre noe mer. Skriv hvert element på egne linjer.",
            en=f"{self.name}: the list “{key}:” cannot be changed without touching more. Write each item on lines of its own.",
        )


_END = 1 << 62
