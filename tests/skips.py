"""A skip that is not on the list in expected_skips.txt fails the run."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

import pytest

LIST = Path(__file__).with_name("expected_skips.txt")


def expected_skips(text: str) -> list[tuple[str, str]]:
    """The patterns (test, reason) in the list's text; a line that lacks the why is an error."""
    patterns = []
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            test, reason, why = (part.strip() for part in line.split("|"))
            if not (test and reason and why):
                raise ValueError(f"{LIST.name}: each line is test | reason | why: {line}")
            patterns.append((test, reason))
    return patterns


class SkipWatch:
    """Collects the skips of a run, and fails the run when one of them is not listed."""

    def __init__(self) -> None:
        self.patterns = expected_skips(LIST.read_text(encoding="utf-8"))
        self.unlisted: list[str] = []

    def _look(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        if not report.skipped or hasattr(report, "wasxfail"):
            return
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reason = reason.removeprefix("Skipped: ")
        if not any(
            fnmatchcase(report.nodeid, test) and fnmatchcase(reason, why) for test, why in self.patterns
        ):
            self.unlisted.append(f"{report.nodeid} | {reason}")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._look(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self._look(report)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.unlisted and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.unlisted:
            terminalreporter.section(f"skips that are not listed in tests/{LIST.name}")
            for line in sorted(set(self.unlisted)):
                terminalreporter.line(line)
