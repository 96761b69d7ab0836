"""A file that a command wrote, or would write: what was there, what is there now, and what its author must see to."""

from __future__ import annotations

import difflib
from pathlib import Path

from msgspec import Struct

from avtale.message import Message
from avtale.terminal import one_line


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
        old = self.before.decode("utf-8-sig").splitlines(keepends=True) if self.before is not None else []
        new = self.after.decode("utf-8-sig").splitlines(keepends=True)
        source, target = self.names if self.before is not None else ("/dev/null", self.names[1])
        lines = difflib.unified_diff(old, new, one_line(source), one_line(target))
        return "".join(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
        )
