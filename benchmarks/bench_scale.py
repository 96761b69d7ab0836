"""avtale check of many documents against itself on a tenth of them: `python benchmarks/bench_scale.py [--small]`.

What is compared is the cost of one document: time, and memory at the peak.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from bench_check import repository
from pairs import BIN, ENVIRONMENT


def main() -> None:
    few = 40 if "--small" in sys.argv else 1000
    costs = []
    for many in (few, few * 10):
        with tempfile.TemporaryDirectory() as temporary:
            folder = repository(Path(temporary), many)
            seconds, kilobytes = min(_run(folder) for _ in range(1 if many > 1000 else 3))
        costs.append(seconds / many)
        print(
            f"check, {many} agreements, one process: {seconds:.2f} s of CPU, "
            f"{1000 * seconds / many:.2f} ms and {kilobytes / many:.0f} kB each"
        )
    print(f"{'cost of a document, ten times as many':<44} {costs[1] / costs[0]:5.2f}× (goal: at most 1.2×)")


def _run(folder: Path) -> tuple[float, int]:
    """CPU seconds and the peak of memory in kB of one check."""
    code = (
        "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL);"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN);"
        "print(done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss)"
    )
    ours = [BIN / "avtale", "check", "--on", "2026-11-21", "--no-cache"]
    done = subprocess.run(
        [sys.executable, "-c", code, *ours],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )
    exit_code, seconds, kilobytes = done.stdout.split()
    if exit_code != "0":
        sys.exit(f"avtale ended with {exit_code}")
    return float(seconds), int(kilobytes)


if __name__ == "__main__":
    main()
