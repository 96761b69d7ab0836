"""A file that a command wrote, or would write: what was there, what is there now, and what its author must see to."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

from msgspec import Struct

from avtale.facts.repository import Repository
from avtale.message import Message
from avtale.terminal import one_line

_LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")  # as diff and patch see lines, not as Python does


class FileChange(Struct, frozen=True):
    """`before` is the text of `origin`, which `after` was made from; None where it is new.

    `names` are what the two files are called in a difference. `new` tells that `file` was not there before.
    """

    file: Path
    after: bytes
    names: tuple[str, str]
    before: bytes | None = None
    new: bool = True
    notes: tuple[Message, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether there was anything to write."""
        return self.new or self.before != self.after

    def diff(self) -> str:
        """The change as a unified difference; "" where there is none."""
        source, target = self.names if self.before is not None else ("/dev/null", self.names[1])
        return unified_diff(self.before or b"", self.after, source, target)


def name_in(file: Path, repository: Repository) -> str:
    """What a file is called: from the folder above the repository, as findings have it; its path where it lies elsewhere."""
    root, resolved = repository.root, file.resolve()
    if root is not None and resolved.is_relative_to(root):
        return f"{root.name}/{resolved.relative_to(root).as_posix()}"
    return str(file)


def unified_diff(before: bytes, after: bytes, source: str, target: str) -> str:
    """The difference of two texts as `git apply` and `patch` take it; `source` and `target` are what they are called in it."""
    old, new = (_LINE.findall(raw.decode()) for raw in (before, after))
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        for line in difflib.unified_diff(old, new, one_line(source), one_line(target))
    )
