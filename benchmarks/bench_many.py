"""Following up many documents of five duties each: `python benchmarks/bench_many.py [--small | SIZE …] [PART …]`.

`due` and `status` when nothing has changed against a full check; and for the agenda, the calendars and the site, in a process of
their own for each size: time for a document, memory at the peak beyond the repository that is read, the largest page, and a run
over what is unchanged. A PART is `answers`, `agenda`, `calendars` or `site`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from pairs import BIN, ENVIRONMENT, seconds

from avtale.format.fingerprint import fingerprint
from avtale.source.read import read_source

PARTS = ("answers", "agenda", "calendars", "site")
DAY = "2026-11-21"
ABOVE = """format: 1
kind: agreement
key: avtale
language: nb
control_header: {title: Avtale, version: '1.00', approved_by: Bo Eksempel, approved_on: 2026-01-01}
title: Avtale
validity: {from: 2026-01-01, to: 2029-12-31}
"""
DOCUMENT = """format: 1
kind: routine
key: rutine-{number}
language: nb
control_header: {{title: Rutine nummer {number}, version: '1.00', written_by: Ola Oppdiktet, approved_by: Bo Eksempel, approved_on: 2026-01-01}}
title: Lokal rutine nummer {number} ved Oppfølgingstjenesten
based_on: [{{key: avtale, version: '1.00'}}]
parties:
  - {{id: county, names: [{{name: Eksempel fylkeskommune}}]}}
  - {{id: office, names: [{{name: NAV Eksempel {office}}}]}}
office: {{name: NAV Eksempel {office}, municipality: Eksempel}}
responsibilities:
  - {{id: tell, owner: office, strength: shall, does: melder fra om avbrudd nummer {number}, deadline: {{date: 2027-03-01}}}}
  - {{id: report, owner: office, strength: shall, does: skriver rapport, deadline: {{every: 6 months, month: 6}}}}
meetings:
  - {{id: meet, title: Kontaktmøte, every: 1 month, convened_by: county}}
evaluation: {{every: 1 year, month: 5, convened_by: county}}
validity: {{from: 2026-01-01, to: 2029-12-31}}
"""
APPROVAL = "format: 1\nevent: approval\nkey: {key}\nversion: '1.00'\non: 2026-01-01\napproved_by: Bo Eksempel\nfingerprint: {print}\n"
RUN = """
import datetime as dt, json, pathlib, re, sys, time
from avtale import Repository, build_site, write_feeds
from avtale.facts.agenda import agenda
ON = dt.date.fromisoformat(sys.argv[3])
repository, out = Repository.open(pathlib.Path(sys.argv[1])), pathlib.Path(sys.argv[2])
for entry in repository.entries:
    entry.document, entry.fingerprint
repository.versions, repository.replacing, repository.register.approval("", "")  # its own indexes, of whoever asks first
memory = lambda which: int(re.search(which + r":\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1])
read = memory("VmRSS")
pathlib.Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
begun = time.process_time()
if sys.argv[4] == "agenda":
    made = len(agenda(repository, ON))
elif sys.argv[4] == "calendars":
    files = write_feeds(repository, ON, out)
    made = sum(each.state != "same" for each in files)
else:
    outcome = build_site(repository, out, ON, langs=("nb",), pdf=False).outcome
    made = outcome.new + outcome.changed
print(json.dumps({"s": time.process_time() - begun, "kb": memory("VmHWM") - read, "read": read, "made": made}))
"""


def repository(folder: Path, many: int) -> Path:
    """An approved agreement and so many approved routines based on it, each with five duties."""
    agreements = folder / "agreements"
    agreements.mkdir()
    (agreements / "avtale.yaml").write_text(
        "format: 1\nowner: {names: [{name: Eksempel fylkeskommune}]}\n", "utf-8"
    )
    texts = {"avtale": ABOVE} | {
        f"rutine-{number}": DOCUMENT.format(number=number, office=number // 20) for number in range(many)
    }
    for key, text in texts.items():
        file, event = agreements / f"{key}-1.00.yaml", agreements / f"register/{key}/1.00/approval.yaml"
        file.write_text(text, "utf-8")
        event.parent.mkdir(parents=True)
        event.write_text(APPROVAL.format(key=key, print=fingerprint(read_source(file).data)), "utf-8")
    return folder


def unchanged_answers(folder: Path, many: int) -> None:
    """What `due` and `status` take beside a full check."""
    with tempfile.TemporaryDirectory() as answers:
        ENVIRONMENT["AVTALE_CACHE"] = answers
        full = seconds([BIN / "avtale", "check", "--on", DAY, "--no-cache"], cwd=folder, ok=(0, 1))
        print(f"check, {many} documents: {full:.2f} s, {1000 * full / many:.1f} ms each")
        for name in ("due", "status"):
            line = [BIN / "avtale", name, "--on", DAY, "--format", "json"]
            first = seconds(line, cwd=folder)
            again = min(seconds(line, cwd=folder) for _ in range(3))
            print(
                f"{name}: {first:.2f} s from the start, {again:.2f} s when nothing has changed, "
                f"{again / full:.3f} of a check (goal: at most 0.1)"
            )


def measured(folder: Path, out: Path, what: str) -> dict[str, Any]:
    command = [sys.executable, "-c", RUN, str(folder / "agreements"), str(out), DAY, what]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr[-2000:])
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> None:
    sizes = [int(each) for each in sys.argv[1:] if each.isdigit()] or [1_000, 4_000, 10_000]
    if "--small" in sys.argv:
        sizes = [20, 60]
    parts = [each for each in PARTS if each in sys.argv] or list(PARTS)
    peaks: dict[str, list[int]] = {}
    pages = []
    for many in sizes:
        with tempfile.TemporaryDirectory() as temporary:
            folder = repository(Path(temporary), many)
            if "answers" in parts:
                unchanged_answers(folder, many)
            for what in (each for each in parts if each != "answers"):
                out = Path(temporary, what)
                first = measured(folder, out, what)
                again = measured(folder, out, what) if what != "agenda" else {"s": 0, "made": 0}
                if again["made"]:
                    sys.exit(f"{what}: {again['made']} files were written though nothing has changed")
                peaks.setdefault(what, []).append(first["kb"])
                print(
                    f"{what}, {many} documents: {1000 * first['s'] / many:.1f} ms each, unchanged {1000 * again['s'] / many:.1f} ms; "
                    f"{first['kb'] / 1024:.0f} MB at the peak beyond the {first['read'] / 1024:.0f} MB of the repository"
                )
            if "site" in parts:
                pages.append(max(path.stat().st_size for path in Path(temporary, "site/nb").rglob("*.html")))
    for what in (each for each in ("calendars", "site") if each in parts and len(sizes) > 1):
        grown = 1024 * (peaks[what][-1] - peaks[what][0]) / (sizes[-1] - sizes[0])
        print(f"{f'{what}, memory for each document more':<44} {grown:5.0f} bytes (goal: at most 1024)")
    if len(pages) > 1:
        print(f"{'the largest page, of the most and the fewest':<44} {pages[-1] / pages[0]:5.2f}×")


if __name__ == "__main__":
    main()
