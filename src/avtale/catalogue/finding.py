"""What was found, told to a reader: where it stands, how grave it is, and where its help is."""

from __future__ import annotations

import unicodedata

from avtale.catalogue.codes import codes
from avtale.findings import Finding, Problem
from avtale.national_number import masked
from avtale.source.read import Source

_LONGEST_MESSAGE = 600
_COMMANDS = ("Cc", "Cf", "Cs", "Zl", "Zp")  # control and direction characters


def finding(problem: Problem, source: Source, lang: str) -> Finding:
    """The problem told in `lang`, with its place in `source`, its severity and its help page.

    No part of it holds a national number: neither the message, nor the name of the file, nor a key in the pointer.
    """
    line, column = problem.place or source.position(problem.pointer, on_key=problem.on_key)
    rule = codes()[problem.code]
    return Finding(
        masked(source.name),
        line,
        column,
        problem.code,
        problem.severity or rule.severity,
        masked(_one_line(problem.text(lang))),  # without what a terminal obeys, it may show a number
        masked(problem.pointer),
        rule.help,
        problem.about,
    )


def _one_line(message: str) -> str:
    """The message without what a terminal would obey, and not endlessly long: it quotes what the author wrote."""
    shown = message
    if not message.isprintable():
        shown = "".join(" " if unicodedata.category(char) in _COMMANDS else char for char in message)
    if len(shown) <= _LONGEST_MESSAGE:
        return shown
    return f"{shown[: _LONGEST_MESSAGE // 2]} … {shown[-_LONGEST_MESSAGE // 2 :]}"
