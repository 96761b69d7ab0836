"""How a command tells what it wrote or would write, and how it asks."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from avtale.cli.file_change import confirm, shown, tell
from avtale.cli.invocation import Invocation
from avtale.lifecycle.file_change import FileChange
from avtale.message import Message
from tests.unit.cli.conftest import Terminal

EDITED = FileChange(
    Path("f.yaml"),
    b"a: 2\n",
    ("f.yaml", "f.yaml"),
    b"a: 1\n",
    new=False,
    notes=(Message("Se på b.", "Look at b."),),
)


def test_what_was_written(app: Invocation, capsys: pytest.CaptureFixture[str]) -> None:
    tell(app, EDITED, Message("Skrev f.yaml", "Wrote f.yaml"), dry_run=False)
    assert capsys.readouterr() == ("Skrev f.yaml\n", "Se på b.\n")


def test_what_would_be_written(capsys: pytest.CaptureFixture[str]) -> None:
    tell(Invocation(chosen_lang="en"), EDITED, Message("Skrev f.yaml", "Wrote f.yaml"), dry_run=True)
    said = capsys.readouterr()
    assert said.out.splitlines()[2:] == ["@@ -1 +1 @@", "-a: 1", "+a: 2"]
    assert said.err == "Look at b.\nDry run: nothing was written.\n"


def test_a_path_as_seen_from_here(here: Path) -> None:
    assert shown(here / "a" / "b.yaml") == "a/b.yaml"
    assert shown(Path("a/../b.yaml")) == "b.yaml"
    assert shown(here.parent / "x.yaml") == str(here.parent / "x.yaml")


@pytest.mark.parametrize(
    ("answer", "yes"),
    [("j", True), ("JA", True), (" y ", True), ("yes", True), ("n", False), ("", False), ("jo", False)],
)
def test_anything_but_a_yes_is_a_no(answer: str, yes: bool, app: Invocation, terminal: Terminal) -> None:
    asked = terminal(answer)
    if yes:
        confirm(app, Message("Sikker?", "Sure?"))
    else:
        with pytest.raises(click.Abort):
            confirm(app, Message("Sikker?", "Sure?"))
    assert [question.strip(" :") for question in asked] == ["Sikker? [j/N]"]
