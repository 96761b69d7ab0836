"""What an answer about a repository leaves out, told beside it: an answer that is whole and one that is not must not look the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from avtale.cli.invocation import Invocation
from avtale.message import Message

if TYPE_CHECKING:
    from avtale.facts.repository import Repository


def unread_in(repositories: Iterable[Repository]) -> int:
    """How many files of these are not counted."""
    return sum(len(each.uncounted) for each in {id(each): each for each in repositories}.values())


def tell_unread(invocation: Invocation, number: int) -> None:
    """Say so, where there are any."""
    if number:
        files = Message(
            "1 fil" if number == 1 else f"{number} filer", "1 file" if number == 1 else f"{number} files"
        )
        invocation.say(
            Message(
                "{files} kunne ikke leses og er ikke regnet med. Se «avtale check».",
                "{files} could not be read and did not count. See “avtale check”.",
                files=files,
            ),
            err=True,
        )
