"""What a form of a part posts: its fields by pointer, and what was chosen where two texts met."""

from __future__ import annotations

from starlette.datastructures import FormData

from avtale.desk.form.values import Posted
from avtale.facts.merge import Side

FIELD = "f:"
"""Before the pointer of a field in the name of its inputs; a suffix follows after a bar: `f:/validity/notice|n`."""
SIDE = "side:"


def posted_fields(form: FormData) -> dict[str, Posted]:
    """The fields that were posted, each with its values by suffix."""
    found: dict[str, dict[str, list[str]]] = {}
    for name, value in form.multi_items():
        if name.startswith(FIELD) and isinstance(value, str):
            pointer, _, suffix = name.removeprefix(FIELD).partition("|")
            found.setdefault(pointer, {}).setdefault(suffix, []).append(value)
    return dict(found)


def chosen_sides(form: FormData) -> dict[str, Side]:
    """For each place where two texts met: whose counts."""
    sides: dict[str, Side] = {"mine": "mine", "theirs": "theirs"}
    return {
        name.removeprefix(SIDE): sides[value]
        for name, value in form.multi_items()
        if name.startswith(SIDE) and isinstance(value, str) and value in sides
    }
