"""Which fields of a part one meets at once, also while they are empty: those that a first draft has; all others are added."""

from __future__ import annotations

from functools import cache
from typing import Any

from avtale.desk.form.kinds import HIDDEN
from avtale.format.draft import begun_with, kinds_with_draft
from avtale.format.shape import Shape, kind_shape

_FEW = 5
"""A part that no draft begins shows all its fields where it has no more than this."""


def is_usual(holder: Shape, key: str) -> bool:
    """Whether the field `key` of a part is shown before it has a value."""
    fields = [one for one in holder.fields if one not in HIDDEN and not is_name(holder, one)]
    begun = _usual().get(holder.name)
    return key in holder.required or (len(fields) <= _FEW if begun is None else key in begun)


def is_name(holder: Shape, key: str) -> bool:
    """Whether the field is the part's own lasting name, which is made for the author and never asked for."""
    return key in ("id", "key") and holder.fields[key].name == "identifier" and key in holder.required


@cache
def first_parts(kind: str) -> tuple[str, ...]:
    """The parts that a first draft of a kind has or tells of: what one looks at before all that there might be."""
    return tuple(begun_with(kind)) if kind in kinds_with_draft() else ()


@cache
def _usual() -> dict[str, set[str]]:
    """By definition, such as "duty": the keys that some draft has in it."""
    found: dict[str, set[str]] = {}
    for kind in kinds_with_draft():
        _gather(kind_shape(kind), begun_with(kind), found)
    return found


def _gather(shape: Shape, node: Any, found: dict[str, set[str]]) -> None:
    if isinstance(node, list) and shape.item is not None:
        for item in node:
            _gather(shape.item, item, found)
    elif isinstance(node, dict):
        found.setdefault(shape.name, set()).update(node)
        for key, value in node.items():
            if key in shape.fields:
                _gather(shape.fields[key], value, found)
