"""What a check found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct, field

from avtale.findings import Finding

if TYPE_CHECKING:
    from avtale.source.read import Source


class Report(Struct, frozen=True):
    """What a check found, sorted by file and place.

    `checked` counts document files; `sources` holds each file's text for reporters that show a line. `not_compared`
    says, in the language of the findings, what could not be compared with what was decided; a strict run then fails.
    """

    checked: int
    findings: tuple[Finding, ...]
    sources: Mapping[str, Source] = field(default_factory=dict)
    not_compared: tuple[str, ...] = ()

    def count(self, severity: str) -> int:
        return sum(finding.severity == severity for finding in self.findings)
