"""What a check found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct, field

from avtale.errors import UsageError
from avtale.findings import SEVERITIES, Finding, Severity

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

    def count(self, severity: Severity) -> int:
        """How many findings have a severity. Raises `UsageError` for an unknown one, which would always give 0."""
        if severity not in SEVERITIES:
            known = ", ".join(SEVERITIES)
            raise UsageError(
                nb=f"Alvorlighetsgraden «{severity}» finnes ikke. Velg blant: {known}.",
                en=f"There is no severity “{severity}”. Choose among: {known}.",
            )
        return sum(finding.severity == severity for finding in self.findings)
