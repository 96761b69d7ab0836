"""The fields that stand misspelt, by the problems that the schema found."""

from __future__ import annotations

from collections.abc import Iterable

from avtale.findings import Problem
from avtale.source import pointer as pointers


def misspelt(problems: Iterable[Problem]) -> dict[str, str]:
    """The right name of each misspelt field, by its pointer."""
    return {problem.pointer: problem.meant for problem in problems if problem.meant}


def meant_instead(problems: Iterable[Problem]) -> set[tuple[str, str]]:
    """The same, as the pointer of what each belongs to and its right name."""
    return {(pointers.parent(pointer), right) for pointer, right in misspelt(problems).items()}
