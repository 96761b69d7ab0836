"""A baseline: findings that are accepted as they stand today, so that old agreements can be taken in.

A check against it fails only on what is new, and tells what is gone. The file is written once; afterwards
it only shrinks. What would hide that something decided was altered is never accepted.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from msgspec.structs import asdict

from avtale.errors import Misuse, Surroundings
from avtale.findings import Finding
from avtale.report.identity import Identity, identities
from avtale.rules.check import Report
from avtale.source.write import write_whole

FORMAT = 1
MAX_BYTES = 64 * 1_048_576
# "Approved means frozen" and "Privacy by construction" (DESIGN.md): these stay errors whatever a baseline says.
NEVER = frozenset(
    {
        "approval-differs",
        "changed-after-approval",
        "national-number",
        "register-changed",
        "transcription-approved",
    }
)
_KEYS = ("code", "file", "pointer", "content")


class Compared(Report, frozen=True):
    """A report whose findings are only those that the baseline does not accept.

    `accepted` are the findings it does; `gone` is what it still lists and nobody finds any more.
    """

    accepted: tuple[Finding, ...] = ()
    gone: tuple[Identity, ...] = ()


def compare(report: Report, baseline: Iterable[Identity], *, whole: bool = True) -> Compared:
    """Take what `baseline` accepts out of `report`.

    Equal findings are counted: two accepted do not cover a third. Unless the `whole` repository was
    checked, nothing is said to be gone from files that were not looked at.
    """
    left = Counter(baseline)
    new, accepted = [], []
    for finding, known in zip(report.findings, identities(report), strict=True):
        if left[known] > 0 and known.code not in NEVER:
            left[known] -= 1
            accepted.append(finding)
        else:
            new.append(finding)
    gone = sorted(known for known in left.elements() if whole or known.file in report.sources)
    return Compared(report.checked, tuple(new), report.sources, tuple(accepted), tuple(gone))


def acceptable(report: Report) -> list[Identity]:
    """What a baseline of this report holds, sorted."""
    return sorted(known for known in identities(report) if known.code not in NEVER)


def shrunk(baseline: Iterable[Identity], gone: Iterable[Identity]) -> list[Identity]:
    """The baseline without what is gone."""
    return sorted((Counter(baseline) - Counter(gone)).elements())


def read_baseline(path: Path) -> list[Identity]:
    """The baseline in `path`. Raises `Misuse` where there is none or it is no baseline."""
    try:
        raw = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
    except FileNotFoundError as error:
        raise Misuse(
            nb=f"Fant ikke grunnlinjen {path}. Lag den med --write-baseline.",
            en=f"No baseline {path}. Make it with --write-baseline.",
        ) from error
    except IsADirectoryError as error:
        raise Misuse(nb=f"{path} er en mappe, ikke en fil.", en=f"{path} is a folder, not a file.") from error
    except OSError as error:
        raise Surroundings(
            nb=f"Kunne ikke lese {path}: {error.strerror}.", en=f"Could not read {path}: {error.strerror}."
        ) from error
    found = _parsed(raw)
    if found is None:
        raise Misuse(
            nb=f"{path} er ingen grunnlinje fra avtale. Hent den gamle fra git, eller lag en ny med --write-baseline.",
            en=f"{path} is no baseline of avtale. Restore it from git, or make a new one with --write-baseline.",
        )
    return found


def write_baseline(path: Path, baseline: Iterable[Identity], *, replace: bool = True) -> None:
    """Write a baseline, whole or not at all. With `replace=False` an existing file is left alone: `Misuse`."""
    write_whole(path, as_json(baseline).encode("utf-8", "surrogateescape"), replace=replace)


def as_json(baseline: Iterable[Identity]) -> str:
    """The baseline as it is written: sorted, one finding a line."""
    rows = [{key: asdict(known)[key] for key in _KEYS} for known in sorted(baseline)]
    # One finding a line: a merge of two branches that each remove some then goes by lines.
    listed = ",\n".join("    " + json.dumps(row, ensure_ascii=False) for row in rows)
    body = f"[\n{listed}\n  ]" if rows else "[]"
    return f'{{\n  "format": {FORMAT},\n  "baseline": {body}\n}}\n'


def _parsed(raw: bytes) -> list[Identity] | None:
    try:
        data = json.loads(raw.decode("utf-8", "surrogateescape"))  # a file name need not be UTF-8
    except (ValueError, RecursionError):
        return None
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
