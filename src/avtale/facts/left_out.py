"""What a routine leaves out: what that names above, and whether it may be left out at all."""

from __future__ import annotations

from typing import Any

from avtale.facts.resolved import Resolved
from avtale.facts.tree import at, locate, without
from avtale.format.model import Routine


def leave_out(found: Resolved) -> None:
    """Take away what a routine leaves out and may leave out; the rest stays, and a rule tells of it."""
    document = found.entry.document
    for each in document.left_out if isinstance(document, Routine) else ():
        place = place_of(found, each.id)
        if place is not None and not required(at(found.data, place)):
            found.left_out[place] = str(each.reason or "")
            found.data = without(found.data, place)


LEAVABLE = ("meetings", "presence", "routine_steps", "target_groups")


def place_of(found: Resolved, name: str | None) -> str | None:
    """Where the part that a routine leaves out stands in the tree above it; None where there is none of that name."""
    if name is None or found.above is None:
        return None
    place = found.above.duties.get(name)
    for section in LEAVABLE if place is None else ():
        place = (
            place
            or locate(found.above.data, f"/{section}/{name}")
            or locate(found.above.data, f"/{section}/{name.upper()}")
        )
    return place


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
