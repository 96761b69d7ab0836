"""Does a test notice? Each fault of tests/mutations.yaml is put into a copy of the code, and its tests are run on that.

`make mutate` runs all; `make mutate ARGS=strength` those whose description holds the word. A mutation that no test
notices is a hole in the tests; one whose text is not found is out of date. Either ends it with 1.
A small script, since the tools there are mutate at random: here each mutation is a promise of the product.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("src", "schemas", "templates")


def main() -> int:
    mutations = YAML(typ="safe").load((ROOT / "tests/mutations.yaml").read_text(encoding="utf-8"))
    wanted = [each for each in mutations if all(word in each["breaks"] for word in sys.argv[1:])]
    assert wanted, "no such mutation"
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        answers = list(pool.map(tried, wanted))
    for mutation, answer in zip(wanted, answers, strict=True):
        print(f"{answer:9} {mutation['breaks']}")
    noticed = answers.count("noticed")
    print(f"{noticed} of {len(wanted)} mutations noticed")
    return 0 if noticed == len(wanted) else 1


def tried(mutation: dict[str, str]) -> str:
    """`noticed`, `UNNOTICED`, or why it could not be tried."""
    with tempfile.TemporaryDirectory() as name:
        for part in PARTS:
            shutil.copytree(ROOT / part, Path(name, part), ignore=shutil.ignore_patterns("__pycache__"))
        file = Path(name, mutation["file"])
        text = file.read_text(encoding="utf-8")
        if text.count(mutation["was"]) != 1:
            return "OUTDATED"
        file.write_text(text.replace(mutation["was"], mutation["now"]), encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-x",
            "-m",
            "not extended",
            *mutation["noticed_by"].split(),
        ]
        environment = {**os.environ, "PYTHONPATH": str(Path(name, "src")), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    failed = done.returncode == 1 and " failed" in done.stdout
    return "noticed" if failed else "UNNOTICED" if done.returncode == 0 else f"BROKEN {done.stdout[-300:]}"


if __name__ == "__main__":
    sys.exit(main())
