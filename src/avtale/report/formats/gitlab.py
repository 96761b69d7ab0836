"""Findings as GitLab's Code Quality report, which marks the lines of a merge request.

GitLab Docs, "Code Quality", "Import Code Quality results": a list of objects with description, check_name,
fingerprint, severity (info, minor, major, critical, blocker) and location.
"""

from __future__ import annotations

from avtale.catalogue.report import Report
from avtale.report.identity import fingerprints
from avtale.report.own_output import read_json
from avtale.report.style import Style
from avtale.terminal import json_text

_SEVERITY = {"error": "major", "warning": "minor", "notice": "info"}


def write(report: Report, style: Style) -> str:
    """The report; fingerprints stay the same when lines move, so that GitLab sees what is new."""
    rows = [
        {
            "description": finding.message,
            "check_name": finding.code,
            "fingerprint": fingerprint,
            "severity": _SEVERITY[finding.severity],
            "location": {"path": style.path(finding.file), "lines": {"begin": finding.line}},
        }
        for finding, fingerprint in zip(report.findings, fingerprints(report), strict=True)
    ]
    return json_text(rows)


def is_own_output(text: str) -> bool:
    """Known by its fields. An empty list holds nothing that could be lost."""
    data = read_json(text)
    wanted = {"description", "check_name", "fingerprint", "severity", "location"}
    return isinstance(data, list) and all(isinstance(row, dict) and row.keys() == wanted for row in data)
