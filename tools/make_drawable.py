"""Write src/avtale/format/drawable.txt: the code points that the fonts of the documents draw, in ranges of hex.

Run with `make model`; a test fails when the file is not what this writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from avtale.render.font_instances import covered

TARGET = Path(__file__).resolve().parents[1] / "src/avtale/format/drawable.txt"


def table() -> str:
    """The file's text."""
    return "\n".join(_ranges(sorted(frozenset().union(*covered().values())))) + "\n"


def _ranges(codes: list[int]) -> Iterator[str]:
    for _, run in groupby(enumerate(codes), key=lambda pair: pair[1] - pair[0]):
        numbers = [code for _, code in run]
        yield f"{numbers[0]:X}" if len(numbers) == 1 else f"{numbers[0]:X}-{numbers[-1]:X}"


if __name__ == "__main__":
    TARGET.write_text(table(), encoding="ascii")
    print(f"{TARGET.name}: {len(table().splitlines())} ranges")
