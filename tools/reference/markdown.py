"""What the pages that are made have in common."""

from __future__ import annotations

import re


def plain(text: str) -> str:
    """Words as they are, where Markdown would take some of their characters for marks."""
    return re.sub(r"([\\`*_<>\[\]|])", r"\\\1", " ".join(text.split()))


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A table of cells that are Markdown already."""
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def contents(names: list[str], depth: int = 1) -> str:
    """Sphinx' list of pages below this one."""
    return f"```{{toctree}}\n:maxdepth: {depth}\n\n" + "\n".join(names) + "\n```\n"
