"""Findings as SARIF 2.1.0 (OASIS Standard, 27 March 2020), which code hosts and editors show beside the lines."""

from __future__ import annotations

from typing import Any

from avtale.catalogue.codes import Rule
from avtale.catalogue.codes import codes as known_codes
from avtale.catalogue.pages import page_text
from avtale.catalogue.report import Report
from avtale.findings import Finding
from avtale.national_number import masked
from avtale.report.fragment import end_column, line_of
from avtale.report.identity import fingerprints
from avtale.report.own_output import read_json
from avtale.report.style import Style
from avtale.terminal import json_text

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVEL = {"error": "error", "warning": "warning", "notice": "note"}
_ROOT = "%SRCROOT%"
_FINGERPRINT = "avtale/v1"


def write(report: Report, style: Style) -> str:
    """One run, with the pages of the rules that found something in the reader's language."""
    lang = "en" if style.english else "nb"
    known = known_codes()
    codes = sorted({finding.code for finding in report.findings})
    index = {code: number for number, code in enumerate(codes)}
    driver = {
        "name": "avtale",
        **_version(),
        "language": lang,
        "rules": [_rule(known[c], lang) for c in codes],
    }
    results = [
        _result(finding, index[finding.code], fingerprint, report, style)
        for finding, fingerprint in zip(report.findings, fingerprints(report), strict=True)
    ]
    checkout = "The top of the checkout" if style.english else "Øverste mappe i kodelageret"
    run = {
        "tool": {"driver": driver},
        "language": lang,
        "columnKind": "unicodeCodePoints",
        # What ends a line for the YAML reader, and so for our line numbers.
        "newlineSequences": ["\r\n", "\n", "\r", "\x85", "\u2028", "\u2029"],
        "originalUriBaseIds": {_ROOT: {"description": {"text": checkout}}},
        "artifacts": [{"location": _location(name, style)} for name in sorted(report.sources)],
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_text(log)


def is_own_output(text: str) -> bool:
    """Known by the tool it names."""
    data = read_json(text)
    try:
        return bool(data["version"] == "2.1.0" and data["runs"][0]["tool"]["driver"]["name"] == "avtale")
    except (LookupError, TypeError):
        return False


def _version() -> dict[str, str]:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return {"version": version("avtale")}
    except PackageNotFoundError:  # run from the source without being installed
        return {}


def _rule(rule: Rule, lang: str) -> dict[str, Any]:
    page = rule.page(lang)
    return {
        "id": rule.code,
        "shortDescription": {"text": page.title},
        "help": {
            "text": masked(page_text(rule, lang)),
            "markdown": masked(f"# {page.title}\n\n{page.text}".rstrip() + "\n"),
        },
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {"tags": [rule.theme]},
    }


def _result(finding: Finding, rule: int, fingerprint: str, report: Report, style: Style) -> dict[str, Any]:
    place = {"artifactLocation": _location(finding.file, style), "region": _region(finding, report)}
    location: dict[str, Any] = {"physicalLocation": place}
    if finding.pointer:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.pointer, "kind": "property"}]
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVEL[finding.severity],
        "message": {"text": finding.message},
        "locations": [location],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
    }


def _location(file: str, style: Style) -> dict[str, str]:
    uri = style.uri(file)
    return {"uri": uri} if uri.startswith("file://") else {"uri": uri, "uriBaseId": _ROOT}


def _region(finding: Finding, report: Report) -> dict[str, int]:
    start = {"startLine": finding.line, "startColumn": finding.column}
    source = report.sources.get(finding.file)
    line = line_of(source, finding)
    if source is None or line is None:
        return start
    end = min(end_column(source, finding, line), len(line) + 1)
    return {**start, "endColumn": end} if end > finding.column else start
