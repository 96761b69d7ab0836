"""Dashes and quotation marks as Word and Teams write them, in a line that was copied from there."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

import click

from avtale.errors import UsageError

# Hyphens, dashes, the minus sign, and their small and wide forms (Unicode 16, Dash); the soft hyphen looks like one.
_DASH = "\u00ad\u2010-\u2015\u2043\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_OPTION = re.compile(rf"(?=-?[{_DASH}])[-{_DASH}]{{1,4}}(\w[\w-]*)(=.*)?", re.DOTALL)
_OPENING, _CLOSING = "“”„‟«»‘’‚", "“”«»‘’"


def refuse_typography(command: click.Command, ctx: click.Context, args: list[str]) -> None:
    """Raises `UsageError` where an argument is one of the command's options but for its dash, or has the quotes of Word around it."""
    # click keeps the help option of whoever asked first, and with it the names that were right there.
    known = {name for param in command.get_params(ctx) for name in (*param.opts, *param.secondary_opts)}
    known.update(ctx.help_option_names)
    for word in args:
        found = _OPTION.fullmatch(word)
        meant = _meant(found[1], known) if found else None
        if meant is not None:
            raise UsageError(
                nb=f"«{word}» begynner med en strek som Word og Teams lager, og ikke med bindestreker. Skriv {meant}.",
                en=f"“{word}” begins with a dash that Word and Teams make, and not with hyphens. Write {meant}.",
            )
    for quoted in _quoted(args):
        raise UsageError(
            nb=f"«{quoted}»: anførselstegnene er slik Word og Teams lager dem, og deler ikke opp linjen riktig. "
            'Skriv rette anførselstegn: "…".',
            en=f"“{quoted}”: the quotation marks are those that Word and Teams make, and do not divide the line right. "
            'Write straight ones: "…".',
        )


def _meant(name: str, known: set[str]) -> str | None:
    """The option with this name, or one much like it; None where there is none."""
    for option in (f"--{name}", f"-{name}"):
        if option in known:
            return option
    near = difflib.get_close_matches(f"--{name}", known, n=1, cutoff=0.75)
    return near[0] if near else None


def _quoted(args: list[str]) -> Iterator[str]:
    """What was meant as one text and came as several, or whole with its marks: `“Kim`, `Eksempel”`.

    A text with a blank in it was quoted right, whatever marks it holds of its own. Guillemets around one word stay:
    a value may be in them.
    """
    for start, word in enumerate(args):
        opened = word.rpartition("=")[2] if word.startswith("--") else word
        if opened[:1] not in tuple(_OPENING) or any(char.isspace() for char in word):
            continue
        for end in range(start, len(args)):
            closed = args[end]
            if closed[-1:] in tuple(_CLOSING) and (
                end > start or (len(opened) > 2 and opened[0] not in "«»")
            ):
                yield " ".join(args[start : end + 1])
                return
