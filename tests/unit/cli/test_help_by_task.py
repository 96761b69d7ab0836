"""The help lists every command under the task it is for, and `--version` says what decides what a file becomes."""

from __future__ import annotations

import datetime as dt
import re

import click
import pytest
from click.testing import CliRunner

from avtale.cli.main import main
from avtale.cli.tasks import TASKS, heading
from avtale.cli.versions import FORMAT, version_lines
from avtale.errors import SystemFailure
from avtale.format.draft import Answers, draft
from tests.support import discovered

BY_TASK = main.by_task(click.Context(main))


def test_every_command_names_its_task() -> None:
    assert list(BY_TASK) == [task for task in TASKS if task != "other"]
    names = [name for commands in BY_TASK.values() for name in commands]
    assert sorted(names) == sorted(discovered(main.list_commands(click.Context(main)), at_least=25))


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_the_help_lists_them_by_task(lang: str) -> None:
    told = CliRunner().invoke(main, ["--help", "--lang", lang]).output
    headings = [heading(task, lang) for task in BY_TASK]
    sections = re.split(r"^(\S.*):$", told, flags=re.MULTILINE)[1:]
    assert [title for title in sections[::2] if title in headings] == headings
    for title, rows in zip(sections[::2], sections[1::2], strict=True):
        if title in headings:
            (task,) = (task for task in BY_TASK if heading(task, lang) == title)
            assert re.findall(r"^  (\S+)", rows, flags=re.MULTILINE) == list(BY_TASK[task])


def test_the_version_has_a_name_and_a_version_on_each_line() -> None:
    lines = [line.split(" ") for line in version_lines()]
    assert [name for name, _ in lines[:3]] == ["avtale", "format", "Python"]
    assert {"WeasyPrint", "pyHanko", "Pango", "HarfBuzz"} <= {name for name, _ in lines}
    assert all(re.fullmatch(r"[0-9]+(\.[0-9a-z]+)*", version) for _, version in lines), lines
    assert f"\nformat: {FORMAT}\n" in draft("agreement", Answers("T", ("A", "B"), dt.date(2027, 1, 1)))


def test_a_missing_library_is_a_dash_and_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> str:
        raise SystemFailure(nb="Mangler.", en="Missing.")

    monkeypatch.setattr("avtale.render.engine.pango_version", missing)
    assert "Pango -" in version_lines()
