"""Where reports go: what the line says, what is refused before anything is done, and what is written."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from avtale.catalogue.report import Report
from avtale.cli.targets import Target, TargetType, ready, write
from avtale.errors import UsageError
from avtale.report.formats import NAMES
from tests.support import discovered, refused

REPORT = Report(1, (), {})
SHOWN = {"lang": "nb", "colour": False, "strict": False, "prefix": ""}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("text", Target("text")),
        ("json=-", Target("json")),
        ("sarif=ut.sarif", Target("sarif", Path("ut.sarif"))),
        ("json=a=b.json", Target("json", Path("a=b.json"))),
        ("pdf", None),
        ("json=", None),
        ("", None),
    ],
)
def test_a_format_and_perhaps_a_file(said: str, meant: Target | None) -> None:
    if meant is None:
        with pytest.raises(click.BadParameter):
            TargetType().convert(said, None, None)
    else:
        assert TargetType().convert(said, None, None) == meant
        assert TargetType().convert(meant, None, None) is meant


def test_text_where_nothing_is_asked_for() -> None:
    assert ready((), force=False) == (Target("text"),)


@pytest.mark.parametrize(
    ("targets", "words"),
    [
        ((Target("text"), Target("json")), "standard ut"),
        ((Target("sarif", Path("r")), Target("json", Path("x/../r"))), "Gi hver sin fil"),
    ],
)
def test_one_place_holds_one_report(targets: tuple[Target, ...], words: str) -> None:
    with refused(UsageError, words):
        ready(targets, force=True)


def test_what_is_there_stays_unless_it_is_our_own(here: Path) -> None:
    mine, others, empty = (
        Target("json", here / "mine"),
        Target("json", here / "others"),
        Target("json", here / "empty"),
    )
    write(REPORT, (mine,), **SHOWN)
    (here / "others").write_text('{"noe": "annet"}')
    (here / "empty").touch()
    assert ready((mine, empty), force=False) == (mine, empty)
    with refused(UsageError, "ingen json-rapport fra avtale"):
        ready((others,), force=False)
    assert ready((others,), force=True) == (others,)
    with refused(UsageError, "ingen vanlig fil"):
        ready((Target("json", here),), force=True)
    with refused(UsageError, "ingen sarif-rapport"):  # another format of ours is another's file
        ready((Target("sarif", here / "mine"),), force=False)


@pytest.mark.parametrize("name", discovered(NAMES, at_least=5))
def test_a_file_holds_what_standard_output_would(name: str, here: Path) -> None:
    shown = write(REPORT, (Target(name),), **SHOWN)
    assert write(REPORT, (Target(name, here / "ut"), Target("text")), **SHOWN).startswith("1 fil sjekket")
    assert (here / "ut").read_text(encoding="utf-8") == shown
