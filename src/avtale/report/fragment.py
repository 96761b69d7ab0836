"""Where the fragment that a finding points at ends."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from avtale.findings import Finding
from avtale.national_number import masked
from avtale.source.lines import lines

if TYPE_CHECKING:
    from avtale.source.read import Source


def line_of(source: Source | None, finding: Finding) -> str | None:
    """The finding's line as it stands in the file, national numbers hidden; None where the text is not at hand."""
    if source is None or not source.text:
        return None
    lines = _lines(source.text)
    return lines[finding.line - 1] if finding.line <= len(lines) else None


@lru_cache(maxsize=4)  # findings come file by file
def _lines(text: str) -> list[str]:
    return lines(masked(text))


def end_column(source: Source, finding: Finding, line: str) -> int:
    """The 1-based column after the fragment's last character on the finding's line: of the value, or of the key."""
    start = min(finding.column - 1, len(line))
    place = source.place(finding.pointer)
    if place is None:
        return start + 2
    colon = line.find(":", start)
    at_key = (place.key_line + 1, place.key_column + 1) == (finding.line, finding.column)
    if at_key and (place.line, place.column) != (place.key_line, place.key_column):
        return (colon if colon > start else start + 1) + 1
    if place.end_line == finding.line - 1 and place.end_column > start:
        return place.end_column + 1
    return (colon if colon > start else max(len(line.rstrip()), start)) + 1
