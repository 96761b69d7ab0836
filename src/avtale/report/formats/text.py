"""Findings for people: the line, and a pointer at the column, as a good compiler shows them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from avtale.catalogue.report import Report
from avtale.findings import SEVERITIES, Finding, Severity
from avtale.message import Message
from avtale.report.baseline import Compared
from avtale.report.fragment import end_column, line_of
from avtale.report.style import Style
from avtale.terminal import one_line

if TYPE_CHECKING:
    from avtale.source.read import Source

_WORDS = {
    "error": Message("feil", "error"),
    "warning": Message("advarsel", "warning"),
    "notice": Message("merknad", "notice"),
    "help": Message("les mer", "read more"),
}
_MANY = {
    "error": Message("feil", "errors"),
    "warning": Message("advarsler", "warnings"),
    "notice": Message("merknader", "notices"),
}
_FILE = Message("{n} fil sjekket", "{n} file checked")
_FILES = Message("{n} filer sjekket", "{n} files checked")
_ACCEPTED = Message(" Grunnlinjen godtar {n} til.", " The baseline accepts {n} more.")
_NOT_COMPARED = Message(
    " Ikke alt er sammenlignet med det som er vedtatt.", " Not everything was compared with what was decided."
)
_NOTHING = Message("ingen funn", "nothing found")
_NOTHING_NEW = Message("ingen nye funn", "nothing new")
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


def is_own_output(text: str) -> bool:
    """Known by its last line, which counts."""
    return bool(_COUNTS.fullmatch(text.rstrip("\n").rpartition("\n")[2]))


def _rest(file: str, code: str, many: int, style: Style) -> str:
    name = style.paint(one_line(file), "1")
    if style.english:
        return f"{name}: {many} more of {code}. --format json shows all of them.\n"
    return f"{name}: {many} til av {code}. --format json viser alle.\n"


def _block(finding: Finding, source: Source | None, style: Style) -> str:
    colour = _COLOURS[finding.severity]
    head = f"{style.paint(_WORDS[finding.severity].text(style.lang), colour)}: {style.paint(one_line(finding.message), '1')}"
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
    lines.append(f"{bar} {_WORDS['help'].text(style.lang)}: avtale explain {finding.code}")
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


def summary(report: Report, style: Style) -> str:
    """One line: how many files, how many findings of each severity, how many the baseline accepts, what was not compared."""
    files = (_FILE if report.checked == 1 else _FILES).text(style.lang, n=report.checked)
    counted = [_count(report.count(severity), severity, style) for severity in SEVERITIES]
    found = ", ".join(text for text in counted if text)
    accepted = len(report.accepted) if isinstance(report, Compared) else 0
    rest = ""
    if accepted:
        rest = _ACCEPTED.text(style.lang, n=accepted)
    if report.not_compared:
        rest += _NOT_COMPARED.text(style.lang)
    if not found:
        nothing = (_NOTHING_NEW if accepted else _NOTHING).text(style.lang)
        return style.paint(f"{files}, {nothing}.{rest}", "32")
    return f"{files}: {found}.{rest}"


def _count(number: int, severity: Severity, style: Style) -> str:
    if not number:
        return ""
    word = (_WORDS if number == 1 else _MANY)[severity].text(style.lang)
    return style.paint(f"{number} {word}", _COLOURS[severity])
