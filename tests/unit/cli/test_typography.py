"""A line that was copied from Word or Teams is told so, with what to write instead; what only looks like one passes."""

from __future__ import annotations

import click
import pytest

from avtale.cli.commands.check import command
from avtale.cli.typography import refuse_typography
from avtale.errors import UsageError

CONTEXT = click.Context(command)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        (["–strict"], "Skriv --strict."),
        (["—strict"], "Skriv --strict."),
        (["−−strict"], "Skriv --strict."),
        (["-–strict"], "Skriv --strict."),
        (["\u00ad-strict"], "Skriv --strict."),
        (["–format=json"], "Skriv --format."),
        (["–strikt"], "Skriv --strict."),
        (["–on", "2026-11-21"], "Skriv --on."),
        (["“ot”"], "rette anførselstegn"),
        (["”Kim", "Eksempel”"], "«”Kim Eksempel”»"),
        (["--baseline=“a", "b”"], "«--baseline=“a b”»"),
    ],
)
def test_what_was_meant_is_told(line: list[str], meant: str) -> None:
    with pytest.raises(UsageError) as told:
        refuse_typography(command, CONTEXT, line)
    assert meant in told.value.nb


@pytest.mark.parametrize(
    "line",
    [
        ["--strict"],
        ["-h"],
        ["–"],
        ["–noe-helt-annet"],
        ["–-–-–strict"],  # five: a rule drawn across the page
        ["«ot»"],  # a value may be in guillemets
        ["“Kim Eksempel”"],  # quoted right, with marks of its own
        ["”"],
        ["“åpen", "uten slutt"],
        ["ot–nav"],
    ],
)
def test_what_only_looks_like_it_passes(line: list[str]) -> None:
    refuse_typography(command, CONTEXT, line)
