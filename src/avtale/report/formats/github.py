"""Findings as GitHub's workflow commands, which mark the lines of a pull request, and a line that counts.

GitHub Docs, "Workflow commands for GitHub Actions": `::error file=…,line=…,col=…,title=…::message`.
"""

from __future__ import annotations

import re

from avtale.catalogue.report import Report
from avtale.findings import Finding
from avtale.report.formats.text import is_own_output as ends_counting
from avtale.report.formats.text import summary
from avtale.report.style import Style
from avtale.terminal import harmless, one_line

# What would end a command or a property, the escape character first.
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = _DATA | {":": "%3A", ",": "%2C"}
_COMMAND = re.compile(r"::(?:error|warning|notice) file=[^:]+::.*")


def write(report: Report, style: Style) -> str:
    """One command a line. The severities have the same names there as here."""
    lines = [_command(finding, style) for finding in report.findings]
    plain = Style(style.lang, colour=False)
    return "\n".join([*lines, summary(report, plain)]) + "\n"


def is_own_output(text: str) -> bool:
    """Known by nothing but commands before the line that counts."""
    *commands, _ = text.rstrip("\n").split("\n")
    return ends_counting(text) and all(_COMMAND.fullmatch(line) for line in commands)


def _command(finding: Finding, style: Style) -> str:
    file = harmless(_escaped(style.path(finding.file), _PROPERTY))
    where = f"file={file},line={finding.line},col={finding.column},title={_escaped(finding.code, _PROPERTY)}"
    return f"::{finding.severity} {where}::{_escaped(one_line(finding.message), _DATA)}"


def _escaped(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(char, char) for char in text)
