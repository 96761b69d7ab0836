"""Versions compare by integer segments, width kept: 1.01 → 1.02, 1.09 → 1.10 (DESIGN.md, "The documents")."""

from __future__ import annotations


def order(version: str | None) -> tuple[int, ...]:
    """What a version sorts by: "1.10" is (1, 10); anything that is no version sorts first."""
    segments = (version or "").split(".")
    return tuple(int(s) for s in segments) if all(s.isdecimal() for s in segments) else ()
