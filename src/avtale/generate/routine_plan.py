"""What is to be done with the routine of one office."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct, field

from avtale.generate.base import Base
from avtale.generate.people import Change
from avtale.generate.versions import Difference

RoutineState = Literal["new", "changed", "unchanged", "conflict"]
STATES: tuple[RoutineState, ...] = ("new", "changed", "unchanged", "conflict")


class RoutinePlan(Struct, frozen=True):
    """One office: what is done with its routine. `file` is written with `text` unless it is None."""

    office: str
    key: str
    version: str
    state: RoutineState
    line: int
    file: Path
    text: str | None = None
    before: bytes | None = None
    """What stands in `file`; None where it is new."""
    differences: tuple[Difference, ...] = ()
    people: Change = field(default_factory=Change)
    base: Base | None = None
