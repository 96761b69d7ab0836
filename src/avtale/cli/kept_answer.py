"""What a command answers about a whole repository, kept until anything it rests on has changed: what `due` and `status` print,
and that a site is as it was made.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from avtale import environment
from avtale.cli.invocation import Invocation
from avtale.facts.answers import has_plans, may_be_kept, read_answer, state_of, sum_of, write_answer
from avtale.facts.root import find_root
from avtale.source.inventory import Unsure, inventory

_FORMAT = b"avtale text 2\n"


class Answer(Struct, frozen=True):
    """What was found out, and the language that was settled meanwhile."""

    lang: str


class Printed(Answer, frozen=True):
    """What is printed, and how many documents could not be read."""

    text: str
    unread: int = 0


A = TypeVar("A", bound=Answer)


def _always(_: Answer) -> bool:
    return True


def kept(
    invocation: Invocation,
    asked: tuple[object, ...],
    make: Callable[[], A],
    kind: type[A],
    *,
    holds: Callable[[A], bool] = _always,
) -> A:
    """What `make` makes of the whole repository on the run's day, or made last time, where nothing has changed since.

    `asked` is all else the answer depends on: the command, its options, the width; of what lies elsewhere `holds` tells whether
    an answer still is one. What cannot be told for sure is made anew.
    """
    folder, root = environment.answers_folder(), find_root(invocation.chosen_repo or Path.cwd())
    files = None if folder is None or root is None else _files(root)
    if folder is None or root is None or files is None:
        return make()
    question = msgspec.json.encode([str(root), invocation.asked_lang, [str(each) for each in asked]])
    path = folder / "text" / sum_of(_FORMAT, question).hex()
    state = state_of(root, files, invocation.on.isoformat())
    found = _read(path, state, kind)
    if found is not None and holds(found):
        invocation.settled_lang = found.lang
        return found
    made = make()
    if may_be_kept(files, invocation.repository.entries) and _files(root) == files:
        with contextlib.suppress(OSError):  # a disk that refuses is no fault
            write_answer(path, _FORMAT, state + msgspec.msgpack.encode(made))
    return made


def _files(root: Path) -> dict[str, bytes] | None:
    """What lies in the repository; None where that cannot be told for sure, or a plan lies there."""
    try:
        files = inventory(root)
    except (Unsure, OSError, UnicodeError):
        return None
    return None if has_plans(files) else files


def _read(path: Path, state: bytes, kind: type[A]) -> A | None:
    try:
        packed = read_answer(path, _FORMAT)
        if packed is None or not packed.startswith(state):
            return None
        return msgspec.msgpack.decode(packed[len(state) :], type=kind)
    except (msgspec.MsgspecError, OSError):
        return None
