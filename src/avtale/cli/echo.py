"""The one way to the terminal: what a command prints has no national number in it, and nothing that a terminal obeys.

Colours of our own pass where there is a terminal for them. Letters that the output's encoding lacks become their
nearest neighbours; a program's format is written in ASCII there, where JSON and XML can say every letter.
"""

from __future__ import annotations

import codecs
import io
import logging
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any, TextIO, TypeVar

import click

from avtale import environment
from avtale.national_number import masked, masked_data
from avtale.terminal import ascii_json, ascii_xml, harmless, json_text

_T = TypeVar("_T")
_NEAREST = "avtale-nearest"  # the name of the error handler below
_NEIGHBOURS = {
    **{"→": "->", "←": "<-", "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "…": "...", "•": "*", "·": "-", "›": ">", "‹": "<"},
    **{"«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "✓": "+", "✗": "x", "─": "-", "━": "-", "│": "|"},
    **{"æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ŋ": "n", "Ŋ": "N", "ŧ": "t", "Ŧ": "T", "§": "paragraf "},
}  # fmt: skip
_ASCII: dict[str, Callable[[str], str]] = {
    "json": ascii_json,
    "gitlab": ascii_json,
    "sarif": ascii_json,
    "junit": ascii_xml,
}


def echo(
    text: str | bytes = "",
    *,
    nl: bool = True,
    err: bool = False,
    color: bool | None = None,
    form: str = "text",
) -> None:
    """Print, at once. Bytes are UTF-8, and their line ends stay as they are. `form` is the format of a report.

    A reader that has left, as `head` does, is no error: the rest goes nowhere.
    """
    stream = sys.stderr if err else sys.stdout
    if stream is None:  # closed before we began
        return
    told = text if isinstance(text, str) else text.decode("utf-8", "replace")
    told = harmless(masked(told), colour=bool(color)) + ("\n" if nl else "")
    if form in _ASCII and _lacking(stream):
        told = _ASCII[form](told)
    try:
        if isinstance(text, bytes) and hasattr(stream, "buffer"):
            stream.flush()
            stream.buffer.write(told.encode(stream.encoding or "utf-8", stream.errors or "replace"))
        else:
            stream.write(told)
        stream.flush()
    except BrokenPipeError:
        close(stream)


def echo_json(data: Any) -> None:
    """Data for programs; a whole number that is hidden becomes a text, so that it still is JSON."""
    echo(json_text(masked_data(data)), nl=False, form="json")


def prompt(text: str, **options: Any) -> str:
    """What somebody types at the terminal; `options` as click's."""
    return str(click.prompt(harmless(masked(text)), **options))


def progress(found: Iterable[_T], doing: str, many: int) -> Iterable[_T]:
    """A bar on a terminal tells how far it has come through `found`, which are `many`."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    yield from track(found, description=harmless(doing), total=many, console=console, transient=True)


def settle() -> None:
    """Make the standard streams take every letter, and what libraries would say go the same way or not at all.

    Under Windows what goes to a file or a pipe is UTF-8, and so is all that a locale without letters would make
    ASCII; PYTHONIOENCODING has the last word.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if (
            getattr(sys, name) is None
        ):  # closed before we began; else the first file that we open would take its place
            nowhere = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, open(nowhere, mode, encoding="utf-8", closefd=False))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            settle_stream(stream, windows=sys.platform == "win32")
    logging.lastResort = _Silent()
    logging.captureWarnings(True)


def settle_stream(stream: io.TextIOWrapper, *, windows: bool) -> None:
    """As `settle`, for one stream."""
    asked = environment.output_encoding()
    ascii_only = codecs.lookup(stream.encoding).name == "ascii"  # a locale of C says nothing of the terminal
    if not asked and (ascii_only or (windows and not stream.isatty())):
        stream.reconfigure(encoding="utf-8")
    stream.reconfigure(errors=_NEAREST)


def close(stream: TextIO) -> None:
    """Let what is still to be written to `stream` go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def speak_of(debug: bool) -> None:
    """Whether what libraries log is shown: with --debug alone, for it is in English and about their own inside."""
    logging.lastResort = _Spoken() if debug else _Silent()


class _Silent(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        """What failed is in our own words elsewhere."""


class _Spoken(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        echo(f"{record.name}: {record.getMessage()}", err=True)


def _lacking(stream: TextIO) -> bool:
    try:
        return codecs.lookup(stream.encoding or "utf-8").name not in (
            "utf-8",
            "utf-8-sig",
            "utf-16",
            "utf-32",
        )
    except LookupError:
        return True


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """An error handler of `codecs`: the nearest letters that the encoding has, else a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    found = []
    for letter in error.object[error.start : error.end]:
        for near in (_NEIGHBOURS.get(letter, ""), _bare(letter), "?"):
            try:
                if near:
                    near.encode(error.encoding)
                    found.append(near)
                    break
            except UnicodeEncodeError:
                continue
    return "".join(found), error.end


def _bare(letter: str) -> str:
    """A letter without its accents: č is c."""
    return "".join(each for each in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(each))


codecs.register_error(_NEAREST, _nearest)
