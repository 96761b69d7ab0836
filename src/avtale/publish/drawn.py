"""What rich draws, as text: the same bytes in a terminal, a pipe and a file."""

from __future__ import annotations

import io
from collections.abc import Iterable

from rich.console import Console, RenderableType

NARROW = 90
"""Below so many columns a table would break its words."""


def drawn(blocks: Iterable[RenderableType], *, colour: bool, width: int) -> str:
    """The blocks below one another, `width` columns wide, without spaces at the ends of lines."""
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    for block in blocks:
        console.print(block)
    text = "\n".join(line.rstrip() for line in stream.getvalue().splitlines())
    return text.strip("\n") + "\n"
