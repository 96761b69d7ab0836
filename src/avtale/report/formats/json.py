"""Findings for programs: the contract's JSON (docs/architecture.md, "The contract", check)."""

from __future__ import annotations

from typing import Any

from msgspec.structs import asdict

from avtale.catalogue.report import Report
from avtale.report.baseline import Compared
from avtale.report.own_output import read_json
from avtale.report.style import Style
from avtale.terminal import json_text

_ORDER = ("code", "severity", "message", "file", "line", "column", "pointer", "help")


def write(report: Report, style: Style) -> str:
    """`{"checked": N, "findings": [...]}`; also what could not be compared, and with a baseline what it accepted and what of it is gone."""
    del style  # nothing here depends on the reader
    findings = []
    for finding in report.findings:
        fields = asdict(finding)
        findings.append({name: fields[name] for name in _ORDER})
    told: dict[str, Any] = {"checked": report.checked, "findings": findings}
    if report.not_compared:
        told["not_compared"] = list(report.not_compared)
    if isinstance(report, Compared):
        told["baseline"] = {
            "accepted": len(report.accepted),
            "gone": [asdict(known) for known in report.gone],
        }
    return json_text(told)


def is_own_output(text: str) -> bool:
    """Known by its two fields."""
    data = read_json(text)
    return isinstance(data, dict) and {"checked", "findings"} <= data.keys() <= {
        "checked",
        "findings",
        "baseline",
        "not_compared",
    }
