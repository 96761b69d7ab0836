"""What tests share when they are collected: `from tests.support import ...`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

Item = TypeVar("Item")

#: The one day on which the agreements in this repository are judged, so that no test changes with the clock.
ON = date(2026, 11, 21)


def discovered(items: Iterable[Item], *, at_least: int = 1) -> list[Item]:
    """The items, in order, when there are at least so many: a test over an empty set proves nothing."""
    found = list(items)
    assert len(found) >= at_least, f"found {len(found)}, expected at least {at_least}"
    return found
