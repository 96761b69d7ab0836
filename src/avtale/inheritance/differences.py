"""What differs between two documents as they are inherited: part by part, matched as the chain matches them."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from avtale.facts.diff import ABSENT, plain_diff
from avtale.format.shape import Shape, document_shape
from avtale.inheritance.joined import OWN
from avtale.source.pointer import join


class Difference(Struct, frozen=True):
    """One value that is not the same. `at` names parts by id; None stands for what is not there."""

    at: str
    shape: Shape
    old: Any
    new: Any


def differences(old: dict[str, Any], new: dict[str, Any]) -> tuple[Difference, ...]:
    """Each value that a child would inherit and that differs, in the order of the schema; whole parts that came or went."""
    return tuple(
        Difference(each.at, each.shape, each.old, each.new)
        for key, shape in document_shape().fields.items()
        if key not in OWN and (key in old or key in new)
        for each in plain_diff(shape, old.get(key, ABSENT), new.get(key, ABSENT), join(key))
        if each.old is not None or each.new is not None
    )
