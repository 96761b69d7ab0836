"""A run of the command line without a process: its options, the folder it stands in, and who sits at the terminal."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from avtale.cli.invocation import Invocation
from tests.acceptance.outside import CI, repository

Terminal = Callable[..., list[str]]


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that the run stands in, without the caller's environment and without a terminal."""
    for name in os.environ:
        if name.startswith(("AVTALE_", "XDG_", "NO_COLOR", "TERM", *CI)):
            monkeypatch.delenv(name)
    monkeypatch.setenv("AVTALE_CACHE", "")
    monkeypatch.setenv("AVTALE_CONFIG", "")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def app() -> Invocation:
    return Invocation()


@pytest.fixture
def agreement(here: Path) -> Path:
    """The one agreement of a repository that the run stands in."""
    return repository(here)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """`terminal("j", "n")`: somebody who gives these answers; gives the list of what was asked, as it grows."""

    def sit_down(*answers: str) -> list[str]:
        left, asked = list(answers), []

        def answer(question: str) -> str:
            asked.append(question)
            if not left:
                raise AssertionError(f"asked once too often: {question}")
            return left.pop(0)

        monkeypatch.setattr("sys.stdin", _Terminal())
        monkeypatch.setattr(click.termui, "visible_prompt_func", answer)
        monkeypatch.setattr(click.termui, "hidden_prompt_func", answer)
        return asked

    return sit_down
