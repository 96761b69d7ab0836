"""avtale site of many documents against itself on a tenth of them: `python benchmarks/bench_site.py [--small]`.

What is compared: time for a document, memory that the site takes beyond the repository it is made of, the largest page, and
a run over an unchanged site.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from pairs import ENVIRONMENT

DOCUMENT = """format: 1
kind: routine
key: rutine-{number}
language: nb
control_header: {{title: Rutine nummer {number}, version: '1.00', written_by: Ola Oppdiktet}}
title: Lokal rutine nummer {number} ved Oppfølgingstjenesten
based_on: [{{key: avtale, version: '1.00'}}]
parties:
  - id: county
    names: [{{name: Eksempel fylkeskommune}}]
  - id: office
    names: [{{name: NAV Eksempel {office}}}]
office: {{name: NAV Eksempel {office}, municipality: Eksempel}}
responsibilities:
  - {{id: tell, owner: office, strength: shall, does: melder fra om avbrudd nummer {number}, deadline: {{date: 2027-03-01}}}}
meetings:
  - {{id: meet, title: Kontaktmøte, every: 1 year, convened_by: county, strength: shall}}
evaluation: {{every: 1 year, month: 5, convened_by: county}}
validity: {{from: 2026-01-01, to: 2029-12-31}}
"""
RUN = """
import datetime as dt, pathlib, resource, sys, time
from avtale import Repository, build_site
repository = Repository.open(pathlib.Path(sys.argv[1]))
for entry in repository.entries:
    entry.fingerprint
build = lambda to: build_site(repository, pathlib.Path(to), dt.date(2026, 11, 21), langs=("nb",), pdf=False)
build(sys.argv[2] + ".warm") if len(repository.entries) < 30 else None
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
begun = time.process_time()
made = build(sys.argv[2]).outcome
print(time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, made.new, made.changed)
"""


def repository(folder: Path, count: int) -> Path:
    """An approved agreement and so many approved routines that are based on it, each with three duties."""
    agreements = folder / "agreements"
    agreements.mkdir()
    (agreements / "avtale.yaml").write_text(
        "format: 1\nowner: {names: [{name: Eksempel fylkeskommune}]}\n", "utf-8"
    )
    above = "format: 1\nkind: agreement\nkey: avtale\nlanguage: nb\ncontrol_header: {title: Avtale, version: '1.00'}\ntitle: Avtale\n"
    (agreements / "avtale-1.00.yaml").write_text(
        above + "validity: {from: 2026-01-01, to: 2029-12-31}\n", "utf-8"
    )
    for number in range(count):
        text = DOCUMENT.format(number=number, office=number // 20)
        (agreements / f"rutine-{number}-1.00.yaml").write_text(text, encoding="utf-8")
    for path in agreements.glob("*-1.00.yaml"):
        key = path.name.removesuffix("-1.00.yaml")
        event = agreements / f"register/{key}/1.00/approval.yaml"
        event.parent.mkdir(parents=True)
        event.write_text(
            f"format: 1\nevent: approval\nkey: {key}\nversion: '1.00'\non: 2026-01-01\n"
            f"approved_by: Bo Eksempel\nfingerprint: sha256-jcs:{'0' * 64}\n",
            "utf-8",
        )
    return agreements


def main() -> None:
    few = 20 if "--small" in sys.argv else 200
    costs, kilobytes, pages = [], [], []
    for many in (few, few * 10):
        with tempfile.TemporaryDirectory() as temporary:
            agreements, site = repository(Path(temporary), many), Path(temporary, "site")
            seconds, memory, new, _ = _run(agreements, site)
            again, _, written, changed = _run(agreements, site)
            largest = max(path.stat().st_size for path in (site / "nb").rglob("*.html"))
        if written or changed:
            sys.exit(f"an unchanged site was written: {written} new, {changed} changed")
        costs.append(seconds / many)
        kilobytes.append(memory)
        pages.append(largest)
        print(
            f"site, {many} documents, no PDFs: {seconds:.2f} s of CPU, {1000 * seconds / many:.1f} ms each, {new:.0f} files; "
            f"{memory / 1024:.0f} MB beyond the repository; largest page {largest / 1000:.1f} kB; again, unchanged: {again:.2f} s"
        )
    grown = (kilobytes[1] - kilobytes[0]) / (few * 9)
    print(f"{'cost of a document, ten times as many':<44} {costs[1] / costs[0]:5.2f}× (goal: at most 1.2×)")
    print(f"{'memory for each document more':<44} {grown:5.2f} kB (goal: at most 1 kB)")
    print(f"{'the largest page, ten times as many':<44} {pages[1] / pages[0]:5.2f}×")


def _run(agreements: Path, site: Path) -> tuple[float, int, float, float]:
    command = [sys.executable, "-c", RUN, str(agreements), str(site)]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr[-2000:])
    seconds, memory, new, changed = map(float, done.stdout.split())
    return seconds, int(memory), new, changed


if __name__ == "__main__":
    main()
