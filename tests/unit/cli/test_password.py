"""Where a password comes from, and in which order."""

from __future__ import annotations

import os

import pytest

from avtale.cli.invocation import Invocation
from avtale.cli.password import password
from avtale.errors import UsageError
from avtale.message import Message
from tests.support import refused
from tests.unit.cli.conftest import Terminal

ASKED = Message("Passord til nøkkelen", "Password for the key")


def handed(data: bytes) -> int:
    """A descriptor from which `data` can be read."""
    reading, writing = os.pipe()
    os.write(writing, data)
    os.close(writing)
    return reading


@pytest.mark.parametrize(
    ("data", "read"),
    [
        (b"hemmelig\n", "hemmelig"),
        (b"hemmelig", "hemmelig"),
        (b"hemmelig\r\nresten\n", "hemmelig"),
        (b" med blanke \n", " med blanke "),
        ("blåbær\n".encode(), "blåbær"),
        (b"\n", ""),
        (b"", ""),
    ],
)
def test_the_first_line_of_a_descriptor(
    data: bytes, read: str, app: Invocation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AVTALE_PASSWORD", "et annet")
    assert password(app, handed(data), asked=ASKED) == read


@pytest.mark.parametrize("descriptor", [10**20, 987])
def test_no_such_descriptor(descriptor: int, app: Invocation) -> None:
    with refused(UsageError, f"filbeskriver {descriptor}"):
        password(app, descriptor, asked=ASKED)


def test_the_environment_comes_before_a_question(
    app: Invocation, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = terminal()
    monkeypatch.setenv("AVTALE_PASSWORD", "")  # an empty one is one too
    assert password(app, None, asked=ASKED) == ""
    assert not asked


def test_nobody_to_ask(app: Invocation) -> None:
    with refused(UsageError, "AVTALE_PASSWORD"):
        password(app, None, asked=ASKED)


def test_it_is_asked_for_once(app: Invocation, terminal: Terminal) -> None:
    asked = terminal("hemmelig")
    assert password(app, None, asked=ASKED) == "hemmelig"
    assert [question.strip(" :") for question in asked] == ["Passord til nøkkelen"]


def test_a_new_one_is_asked_for_until_both_are_alike(
    app: Invocation, terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal("en", "to", "tre", "tre")
    assert password(app, None, asked=ASKED, twice=True) == "tre"
    assert capsys.readouterr() == ("", "Passordene er ikke like. Prøv igjen.\n")
