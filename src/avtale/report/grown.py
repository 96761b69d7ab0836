"""Whether a baseline grew since the merge base in git: it may take in more documents, and else it only shrinks.

What counts is what it accepts now and would not have accepted as it was. A row that nobody needs hides nothing.
"""

from __future__ import annotations

import os
from collections import ChainMap, Counter, defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from msgspec import Struct
from msgspec.structs import replace

from avtale.facts.git import Before, files_at
from avtale.findings import Finding, Problem
from avtale.national_number import masked
from avtale.report.baseline import Compared, at, moves, parsed, read_baseline
from avtale.report.identity import Identity, identities

if TYPE_CHECKING:
    from avtale.source.read import Source

CODE = "baseline-grown"


class Grown(Struct, frozen=True):
    """What a baseline accepts beyond what it was: `wrong` in files that were there, `taken` in those that have come since.

    `base` is the revision that `wrong` was first seen against.
    """

    wrong: Counter[Identity]
    taken: Counter[Identity]
    base: str = ""

    def __bool__(self) -> bool:
        return bool(self.wrong or self.taken)


def grown(compared: Compared, past: Sequence[Before], root: Path, documents: Collection[str]) -> Grown:
    """How much more the baseline accepts than it did in each of `past`.

    One that was not there, or was no baseline, has nothing to grow from. `documents` are the names of all document
    files there are now: by them one that was moved is known, and is not new. Raises `SystemFailure` where git does not tell.
    """
    held = [(then, parsed(then.content)) for then in past if then.content is not None]
    accepted = Counter(identities(replace(compared, findings=compared.accepted)))
    wrong, taken, first = Counter[Identity](), Counter[Identity](), ""
    for number, (then, rows) in enumerate((then, rows) for then, rows in held if rows is not None):
        moved = moves({each.file for each in rows}, documents)
        more = accepted - Counter(at(each, moved) for each in rows)
        taken = taken & more if number else more  # what one of them held already is not taken in now
        if not more:
            continue
        were = {masked(f"{root.name}/{path}") for path in files_at(root, then.commit)}
        were |= set(moves(were, documents).values())
        if found := Counter({each: count for each, count in more.items() if each.file in were}):
            wrong |= found
            first = first or then.base
    return Grown(wrong, taken - wrong, first)


def describe_grown(compared: Compared, more: Grown, path: Path, root: Path, lang: str) -> Compared:
    """The report with an error for each row that should not be there, and a notice of those that may."""
    from avtale.catalogue.finding import finding
    from avtale.source.read import Source

    moved = dict(compared.moved)
    places = defaultdict[Identity, list[int]](list)
    for index, row in enumerate(read_baseline(path)):
        places[at(row, moved)].append(index)
    name = masked(Path(os.path.relpath(path.resolve(), root.resolve().parent)).as_posix())
    source = Source(name, path.read_bytes().decode("utf-8", "replace"))
    problems = [
        _wrong(known, index, more.base)
        for known, number in sorted(more.wrong.items())
        for index in places[known][-number:]
    ]
    if more.taken:
        problems.append(_taken(more.taken, min(places[known][-1] for known in more.taken)))
    findings: list[Finding] = [finding(problem, source, lang) for problem in problems]
    return replace(
        compared,
        findings=tuple(sorted((*compared.findings, *findings))),
        sources=ChainMap(
            {name: source}, cast("dict[str, Source]", compared.sources)
        ),  # copied, all would be read
    )


def _wrong(known: Identity, index: int, base: str) -> Problem:
    from avtale.rules.suppressions import can_be_silenced

    silence = (", eller skriv et unntak med grunn", ", or write a silence with a reason")
    nb, en = silence if can_be_silenced(known.code) else ("", "")
    return Problem(
        CODE,
        f"/baseline/{index}",
        f"Grunnlinjen har vokst siden «{base}»: den godtar «{known.code}» i {known.file}, og det gjorde den ikke før. "
        f"Ta bort linjen, og rett funnet{nb}.",
        f"The baseline has grown since “{base}”: it accepts “{known.code}” in {known.file}, which it did not before. "
        f"Take the line away, and mend the finding{en}.",
    )


def _taken(taken: Counter[Identity], index: int) -> Problem:
    number, files = taken.total(), sorted({known.file for known in taken})
    nb = "1 ny fil" if len(files) == 1 else f"{len(files)} nye filer"
    en = "1 new file" if len(files) == 1 else f"{len(files)} new files"
    return Problem(
        CODE,
        f"/baseline/{index}",
        f"Grunnlinjen tar inn {number} funn fra {nb}: {_listed(files, 'og', 'til')}. "
        "Se etter at det er gamle avtaler, og ikke noe dere skriver nå.",
        f"The baseline takes in {number} {'finding' if number == 1 else 'findings'} from {en}: {_listed(files, 'and', 'more')}. "
        "See that they are old agreements, and nothing that is written now.",
        severity="notice",
    )


def _listed(files: Sequence[str], also: str, more: str) -> str:
    shown = ", ".join(file.rpartition("/")[2] for file in files[:3])
    return shown if len(files) <= 3 else f"{shown} {also} {len(files) - 3} {more}"
