"""Findings for people: the line, and a pointer at the column, as a good compiler shows them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from avtale.catalogue.report import Report
from avtale.findings import SEVERITIES, Finding, Severity
from avtale.report.baseline import Compared
from avtale.report.fragment import end_column, line_of
from avtale.report.style import Style
from avtale.terminal import one_line

if TYPE_CHECKING:
    from avtale.source.read import Source

_WORDS: dict[str, dict[str, str]] = {
    "nb": {"error": "feil", "warning": "advarsel", "notice": "merknad", "help": "les mer"},
    "en": {"error": "error", "warning": "warning", "notice": "notice", "help": "read more"},
}
_MANY = {
    "nb": {"error": "feil", "warning": "advarsler", "notice": "merknader"},
    "en": {"error": "errors", "warning": "warnings", "notice": "notices"},
}
_COLOURS: dict[str, str] = {"error": "31;1", "warning": "33;1", "notice": "36;1"}
_LONGEST_LINE = 140
_MOST_OF_A_KIND = 50
_COUNTS = re.compile(r"[0-9]+ (?:fil|filer) sjekket[:,] .+|[0-9]+ files? checked[:,] .+")


def write(report: Report, style: Style) -> str:
    """The report as text, ending in one line that counts.

    Of very many findings with one code in one file the first are shown and the others counted: nobody reads three
    thousand of a kind, and most often one cause has made them all. The formats for programs hold every finding.
    """
    blocks: list[str] = []
    met: Counter[tuple[str, str]] = Counter()
    for finding in report.findings:
        kind = (finding.file, finding.code)
        met[kind] += 1
        if met[kind] <= _MOST_OF_A_KIND:
            blocks.append(_block(finding, report.sources.get(finding.file), style))
    blocks += [
        _rest(file, code, many - _MOST_OF_A_KIND, style)
        for (file, code), many in met.items()
        if many > _MOST_OF_A_KIND
    ]
    return "\n".join([*blocks, summary(report, style)]) + "\n"


def ours(text: str) -> bool:
    """Known by its last line, which counts."""
    return bool(_COUNTS.fullmatch(text.rstrip("\n").rpartition("\n")[2]))


def _rest(file: str, code: str, many: int, style: Style) -> str:
    name = style.paint(one_line(file), "1")
    if style.english:
        return f"{name}: {many} more of {code}. --format json shows all of them.\n"
    return f"{name}: {many} til av {code}. --format json viser alle.\n"


def _block(finding: Finding, source: Source | None, style: Style) -> str:
    colour = _COLOURS[finding.severity]
    head = f"{style.paint(_words(style)[finding.severity], colour)}: {style.paint(one_line(finding.message), '1')}"
    number = str(finding.line)
    bar = style.paint(" " * len(number) + " |", "34")
    lines = [
        head,
        f"{' ' * len(number)}{style.paint('-->', '34')} {one_line(finding.file)}:{finding.line}:{finding.column}",
    ]
    shown = _line(source, finding)
    if shown is not None:
        text, offset, width = shown
        lines += [
            bar,
            f"{style.paint(number + ' |', '34')} {text}",
            f"{bar} {' ' * offset}{style.paint('^' * width, colour)}",
        ]
    lines.append(f"{bar} {_words(style)['help']}: avtale explain {finding.code}")
    return "\n".join(lines) + "\n"


def _line(source: Source | None, finding: Finding) -> tuple[str, int, int] | None:
    """The line to show, where the mark goes, and how wide it is, in terminal cells; cut where it is very long."""
    raw = line_of(source, finding)
    if source is None or raw is None:
        return None
    raw = raw.replace("\t", " ")
    start = min(finding.column - 1, len(raw))
    end = end_column(source, finding, raw) - 1
    first = max(0, start - 60) if len(raw) > _LONGEST_LINE else 0
    text = raw[first : first + _LONGEST_LINE]
    end = min(end, first + len(text))
    clean = "".join(" " if unicodedata.category(char).startswith("C") else char for char in text)
    return clean, _cells(raw[first:start]), max(1, _cells(raw[start:end]))


def _cells(text: str) -> int:
    """How many terminal cells a text takes: wide characters two, combining marks none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def _words(style: Style) -> dict[str, str]:
    return _WORDS["en" if style.english else "nb"]


def summary(report: Report, style: Style) -> str:
    """One line: how many files, how many findings of each severity, how many the baseline accepts, what was not compared."""
    many = _MANY["en" if style.english else "nb"]
    files = (
        f"{report.checked} {'file' if report.checked == 1 else 'files'} checked"
        if style.english
        else f"{report.checked} {'fil' if report.checked == 1 else 'filer'} sjekket"
    )
    counted = [_count(report.count(severity), severity, style, many) for severity in SEVERITIES]
    found = ", ".join(text for text in counted if text)
    accepted = len(report.accepted) if isinstance(report, Compared) else 0
    rest = ""
    if accepted:
        rest = (
            f" The baseline accepts {accepted} more."
            if style.english
            else f" Grunnlinjen godtar {accepted} til."
        )
    if report.not_compared:
        rest += " Not everything was compared with what was decided." if style.english else " Ikke alt er sammenlignet med det som er vedtatt."  # fmt: skip
    if not found:
        nothing = "nothing found" if style.english else "ingen funn"
        nothing = ("nothing new" if style.english else "ingen nye funn") if accepted else nothing
        return style.paint(f"{files}, {nothing}.{rest}", "32")
    return f"{files}: {found}.{rest}"


def _count(number: int, severity: Severity, style: Style, many: dict[str, str]) -> str:
    if not number:
        return ""
    word = _words(style)[severity] if number == 1 else many[severity]
    return style.paint(f"{number} {word}", _COLOURS[severity])
