"""Where a password comes from: a file descriptor, the environment, or the person at the terminal."""

from __future__ import annotations

import os
import sys

from avtale import environment
from avtale.cli.echo import echo, prompt
from avtale.cli.invocation import Invocation
from avtale.errors import UsageError
from avtale.message import Message

_LONGEST = 4096  # bytes


def password(invocation: Invocation, descriptor: int | None, *, asked: Message, twice: bool = False) -> str:
    """The password from `--password-fd` (first line), else AVTALE_PASSWORD, else asked for (`twice` for a new one).

    Raises `UsageError` where the descriptor cannot be read, and where there is nobody to ask.
    """
    if descriptor is not None:
        return _from(descriptor)
    given = environment.password()
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise UsageError(
            nb="Passordet mangler. Sett AVTALE_PASSWORD, bruk --password-fd, eller kjør i en terminal.",
            en="The password is missing. Set AVTALE_PASSWORD, use --password-fd, or run in a terminal.",
        )
    again = Message("Gjenta passordet", "Repeat the password").text(invocation.lang)
    while True:
        answer = prompt(asked.text(invocation.lang), hide_input=True, err=True)
        if not twice or answer == prompt(again, hide_input=True, err=True):
            return answer
        differ = Message("Passordene er ikke like. Prøv igjen.", "The passwords differ. Try again.")
        echo(differ.text(invocation.lang), err=True)


def _from(descriptor: int) -> str:
    try:
        data = b""
        while b"\n" not in data and len(data) < _LONGEST and (more := os.read(descriptor, _LONGEST)):
            data += more
        return data.partition(b"\n")[0].rstrip(b"\r").decode("utf-8", "surrogateescape")
    except (OSError, OverflowError) as error:
        raise UsageError(
            nb=f"Kunne ikke lese passordet fra filbeskriver {descriptor}.",
            en=f"Could not read the password from file descriptor {descriptor}.",
        ) from error
