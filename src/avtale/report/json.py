"""Findings for programs: the contract's JSON (DESIGN.md, "The contract", check)."""

from __future__ import annotations

import json
from dataclasses import asdict

from avtale.rules.check import Report

_ORDER = ("code", "severity", "message", "file", "line", "column", "pointer", "help")


def write(report: Report, *, lang: str = "nb", colour: bool = False) -> str:
    """`{"checked": N, "findings": [...]}`; language and colour are the text report's and change nothing here."""
    del lang, colour
    findings = []
    for finding in report.findings:
        fields = asdict(finding)
        findings.append({name: fields[name] for name in _ORDER})
    return json.dumps({"checked": report.checked, "findings": findings}, ensure_ascii=False, indent=2) + "\n"
