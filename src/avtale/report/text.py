"""Findings for people: the line, and a pointer at the column, as a good compiler shows them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from avtale.findings import SEVERITIES, Finding, Severity
from avtale.rules.check import Report
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


@dataclass(frozen=True, slots=True)
class Style:
    """How to write: in which language, with colour or not."""

    lang: str = "nb"
    colour: bool = False

    @property
    def words(self) -> dict[str, str]:
        return _WORDS["en" if self.lang == "en" else "nb"]

    def paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text


def write(report: Report, *, lang: str = "nb", colour: bool = False) -> str:
    """The whole report as text, ending in one line that counts."""
    style = Style(lang, colour)
    blocks = [_block(finding, report.sources.get(finding.file), style) for finding in report.findings]
    return "\n".join([*blocks, _summary(report, style)]) + "\n"


def _block(finding: Finding, source: Source | None, style: Style) -> str:
    colour = _COLOURS[finding.severity]
    head = f"{style.paint(style.words[finding.severity], colour)}: {style.paint(finding.message, '1')}"
    number = str(finding.line)
    bar = style.paint(" " * len(number) + " |", "34")
    lines = [
        head,
        f"{' ' * len(number)}{style.paint('-->', '34')} {finding.file}:{finding.line}:{finding.column}",
    ]
    shown = _line(source, finding)
    if shown is not None:
        text, offset, width = shown
        lines += [
            bar,
            f"{style.paint(number + ' |', '34')} {text}",
            f"{bar} {' ' * offset}{style.paint('^' * width, colour)}",
        ]
    lines.append(f"{bar} {style.words['help']}: avtale explain {finding.code}")
    return "\n".join(lines) + "\n"


def _line(source: Source | None, finding: Finding) -> tuple[str, int, int] | None:
    """The line to show, where the mark goes, and how wide it is, in terminal cells; cut where it is very long."""
    if source is None or not source.text:
        return None
    lines = source.text.splitlines() or [""]
    if finding.line > len(lines):
        return None
    raw = lines[finding.line - 1].replace("\t", " ")
    start = min(finding.column - 1, len(raw))
    end = _end(source, finding, raw, start)
    first = max(0, start - 60) if len(raw) > _LONGEST_LINE else 0
    text = raw[first : first + _LONGEST_LINE]
    end = min(end, first + len(text))
    clean = "".join(" " if unicodedata.category(char).startswith("C") else char for char in text)
    return clean, _cells(raw[first:start]), max(1, _cells(raw[start:end]))


def _end(source: Source, finding: Finding, raw: str, start: int) -> int:
    """Where the marked fragment ends on its line: with the value, or with the key it points at."""
    place = source.place(finding.pointer)
    if place is None:
        return start + 1
    at_key = (place.key_line + 1, place.key_column + 1) == (finding.line, finding.column)
    if at_key and (place.line, place.column) != (place.key_line, place.key_column):
        colon = raw.find(":", start)
        return colon if colon > start else start + 1
    if place.end_line == finding.line - 1 and place.end_column > start:
        return place.end_column
    colon = raw.find(":", start)
    return colon if colon > start else len(raw.rstrip())


def _cells(text: str) -> int:
    """How many terminal cells a text takes: wide characters two, combining marks none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def _summary(report: Report, style: Style) -> str:
    english = style.lang == "en"
    many = _MANY["en" if english else "nb"]
    files = (
        f"{report.checked} {'file' if report.checked == 1 else 'files'}"
        if english
        else (f"{report.checked} {'fil' if report.checked == 1 else 'filer'}")
    )
    counted = [_count(report.count(severity), severity, style, many) for severity in SEVERITIES]
    found = ", ".join(text for text in counted if text)
    if not found:
        return style.paint(
            f"{files} checked, nothing found." if english else f"{files} sjekket, ingen funn.", "32"
        )
    return f"{files} checked: {found}." if english else f"{files} sjekket: {found}."


def _count(number: int, severity: Severity, style: Style, many: dict[str, str]) -> str:
    if not number:
        return ""
    word = style.words[severity] if number == 1 else many[severity]
    return style.paint(f"{number} {word}", _COLOURS[severity])
