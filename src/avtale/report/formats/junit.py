"""Findings as JUnit XML by Jenkins' junit-10.xsd: a suite for each file, a case for each finding.

What fails the run is a failure. Any other finding is a case that passed and says what it saw, so that green and
red are the same here as in the exit code. A file without findings is one case that passed.
"""

from __future__ import annotations

from collections import Counter
from xml.etree import ElementTree as ET

from avtale.catalogue.report import Report
from avtale.findings import Finding
from avtale.report.identity import identities
from avtale.report.style import Style
from avtale.terminal import one_line

Named = tuple[str, Finding]


def write(report: Report, style: Style) -> str:
    """The report as XML. A case's name holds no line, so that a history of runs recognises it."""
    by_file: dict[str, list[Named]] = {name: [] for name in report.sources}
    for finding, known in zip(report.findings, identities(report), strict=True):
        name = one_line(f"{known.code} {known.pointer}".strip())
        by_file.setdefault(finding.file, []).append((name, finding))
    root = ET.Element("testsuites")
    suites = [_suite(root, file, found, style) for file, found in sorted(by_file.items())]
    root.attrib |= {
        "name": "avtale",
        "tests": str(sum(tests for tests, _ in suites)),
        "failures": str(sum(failures for _, failures in suites)),
        "errors": "0",
    }
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def is_own_output(text: str) -> bool:
    """Known by its root element."""
    return '<testsuites name="avtale"' in text[:200]


def _suite(root: ET.Element, file: str, found: list[Named], style: Style) -> tuple[int, int]:
    """Add one file's suite; its number of tests and failures."""
    path = one_line(style.path(file))
    failures = sum(_fails(finding, style) for _, finding in found)
    tests = max(1, len(found))
    numbers = {"tests": str(tests), "failures": str(failures), "errors": "0", "skipped": "0"}
    suite = ET.SubElement(root, "testsuite", {"name": path, **numbers, "file": path})
    if not found:
        ET.SubElement(suite, "testcase", {"name": "avtale check", "classname": path})
    seen: Counter[str] = Counter()
    for name, finding in found:
        seen[name] += 1
        only = name if seen[name] == 1 else f"{name} ({seen[name]})"
        case = ET.SubElement(suite, "testcase", {"name": only, "classname": path})
        message = one_line(finding.message)
        told = f"{path}:{finding.line}:{finding.column}: {message}"
        if _fails(finding, style):
            failure = ET.SubElement(case, "failure", {"type": finding.code, "message": message})
            failure.text = told
        else:
            ET.SubElement(case, "system-out").text = f"{finding.severity}: {told}"
    return tests, failures


def _fails(finding: Finding, style: Style) -> bool:
    return finding.severity == "error" or (style.strict and finding.severity == "warning")
