"""A baseline: findings that are accepted as they stand today, so that old agreements can be taken in.

A check against it fails only on what is new, and tells what is gone. The file is written once; afterwards
it only shrinks. What would hide that something decided was altered is never accepted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import asdict, replace

from avtale.catalogue.report import Report
from avtale.errors import UsageError
from avtale.facts.root import is_document
from avtale.findings import NEVER_ACCEPTED, Finding
from avtale.message import Message
from avtale.report.identity import Identity, identities
from avtale.report.own_output import read_json
from avtale.source.named import named_file
from avtale.source.write import write_whole
from avtale.terminal import json_row

FORMAT = 1
MAX_BYTES = 64 * 1_048_576
_KEYS = ("code", "file", "pointer", "content")


class Compared(Report, frozen=True):
    """A report whose findings are only those that the baseline does not accept.

    `accepted` are the findings it does; `gone` is what it still lists and nobody finds any more.
    `moved` are the files it knows by a path they have left, with the path they have now.
    """

    accepted: tuple[Finding, ...] = ()
    gone: tuple[Identity, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()


def compare(
    report: Report, baseline: Iterable[Identity], *, whole: bool = True, documents: Collection[str] = ()
) -> Compared:
    """Take what `baseline` accepts out of `report`.

    Equal findings are counted: two accepted do not cover a third. Unless the `whole` repository was
    checked, nothing is said to be gone from files that were not looked at. `documents` are the names of all
    document files there are: by them, one that was moved to another folder and kept its name is known again.
    """
    known = list(baseline)
    moved = moves({each.file for each in known}, documents)
    left = Counter(at(each, moved) for each in known)
    new, accepted = [], []
    for finding, found in zip(report.findings, identities(report), strict=True):
        if left[found] > 0 and found.code not in NEVER_ACCEPTED:
            left[found] -= 1
            accepted.append(finding)
        else:
            new.append(finding)
    gone = sorted(each for each in left.elements() if whole or each.file in report.sources)
    return Compared(
        report.checked,
        tuple(new),
        report.sources,
        report.not_compared,
        tuple(accepted),
        tuple(gone),
        tuple(sorted(moved.items())),
    )


compare_baseline = compare  # as avtale has it, flat


def acceptable(report: Report) -> list[Identity]:
    """What a baseline of this report holds, sorted."""
    return sorted(known for known in identities(report) if known.code not in NEVER_ACCEPTED)


def shrunk(baseline: Iterable[Identity], compared: Compared) -> list[Identity]:
    """The baseline without what is gone, and with the paths that files have now."""
    moved = dict(compared.moved)
    return sorted((Counter(at(each, moved) for each in baseline) - Counter(compared.gone)).elements())


def at(known: Identity, moved: Mapping[str, str]) -> Identity:
    """The identity with the path that its file has now."""
    return replace(known, file=moved[known.file]) if known.file in moved else known


def moves(known: Collection[str], documents: Collection[str]) -> dict[str, str]:
    """Where each document went that is no longer at its path: to the one new path with its name, if there is just one."""
    gone, come = set(known).difference(documents), set(documents).difference(known)
    lost, arrived = _by_name(file for file in gone if is_document(file.partition("/")[2])), _by_name(come)
    return {
        files[0]: arrived[name][0]
        for name, files in lost.items()
        if len(files) == 1 and len(arrived.get(name, ())) == 1
    }


def _by_name(files: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for file in files:
        found.setdefault(file.rpartition("/")[2], []).append(file)
    return found


def read_baseline(path: Path) -> list[Identity]:
    """The baseline in `path`. Raises `UsageError` where there is none or it is no baseline."""
    missing = Message(
        f"Fant ikke grunnlinjen {path}. Lag den med --write-baseline.",
        f"No baseline {path}. Make it with --write-baseline.",
    )
    with named_file(path, missing=missing) as file:
        raw = file.read(MAX_BYTES + 1)
    raw = raw if len(raw) <= MAX_BYTES else b""
    found = parsed(raw)
    if found is None and re.search(rb"^(?:<{7}|={7}$|>{7})", raw, re.M):
        raise UsageError(
            nb=f"{path} har merker etter en fletting i git. Behold bare de linjene som står på begge sider, ta bort merkene, "
            "og kjør en gang til. Står det for lite der, blir funnet meldt som nytt.",
            en=f"{path} holds the marks of a merge in git. Keep only the lines that stand on both sides, take the marks away, "
            "and run again. Where too little is kept, a finding is told as new.",
        )
    if found is None and _is_newer(raw):
        raise UsageError(
            nb=f"{path} er laget av en nyere avtale enn denne. Oppgrader avtale.",
            en=f"{path} was made by a newer avtale than this. Upgrade avtale.",
        )
    if found is None:
        raise UsageError(
            nb=f"{path} er ingen grunnlinje fra avtale. Hent den gamle fra git, eller lag en ny med --write-baseline.",
            en=f"{path} is no baseline of avtale. Restore it from git, or make a new one with --write-baseline.",
        )
    return found


def write_baseline(path: Path, baseline: Iterable[Identity], *, replace: bool = True) -> None:
    """Write a baseline, whole or not at all. With `replace=False` an existing file is left alone: `UsageError`."""
    write_whole(path, as_json(baseline).encode("utf-8", "surrogateescape"), replace=replace)


def as_json(baseline: Iterable[Identity]) -> str:
    """The baseline as it is written: sorted, one finding a line."""
    rows = [{key: asdict(known)[key] for key in _KEYS} for known in sorted(baseline)]
    # One finding a line: a merge of two branches that each remove some then goes by lines.
    listed = ",\n".join("    " + json_row(row) for row in rows)
    body = f"[\n{listed}\n  ]" if rows else "[]"
    return f'{{\n  "format": {FORMAT},\n  "baseline": {body}\n}}\n'


def _is_newer(raw: bytes) -> bool:
    data = read_json(raw.decode("utf-8", "surrogateescape"))
    number = data.get("format") if isinstance(data, dict) and "baseline" in data else None
    return isinstance(number, int) and number > FORMAT


def parsed(raw: bytes) -> list[Identity] | None:
    """The rows of a baseline; None where it is none."""
    text = raw.decode("utf-8", "surrogateescape")  # a file name need not be UTF-8
    # Whoever mends a merge by hand takes whole lines, and so leaves a comma too many or too few.
    data = read_json(re.sub(r"\}[^\S\n]*+\n\s*+\{", "},\n{", re.sub(r",(\s*\]\s*\}\s*)\Z", r"\1", text)))
    if (
        not isinstance(data, dict)
        or data.get("format") != FORMAT
        or not isinstance(data.get("baseline"), list)
    ):
        return None
    rows: list[Any] = data["baseline"]
    if not all(isinstance(row, dict) and all(isinstance(row.get(key), str) for key in _KEYS) for row in rows):
        return None
    return [Identity(**{key: row[key] for key in _KEYS}) for row in rows]
