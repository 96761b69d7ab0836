"""Versions compare by integer segments, width kept: 1.01 → 1.02, 1.09 → 1.10 (docs/architecture.md, "The documents")."""

from __future__ import annotations

import re

_LONGEST = 18  # digits of a segment; Python refuses to count beyond some thousand
_FILE_NAME = re.compile(r"[a-z][a-z0-9_-]*-[0-9]+(\.[0-9]+)*")


def names_file(key: str | None, version: str | None) -> bool:
    """Whether a key and a version are such that files and folders can bear them: never a path that leads elsewhere."""
    return _FILE_NAME.fullmatch(f"{key}-{version}") is not None


def order(version: str | None) -> tuple[int, ...]:
    """What a version sorts by: "1.10" is (1, 10); anything that is no version sorts first."""
    segments = (version or "").split(".")
    return (
        tuple(int(s) for s in segments) if all(s.isdecimal() and len(s) <= _LONGEST for s in segments) else ()
    )


def following(version: str, *, major: bool = False) -> str:
    """The version after `version`, as wide: 1.01 → 1.02, 1.09 → 1.10; `major` 1.01 → 2.00."""
    segments = version.split(".")
    number = 0 if major else len(segments) - 1
    raised = str(int(segments[number]) + 1).zfill(len(segments[number]))
    zeros = ["0" * len(segment) for segment in segments[number + 1 :]]
    return ".".join([*segments[:number], raised, *zeros])
