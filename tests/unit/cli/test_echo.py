"""The one way to the terminal: what leaves it in which encoding, and what never does."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import pytest

from avtale.cli.echo import echo, echo_json, settle_stream
from tests.invented_numbers import synthetic_numbers


def written(encoding: str, say: Callable[[], None]) -> bytes:
    """What standard output gets in an encoding."""
    raw = io.BytesIO()
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PYTHONIOENCODING", encoding)
        stream = io.TextIOWrapper(raw, encoding=encoding, newline="")
        settle_stream(stream, windows=False)
        patched.setattr("sys.stdout", stream)
        say()
    return raw.getvalue()


@pytest.mark.parametrize(
    ("encoding", "text", "bytes_"),
    [
        ("utf-8", "«blåbær» → č", "«blåbær» → č\n".encode()),
        ("latin-1", "«blåbær» → č", "«blåbær» -> c\n".encode("latin-1")),
        ("ascii", "«blåbær» → č", b'"blabaer" -> c\n'),
        ("cp1252", "ŋŧđ – 漢", "ntd – ?\n".encode("cp1252")),
        ("utf-8", "a\x1b[31mb", "a\ufffd[31mb\n".encode()),
    ],
)
def test_the_nearest_letter_that_there_is(encoding: str, text: str, bytes_: bytes) -> None:
    assert written(encoding, lambda: echo(text)) == bytes_


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "ascii"])
def test_data_is_whole_in_every_encoding(encoding: str) -> None:
    told = {"navn": "blåbær → č"}
    assert json.loads(written(encoding, lambda: echo_json(told)).decode(encoding)) == told


@pytest.mark.parametrize("err", [False, True])
def test_no_national_number_leaves(err: bool, capsys: pytest.CaptureFixture[str]) -> None:
    number = next(synthetic_numbers())
    echo(f"nr. {number}.", err=err)
    said = capsys.readouterr()
    assert number not in said.out + said.err
    assert (said.err if err else said.out).startswith("nr. ")
