"""What a routine leaves out: what that names above, and whether it may be left out at all."""

from __future__ import annotations

from typing import Any

from avtale.facts.repository import DocumentFile
from avtale.format.model import Routine
from avtale.inheritance.effective import EffectiveDocument
from avtale.inheritance.tree import at, locate

LEAVABLE = ("meetings", "presence", "routine_steps", "target_groups")


def left_out(entry: DocumentFile, above: EffectiveDocument, data: dict[str, Any]) -> dict[str, str]:
    """The places in `data`, the joined tree, that a routine leaves out and may leave out, each with its reason.

    A rule tells of the rest.
    """
    document = entry.document
    named = (
        [(place_of(above, each.id), each) for each in document.left_out]
        if isinstance(document, Routine)
        else []
    )
    return {place: str(each.reason or "") for place, each in named if place and not required(at(data, place))}


def place_of(above: EffectiveDocument, name: str | None) -> str | None:
    """Where the part that a routine leaves out stands in what is above it; None where there is none of that name."""
    if name is None:
        return None
    return above.duties.get(name) or next(
        (
            place
            for section in LEAVABLE
            for known in (name, name.upper())
            if (place := locate(above.data, f"/{section}/{known}"))
        ),
        None,
    )


def required(part: Any) -> bool:
    """Whether nobody below may leave a part out: it is marked so, it is a «skal», or it says whom to reach."""
    if not isinstance(part, dict):
        return False
    if part.get("required") is True or part.get("strength") == "shall":
        return True
    if "age" in part or "ways_in" in part or part.get("everyone") is True:
        return True
    actions = part.get("actions")
    return isinstance(actions, list) and any(required(action) for action in actions)
