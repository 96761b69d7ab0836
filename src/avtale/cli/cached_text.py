"""What `due` and `status` print of a whole repository, kept until anything it rests on has changed."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec import Struct

from avtale import environment
from avtale.cli.invocation import Invocation
from avtale.facts.answers import has_plans, may_be_kept, read_answer, state_of, sum_of, write_answer
from avtale.facts.root import find_root
from avtale.source.inventory import Unsure, inventory

_FORMAT = b"avtale text 1\n"


class Printed(Struct, frozen=True):
    """What is printed, the language that was settled, and how many documents could not be read."""

    text: str
    lang: str
    unread: int = 0


class _Kept(Struct, frozen=True):
    state: bytes
    printed: Printed


def printed(invocation: Invocation, asked: tuple[object, ...], make: Callable[[], Printed]) -> Printed:
    """What `make` makes of the whole repository on the run's day, or made last time, where nothing has changed since.

    `asked` is all else the text depends on: the command, its options, the width. What cannot be told for sure is made anew.
    """
    folder, root = environment.answers_folder(), find_root(invocation.chosen_repo or Path.cwd())
    files = None if folder is None or root is None else _files(root)
    if folder is None or root is None or files is None:
        return make()
    question = msgspec.json.encode([str(root), invocation.asked_lang, [str(each) for each in asked]])
    path = folder / "text" / sum_of(_FORMAT, question).hex()
    state = state_of(root, files, invocation.on.isoformat())
    found = _read(path)
    if found is not None and found.state == state:
        invocation.settled_lang = found.printed.lang
        return found.printed
    made = make()
    if may_be_kept(files, invocation.repository.entries) and _files(root) == files:
        with contextlib.suppress(OSError):  # a disk that refuses is no fault
            write_answer(path, _FORMAT, msgspec.msgpack.encode(_Kept(state, made)))
    return made


def _files(root: Path) -> dict[str, bytes] | None:
    """What lies in the repository; None where that cannot be told for sure, or a plan lies there."""
    try:
        files = inventory(root)
    except (Unsure, OSError, UnicodeError):
        return None
    return None if has_plans(files) else files


def _read(path: Path) -> _Kept | None:
    try:
        packed = read_answer(path, _FORMAT)
        return None if packed is None else msgspec.msgpack.decode(packed, type=_Kept)
    except (msgspec.MsgspecError, OSError):
        return None
