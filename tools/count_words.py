"""How much of a document stands in fields, and how much in free prose: `python -m tools.count_words FILE…`.

A word is a run of letters or digits, with what joins it inside (`NAV-kontor`, `2027-08-01`, `5,5`); a sign alone is none.

*In prose* is each word of a value that the schema calls `prose`: running text in Markdown, such as a background, a scope, or the
text of a section or clause of one's own, that no rule, calendar or overview reads as anything but text.

*In fields* is each other word that the author worded: names, titles, what a duty says, dates, periods, amounts.

Counted as neither, since they would only make the share larger: keys, ids and what refers to them (`owner: county`), words that
are chosen (`shall`), true and false, digests, the first lines that say what file it is (format, kind, key, language), comments and silences.
A text in several languages counts in each.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from avtale.format import labels, schema
from avtale.source.read import read_source

_WORD = re.compile(r"\w+(?:[-–'’./,:]\w+)*")
_PARTS_LEFT_OUT = frozenset({"identifier", "language", "strength", "sha256", "actors"})
_KEYS_LEFT_OUT = frozenset({"format", "kind", "key", "language", "languages", "silences", "file", "at"})


def words(path: Path) -> tuple[int, int]:
    """The number of words in fields and in prose of the document at `path`. Raises `ValueError` where it is no document."""
    data = read_source(path).data
    kind = data.get("kind") if isinstance(data, dict) else None
    if kind not in schema.kinds():
        raise ValueError(f"{path}: no document; kind is {kind!r}")
    root = schema.bundled(kind)
    found = list(_values(data, root, root, prose=False))
    return sum(n for n, prose in found if not prose), sum(n for n, prose in found if prose)


def _values(
    value: Any, spec: dict[str, Any], root: dict[str, Any], *, prose: bool
) -> Iterator[tuple[int, bool]]:
    """The number of words of each value that is counted, and whether it is prose."""
    part = str(spec.get("$ref", "")).rpartition("/")[2]
    told = labels.resolved(root, spec)
    prose = prose or part == "prose"
    if (
        part in _PARTS_LEFT_OUT
        or "x-refers" in told
        or "enum" in told
        or isinstance(value, bool)
        or value is None
    ):
        return
    if isinstance(value, dict):
        for key, each in value.items():
            if key not in _KEYS_LEFT_OUT:
                yield from _values(each, told.get("properties", {}).get(key, {}), root, prose=prose)
    elif isinstance(value, list):
        for each in value:
            yield from _values(each, told.get("items", {}), root, prose=prose)
    else:
        yield len(_WORD.findall(str(value))), prose


def main() -> int:
    first, _, rest = (__doc__ or "").partition("\n\n")
    parser = argparse.ArgumentParser(
        prog="python -m tools.count_words",
        description=first,
        epilog=rest,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a document")
    parser.add_argument(
        "--at-least",
        type=float,
        default=0,
        metavar="PERCENT",
        help="end with 1 where less of one is in fields",
    )
    asked = parser.parse_args()
    low = False
    for path in asked.files:
        fields, prose = words(path)
        share = 100 * fields / ((fields + prose) or 1)
        low = low or share < asked.at_least
        print(f"{share:5.1f} %  {fields:5} in fields  {prose:5} in prose  {path}")
    return int(low)


if __name__ == "__main__":
    sys.exit(main())
