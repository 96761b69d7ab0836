"""What a check finds: one frozen record per problem.

Reporters see only these records, never a library's exception (STYLE.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "notice"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "notice")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One problem in one place.

    `line` and `column` are 1-based; `column` counts code points. `pointer` is
    RFC 6901; for something missing it is that of the parent. `help` is the page
    under docs/ that explains the code.
    """

    file: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    pointer: str
    help: str
