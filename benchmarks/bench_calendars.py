"""The calendars of many documents against those of a tenth of them: `python benchmarks/bench_calendars.py [--small]`.

What is compared is what making them takes beside the repository that is read: memory at the peak for each document, and time.
"""

from __future__ import annotations

import datetime as dt
import resource
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from avtale import Repository, write_feeds
from avtale.format.fingerprint import fingerprint
from avtale.source.read import read_source

ON = dt.date(2026, 11, 21)
DOCUMENT = """format: 1
kind: agreement
key: avtale-{number}
language: nb
title: Avtale {number}
control_header: {{title: Avtale {number}, version: '1.00'}}
parties:
  - {{id: county, names: [{{name: Nordlia fylkeskommune}}]}}
  - {{id: nav, names: [{{name: NAV Sted {office}}}]}}
validity: {{from: 2026-01-01, to: 2029-12-31}}
evaluation: {{every: 1 year, month: 4, convened_by: county}}
meetings: [{{id: monthly, title: Kontaktmøte, every: 1 month, convened_by: nav}}]
responsibilities:
  - {{id: letter, owner: county, does: sende brev, deadline: {{every: 1 year, month: 9}}}}
  - {{id: report, owner: nav, does: skrive rapport, deadline: {{every: 6 months, month: 6}}}}
"""


def repository(folder: Path, many: int) -> Path:
    """A repository of `many` agreements in force, each of five duties."""
    agreements = folder / "agreements"
    agreements.mkdir()
    (agreements / "avtale.yaml").write_text("format: 1\n")
    for number in range(many):
        path = agreements / f"avtale-{number}-1.00.yaml"
        path.write_text(DOCUMENT.format(number=number, office=number % 10), encoding="utf-8")
        event = agreements / f"register/avtale-{number}/1.00/approval.yaml"
        event.parent.mkdir(parents=True)
        event.write_text(
            f"format: 1\nevent: approval\nkey: avtale-{number}\nversion: '1.00'\non: 2026-01-05\n"
            f"approved_by: Bo Eksempel\nfingerprint: {fingerprint(read_source(path, path.name).data)}\n"
        )
    return agreements


def cost(many: int) -> tuple[float, float, float]:
    """Bytes of memory for each document at the peak, and seconds of CPU for each: the first time, and when nothing changed."""
    with tempfile.TemporaryDirectory() as temporary:
        read = Repository.open(repository(Path(temporary), many))
        out = Path(temporary) / "out"
        began = _seconds()
        write_feeds(read, ON, out)
        first = _seconds() - began
        began = _seconds()
        assert {each.state for each in write_feeds(read, ON + dt.timedelta(days=1), out)} == {"same"}
        again = _seconds() - began
        tracemalloc.start()
        write_feeds(read, ON, out, dry_run=True)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak / many, first / many, again / many


def _seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main() -> None:
    few = 20 if "--small" in sys.argv else 200
    began = time.monotonic()
    costs = []
    for many in (few, few * 10):
        memory, first, again = cost(many)
        costs.append(memory * many)
        print(
            f"calendars of {many} agreements: {memory:.0f} bytes of memory at the peak for each, "
            f"{1000 * first:.1f} ms the first time, {1000 * again:.1f} ms when nothing changed"
        )
    more = (costs[1] - costs[0]) / (few * 9)
    print(f"{'memory for each document more':<44} {more:5.0f} bytes (goal: at most 1024)")
    print(f"{time.monotonic() - began:.0f} s in all", file=sys.stderr)


if __name__ == "__main__":
    main()
