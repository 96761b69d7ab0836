"""What a line that was copied from Word or Teams meant, and every misuse in the reader's language alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from avtale.cli.main import execute, main
from tests.acceptance.outside import repository, tree
from tests.support import discovered
from tests.unit.house.test_both_languages import ENGLISH, NORWEGIAN, foreign

DASHES = (
    "\u2014",
    "\u2013",
    "\u2012",
    "\u2010\u2010",
    "\u2011\u2011",
    "\u2212\u2212",
    "-\u2013",
    "\u2015",
    "\uff0d\uff0d",
    "\ufe63\ufe63",
    "\u00ad\u2010",
)


def commands(
    command: click.Command = main, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from commands(found, (*path, name))


EVERY = discovered(commands(), at_least=28)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    repository(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AVTALE_LANG", "nb")
    monkeypatch.setattr("avtale.desk.serve.serve", lambda *_: pytest.fail("a misuse opened the desk"))
    return tmp_path


def said(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = execute(words)
    return code, "".join(capsys.readouterr())


def test_a_dash_of_word_is_told_for_every_option(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, tried = tree(world), 0
    for path, command in EVERY:
        options = [
            name
            for param in command.params
            if isinstance(param, click.Option)
            for name in param.opts
            if name.startswith("--")
        ]
        for number, option in enumerate([*options, "--help"]):
            for dash in DASHES if number == 0 else DASHES[:2]:
                for word in (dash + option[2:], f"{dash}{option[2:]}=x"):
                    code, text = said([*path, word], capsys)
                    assert (code, f"Skriv {option}." in text) == (2, True), (path, word, text)
                    tried += 1
    assert tried > 500
    assert tree(world) == before


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["check", "prove", "\u2014strict"], "--strict"),
        (["check", "\u2013strikt"], "--strict"),
        (["check", "\u2013h"], "-h"),
        (["\u2014version"], "--version"),
        (["approve", "prove", "\u2014by", "Kim"], "--by"),
        (["approve", "prove", "--by", "\u201cKim", "Eksempel\u201d"], '"…"'),
        (["approve", "prove", "--by", "\u00abKim", "Eksempel\u00bb"], '"…"'),
        (["approve", "prove", "--by=\u201eKim", "Eksempel\u201c"], '"…"'),
        (["approve", "prove", "--by", "\u201dKim\u201d"], '"…"'),
        (["show", "\u2018prove\u2019"], '"…"'),
    ],
)
def test_what_a_line_from_word_meant(
    world: Path, capsys: pytest.CaptureFixture[str], words: list[str], meant: str
) -> None:
    before = tree(world)
    code, text = said(words, capsys)
    assert (code, meant in text) == (2, True), text
    assert len(text.splitlines()) == 1
    assert tree(world) == before


@pytest.mark.usefixtures("world")
def test_the_help_is_known_whoever_asked_for_it_first(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command = main.get_command(click.Context(main), "check")
    assert command is not None
    # click keeps the help option as the first who asked for it knew it; one who asks without our settings knows --help alone.
    monkeypatch.setattr(command, "_help_option", click.Option(["--help"], is_flag=True))
    code, text = said(["check", "\u2013h"], capsys)
    assert (code, "Skriv -h." in text) == (2, True), text


@pytest.mark.parametrize(
    "words",
    [
        ["--title", "\u2013 en avtale", "--key", "a"],
        ["--title", "\u201cSamarbeid\u201d i nord", "--key", "b"],
        ["--title", "\u00abSamarbeid\u00bb", "--key", "c"],
        ["--title", "Samarbeid \u2013 2027", "--key", "d"],
    ],
)
@pytest.mark.usefixtures("world")
def test_a_text_may_have_dashes_and_quotes(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    code, text = said(
        ["new", "agreement", *words, "--party", "A", "--party", "B", "--from", "2027-01-01"], capsys
    )
    assert code == 0, text


def misuses() -> Iterator[list[str]]:
    for path, command in EVERY:
        for param in command.params:
            if not isinstance(param, click.Option):
                continue
            option = [*path, param.opts[-1]]
            yield from (
                [[*path, f"{param.opts[-1]}=x"]]
                if param.is_flag
                else [option, [*option, "tull"], [*option, ""]]
            )
        yield from (
            [*path, *"abcde"],
            [*path, "-x"],
            [*path, "--finnes-ikke"],
            [*path, "-"],
            [*path, ""],
            [*path, "--repo", "README"],
        )
        if len(path) != 0 and isinstance(command, click.Group):
            yield list(path)


#: What a file or a person is called in these lines, and names of ours.
NAMES = frozenset(
    [
        "tull",
        "prove",
        "provee",
        "county",
        "file",
        "title",
        "key",
        "party",
        "version",
        "document",
        "line",
        "agreement",
        "action",
        "plan",
        "programme",
        "settings",
    ]
)


@pytest.mark.parametrize(
    ("lang", "others"), [("nb", ENGLISH), pytest.param("en", NORWEGIAN, marks=pytest.mark.extended)]
)
@pytest.mark.usefixtures("world")
def test_every_misuse_is_told_in_the_readers_language(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    lang: str,
    others: frozenset[str],
) -> None:
    monkeypatch.setenv("AVTALE_LANG", lang)
    told = 0
    for words in discovered(misuses(), at_least=250):
        code = execute(words)
        text = capsys.readouterr().err
        if code and text:
            told += 1
            assert len(text.splitlines()) == 1, words
            text = text.partition(": ")[2]
            assert foreign(text.replace("Prøveavtale", ""), others, NAMES) == set(), (words, text)
            assert (
                not [
                    word
                    for word in (" valid", "Missing", "directory", "Usage", "Invalid", "argument")
                    if word in text
                ]
                or lang == "en"
            ), text
    assert told > 200


def test_what_the_system_says_is_in_the_readers_language(
    world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (world / "mappe.pdf").mkdir()
    code, text = said(["verify", "mappe.pdf"], capsys)
    assert code in (2, 3)
    assert foreign(text.partition(":")[2], ENGLISH, NAMES) == set(), text
    assert "Is a" not in text
