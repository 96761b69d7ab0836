"""What differs between two documents as they are inherited: part by part, matched as the chain matches them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from avtale.facts.merge import OWN
from avtale.format.shape import Shape, document_shape, known_by
from avtale.source.pointer import join


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that is not the same. `at` names parts by id; None stands for what is not there."""

    at: str
    shape: Shape
    old: Any
    new: Any


def differences(old: dict[str, Any], new: dict[str, Any]) -> tuple[Difference, ...]:
    """Each value that a child would inherit and that differs, in the order of the schema; whole parts that came or went."""
    fields = document_shape().fields
    return tuple(
        each
        for key, shape in fields.items()
        if key not in OWN and (key in old or key in new)
        for each in _compared(shape, old.get(key), new.get(key), join(key))
    )


def _compared(shape: Shape, old: Any, new: Any, place: str) -> Iterator[Difference]:
    if old == new:
        return
    if (
        isinstance(old, dict)
        and isinstance(new, dict)
        and shape.fields
        and shape.name not in ("age", "quantity")
    ):
        for key, known in shape.fields.items():
            if key in old or key in new:
                yield from _compared(known, old.get(key), new.get(key), place + join(key))
    elif shape.has_id and shape.item and isinstance(old or [], list) and isinstance(new or [], list):
        before, after = _by_name(old or []), _by_name(new or [])
        for name in dict.fromkeys((*before, *after)):
            yield from _compared(shape.item, before.get(name), after.get(name), place + join(name))
    else:
        yield Difference(place, shape, old, new)


def _by_name(items: list[Any]) -> dict[str, Any]:
    return {known_by(item) or str(index): item for index, item in enumerate(items) if item is not None}
