"""avtale due and status of many approved agreements against a full check: `python benchmarks/bench_due.py [--small]`.

Once from the start, and once when nothing has changed since: then each is to take less than a tenth of a full check.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench_check import repository
from pairs import BIN, ENVIRONMENT, seconds

from avtale.format.fingerprint import fingerprint
from avtale.source.read import read_source

DAY = "2026-11-21"
APPROVAL = "format: 1\nevent: approval\nkey: {key}\nversion: '2.00'\non: 2026-07-01\napproved_by: Bo Eksempel\nfingerprint: {print}\n"


def approved(folder: Path, count: int) -> Path:
    """As `repository`, each agreement approved, so that its nine duties fall due."""
    repository(folder, count)
    for file in (folder / "agreements/ot").glob("*.yaml"):
        key = file.stem.removesuffix("-2.00")
        event = folder / "agreements/register" / key / "2.00/approval.yaml"
        event.parent.mkdir(parents=True)
        told = APPROVAL.format(key=key, print=fingerprint(read_source(file).data))
        event.write_text(told, encoding="utf-8")
    return folder


def main() -> None:
    many = (
        40
        if "--small" in sys.argv
        else int(sys.argv[1])
        if len(sys.argv) > 1 and sys.argv[1].isdigit()
        else 10_000
    )
    with tempfile.TemporaryDirectory() as temporary, tempfile.TemporaryDirectory() as answers:
        ENVIRONMENT["AVTALE_CACHE"] = answers
        folder = approved(Path(temporary), many)
        full = seconds([BIN / "avtale", "check", "--on", DAY, "--no-cache"], cwd=folder, ok=(0, 1))
        print(f"check, {many} agreements: {full:.2f} s")
        for name in ("due", "status"):
            line = [BIN / "avtale", name, "--on", DAY, "--format", "json"]
            first = seconds(line, cwd=folder)
            again = min(seconds(line, cwd=folder) for _ in range(3))
            print(
                f"{name}: {first:.2f} s from the start, {again:.2f} s when nothing has changed, "
                f"{again / full:.3f} of a check (goal: at most 0.1)"
            )


if __name__ == "__main__":
    main()
