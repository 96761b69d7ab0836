"""What must hold of a check whatever stands in the files, and of what may be asked of them afterwards."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from avtale.catalogue.codes import codes
from avtale.catalogue.report import Report
from avtale.errors import AvtaleError
from avtale.facts.repository import DocumentFile, Repository
from avtale.findings import SEVERITIES, Finding
from avtale.format.validate import _compiled
from avtale.report import formats
from avtale.rules.check import check
from avtale.source.pointer import resolve, split
from avtale.source.read import Source
from tests.support import ON

SECONDS = 1.0
"""Of the processor, for one file: other work on the machine does not count."""

_BREAK = re.compile("\r\n|\n|\r")  # what editors count as the end of a line (LSP, 3.17: EOL)
_RAW = re.compile(
    r"\bNone\b|\bTrue\b|\bFalse\b|<class |Traceback|object at 0x|Error\b|\{'|(?<!: )\['|\('|dict_|mappingproxy|datetime\."
)
"""After a key and a colon, `['…']` is YAML that a message shows."""


def judged(path: Path, *, wide: bool = False) -> Report:
    """The report of a loose file, or of the repository in a folder; everything that must hold of it is looked at.

    `wide` asks also for what costs more: pages, comparisons, the next version.
    """
    folder = path.is_dir()
    with quick("read"):
        try:
            repository = Repository.open(path) if folder else Repository.loose([path])
        except AvtaleError as error:
            plain(error)
            return Report(0, ())
    with quick("check", files=len(repository.entries) if folder else 1):
        report = check(repository, on=ON)
    texts: dict[str, tuple[str, list[str]]] = {}
    for finding in report.findings:
        _place(finding, report.sources[finding.file], path, texts)
    _languages(repository, report)
    with quick("reports"):
        for name in formats.NAMES:
            assert formats.is_ours(name, formats.write(report, name, lang="nb")), name
    for entry in repository.entries:
        told = any(problem.code.startswith("schema-") for problem in entry.problems)
        if entry.document is not None and not told:
            assert _compiled(str(entry.source.data["kind"])).is_valid(entry.source.data), (
                "wrong, and nothing told"
            )
    _asked(repository, wide=wide)
    return report


def plain(error: AvtaleError) -> None:
    """An error of ours is a sentence in each language, and no piece of Python."""
    for text in (error.nb, error.en):
        assert text.strip().endswith((".", "!", "?", ":", "»", "”")) or text.strip(), text
        assert not re.search(r"<class |Traceback|object at 0x", text), text


@contextmanager
def quick(what: str, *, files: int = 1) -> Iterator[None]:
    begin = time.process_time()
    yield
    spent = time.process_time() - begin
    assert spent < SECONDS * max(1, files), f"{what} took {spent:.2f} s"


def _lines(source: Source, path: Path) -> list[str]:
    if source.text:
        return _BREAK.split(source.text)
    raw = path.read_bytes() if path.is_file() and path.stat().st_size < 50_000_000 else b""
    return _BREAK.split(raw.decode("utf-8-sig", "replace"))


def _place(finding: Finding, source: Source, path: Path, texts: dict[str, Any]) -> None:
    file = path.parent / finding.file if path.is_dir() else Path(finding.file)
    hidden_number = "•" in finding.file  # a name is told without the national identity number in it
    assert hidden_number or file.exists() or file.is_symlink(), finding
    if finding.file not in texts:
        texts[finding.file] = _lines(source, file)
    lines = texts[finding.file]
    assert finding.code in codes(), finding
    assert finding.help == f"docs/findings/{finding.code}.md"
    assert finding.severity in SEVERITIES
    assert 1 <= finding.line <= len(lines), (finding, len(lines))
    assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1, (finding, lines[finding.line - 1])
    if source.data is not None:
        resolve(source.data, split(finding.pointer))
    _said(finding.message, source.text)


def _said(message: str, text: str) -> None:
    assert message.strip(), "an empty message"
    for found in _RAW.finditer(message):
        assert found[0] in text or "\\" in text, f"a piece of Python in: {message}"


def _languages(repository: Repository, report: Report) -> None:
    other = check(repository, on=ON, lang="en")
    assert len(other.findings) == len(report.findings), "the languages do not tell the same"
    for finding in other.findings:
        _said(finding.message, other.sources[finding.file].text)


def _asked(repository: Repository, *, wide: bool) -> None:
    """What people ask for besides the check: an answer, or a plain no."""
    from avtale.facts.occurrences import all_occurrences
    from avtale.lifecycle.mend import mend
    from avtale.publish.calendar import calendar
    from avtale.publish.show import show_data, show_text
    from avtale.publish.status import status

    with quick("status", files=len(repository.entries)):
        ours(lambda: [line.as_json() for line in status(repository, ON)])
    found = all_occurrences(repository.entries, repository, ON)
    with quick(
        "calendar", files=len(repository.entries) + len(found) // 500
    ):  # a daily duty of years is large
        ours(lambda: calendar(repository, ON))
    for entry in repository.entries[: 3 if wide else 1]:
        with quick("show"):
            ours(lambda entry=entry: show_text(entry, repository, ON))
            ours(lambda entry=entry: show_data(entry, repository, ON))
        with quick("mend"):
            made = ours(lambda entry=entry: mend(entry, repository))
            if made is not None:
                made.diff()
        if wide:
            _widely(entry, repository)


def _widely(entry: DocumentFile, repository: Repository) -> None:
    from avtale.facts.next_stop import next_stop
    from avtale.facts.undecided import undecided
    from avtale.lifecycle.bump import bump
    from avtale.lifecycle.renew import renew
    from avtale.publish.changes import compare
    from avtale.publish.diff import diff_data, diff_text
    from avtale.publish.history import history_text
    from avtale.publish.suspects import suspects_text
    from avtale.publish.whole import whole_data, whole_text
    from avtale.render.document import render
    from avtale.render.short import render_short

    with quick("render", files=2):
        ours(lambda: render(entry, repository, on=ON, formats=("html",)))
        ours(lambda: render_short(entry, repository, on=ON, formats=("html",)))
    first = repository.entries[0]
    with quick("diff", files=2):
        for old, new in ((first, entry), (entry, first)):
            found = ours(lambda old=old, new=new: compare(old, new, repository, repository, on=ON))
            if found is not None:
                ours(lambda found=found: diff_text(found))
                ours(lambda found=found: diff_data(found))
    ours(lambda: whole_text(entry, repository, ON))
    ours(lambda: whole_data(entry, repository, ON))
    ours(lambda: history_text(entry, repository))
    ours(lambda: suspects_text(repository, ON))
    ours(lambda: undecided(entry, repository, ON))
    ours(lambda: next_stop(entry, repository, ON))
    ours(lambda: bump(entry, repository, dry_run=True))
    ours(lambda: renew(entry, repository, dry_run=True))


def ours(question: Callable[[], Any]) -> Any:
    """The answer; None where the question is refused in plain words. Any other exception is a fault of ours."""
    with suppress(AvtaleError):
        try:
            return question()
        except AvtaleError as error:
            plain(error)
            raise
    return None
