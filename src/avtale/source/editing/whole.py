"""Bring a file from the data it holds to the data it is to hold, by the smallest edits: what does not change keeps its bytes.

Whoever changes a document by a form, or merges two of them, thinks in data; what is taken out, moved, put in and
written anew is found here by laying the two side by side.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from avtale.source.editing.editor import Editor, same
from avtale.source.pointer import join
from avtale.source.read import Place, Source, parse

_IDS = ("id", "letter", "key")
_MOST_MOVES = 50  # lists within lists that change their order at once


def rewrite(
    raw: bytes,
    data: Mapping[str, Any],
    *,
    name: str = "<tekst>",
    read: Callable[[bytes, str], Source] | None = None,
) -> bytes:
    """The file `raw` with the content `data`: comments, order, quoting and line ends kept where they can be.

    A new key stands behind the one that it follows in `data`. Items of a list are known by their id, else by what they say,
    else by their place. `read` reads in place of `parse`, for who keeps what was read. Raises `StateError` where the file cannot be read, or something cannot be set without touching more.
    """
    editor = Editor(raw, name, plain_days=True, read=read)
    if same(editor.source.data, data):
        return raw
    _take_out(editor, "", editor.source.data, data)
    editor = _next(editor, name)
    for _ in range(_MOST_MOVES):
        if not _put_in_order(editor, "", editor.source.data, data):
            break
        editor = _next(editor, name)
    _fill(editor, "", editor.source.data, data)
    if not same(editor.wanted, data):
        raise editor.cannot("/")
    return _ended(editor.done(), raw, name, data)


def _next(editor: Editor, name: str) -> Editor:
    """Who goes on from what was done; the same where nothing was asked yet."""
    return Editor(editor.done(), name, plain_days=True, read=editor.read) if editor.asked else editor


def _ended(made: bytes, before: bytes, name: str, data: Mapping[str, Any]) -> bytes:
    """Without the empty line that stood above the last part, where that went."""
    for end in (b"\r\n", b"\n"):
        if made.endswith(end * 2) and not before.endswith(end * 2):
            shorter = made[: -len(end)]
            return shorter if same(parse(shorter, name).data, data) else made
    return made


def paired(old: Sequence[Any], new: Sequence[Any]) -> dict[int, int]:
    """Which item of `new` each item of `old` has become, by number: the same id, else the same content, else the next in turn.

    What has an id of its own is never taken for one with another.
    """
    pairs: dict[int, int] = {}
    for known in (_id, _content):
        there: dict[str, list[int]] = {}
        taken = set(pairs.values())
        for number, item in enumerate(new):
            if number not in taken and (mark := known(item)) is not None:
                there.setdefault(mark, []).append(number)
        for number, item in enumerate(old):
            if number not in pairs and (mark := known(item)) is not None and there.get(mark):
                pairs[number] = there[mark].pop(0)
    taken = set(pairs.values())
    left = [number for number, item in enumerate(new) if number not in taken and _id(item) is None]
    for number, item in enumerate(old):
        if number not in pairs and left and _id(item) is None and type(item) is type(new[left[0]]):
            pairs[number] = left.pop(0)
    # An id that was written anew: the one item that went, in the place of the one that came.
    gone = [n for n in range(len(old)) if n not in pairs]
    come = sorted(set(range(len(new))) - set(pairs.values()))
    if len(old) == len(new) and len(gone) == 1 and gone == come:
        pairs[gone[0]] = come[0]
    return pairs


def _id(item: Any) -> str | None:
    if not isinstance(item, dict):
        return None
    return next((f"{key}:{item[key]}" for key in _IDS if isinstance(item.get(key), (str, int))), None)


def _content(item: Any) -> str:
    return json.dumps(item, sort_keys=True)


def _kin(old: Any, new: Any, place: Place | None) -> bool:
    """Whether a part is still the one it was, with something changed in it, and can be edited within."""
    if place is None or (place.flow and _shape_of(old) != _shape_of(new)):
        return False  # on one line: written anew where anything comes or goes
    if isinstance(old, dict) and isinstance(new, dict):
        return bool(old.keys() & new.keys())
    return isinstance(old, list) and isinstance(new, list) and bool(paired(old, new))


def _shape_of(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _shape_of(each) for key, each in value.items()}
    return [_shape_of(each) for each in value] if isinstance(value, list) else None


def _changed(old: Any, new: Any) -> list[tuple[str | int, Any, Any]]:
    """The parts that are in both and are not the same: the key or number in `old`, and the two values."""
    if isinstance(old, dict):
        both: list[tuple[str | int, Any, Any]] = [
            (key, value, new[key]) for key, value in old.items() if key in new
        ]
    else:
        both = [(number, old[number], new[other]) for number, other in sorted(paired(old, new).items())]
    return [(key, before, after) for key, before, after in both if not same(before, after)]


def _take_out(editor: Editor, pointer: str, old: Any, new: Any) -> None:
    for key, before, after in reversed(_changed(old, new)):
        if _kin(before, after, editor.source.place(pointer + join(key))):
            _take_out(editor, pointer + join(key), before, after)
    gone: list[str | int]
    if isinstance(old, dict):
        gone = [key for key in old if key not in new]
    else:
        pairs = paired(old, new)
        gone = [number for number in range(len(old)) if number not in pairs]
    for key in reversed(gone):
        editor.remove(pointer + join(key))


def _put_in_order(editor: Editor, pointer: str, old: Any, new: Any) -> bool:
    """The outermost lists alone; those within them when these stand where they are to be."""
    if isinstance(old, list):
        order = [number for number, _ in sorted(paired(old, new).items(), key=lambda pair: pair[1])]
        if order != sorted(order):
            editor.reorder(pointer, order)
            return True
    moved = [
        _put_in_order(editor, pointer + join(key), before, after)
        for key, before, after in _changed(old, new)
        if _kin(before, after, editor.source.place(pointer + join(key)))
    ]
    return any(moved)


def _fill(editor: Editor, pointer: str, old: Any, new: Any) -> None:
    for key, before, after in _changed(old, new):
        here = pointer + join(key)
        single = not isinstance(before, (dict, list)) and not isinstance(after, (dict, list))
        if _kin(before, after, editor.source.place(here)):
            _fill(editor, here, before, after)
        elif single and "\n" not in f"{before}{after}":
            editor.set(here, after)
        else:
            editor.replace(here, after)
    if isinstance(old, dict):
        last = None
        for key, value in new.items():
            if key in old:
                last = key
            else:
                editor.put_in(pointer + join(key), value, last, first=last is None)
        return
    pairs = paired(old, new)
    there, added, following = {other: number for number, other in pairs.items()}, [], len(old)
    for number in reversed(range(len(new))):
        following = there.get(number, following)
        if number not in there:
            added.append((following, new[number]))
    if added:
        editor.add_items(pointer, added[::-1])
