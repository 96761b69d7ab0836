"""The main job, end to end, on the agreements in this repository: what `make demo` runs.

Everything happens in build/demo/, made anew from agreements/ without its register.
Each step is one command as a user would type it, and must end with the exit code that is right for it.
A command that is not written yet is named as missing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
DEMO = TOP / "build" / "demo"
AVTALE = Path(sys.executable).with_name("avtale")

#: The day the demo takes place, so that it tells the same story in ten years.
ON = ("--on", "2026-11-21")
OLD = "troms-nav-ot@1.01"
#: Opens the demonstration keys, which are worth nothing.
PASSWORD = "demo"


@dataclass(frozen=True)
class Step:
    """One command: what the reader is told, the words after `avtale`, and what must come of it."""

    title: str
    words: tuple[str, ...]
    exit_code: int = 0
    keep: str = ""
    """The file under build/demo/ that gets what the command prints."""


STEPS = [
    Step("Sjekker avtalene", ("check", *ON), exit_code=1, keep="findings.txt"),
    Step("Viser den gamle avtalen", ("show", OLD, *ON), keep="old.txt"),
    Step("Lager den gamle avtalen som HTML og PDF", ("render", OLD, *ON, "--to", "documents")),
    Step("Lister hva som gjelder", ("status", *ON), keep="status.txt"),
    Step("Skriver kalenderen", ("remind", *ON, "--calendar", "calendar.ics")),
]
#: Steps whose commands are not written yet; each moves to STEPS with its command.
AWAITED = ["approve", "keys", "sign", "verify"]


def prepare() -> None:
    """build/demo/ with a copy of agreements/, without what was approved and signed there."""
    shutil.rmtree(DEMO, ignore_errors=True)
    DEMO.mkdir(parents=True)
    if (TOP / "agreements").is_dir():
        shutil.copytree(TOP / "agreements", DEMO / "agreements", ignore=shutil.ignore_patterns("register"))


def exists(command: str) -> bool:
    """Whether the command line has this command."""
    return find_spec(f"avtale.cli.commands.{command}") is not None


def run(number: int, step: Step) -> bool:
    """Carry out one step and say how it went; False if it ended otherwise than it should."""
    print(f"{number}/{len(STEPS)} {step.title}: avtale {' '.join(step.words)}", flush=True)
    begun = time.monotonic()
    surroundings = {**os.environ, "AVTALE_PASSWORD": PASSWORD, "PYTHONUTF8": "1"}
    result = subprocess.run(
        [AVTALE, *step.words], cwd=DEMO, env=surroundings, capture_output=True, check=False
    )
    if step.keep:
        (DEMO / step.keep).write_bytes(result.stdout)
    if result.returncode == step.exit_code:
        print(f"    ferdig, {time.monotonic() - begun:.1f} s")
        return True
    print(f"    gikk galt: sluttet med {result.returncode}, ventet {step.exit_code}")
    sys.stdout.flush()
    sys.stderr.buffer.write(result.stdout + result.stderr)
    return False


def main() -> int:
    """Every step that can be taken, what is missing, and a table of what was made."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    prepare()
    missing = [command for command in AWAITED if not exists(command)]
    good = True
    for number, step in enumerate(STEPS, 1):
        command = step.words[0]
        if exists(command):
            good = run(number, step) and good
        else:
            missing.append(command)
    made = sorted(
        path for path in DEMO.rglob("*") if path.is_file() and DEMO / "agreements" not in path.parents
    )
    print("\nLaget:" if made else "\nIngenting er laget.")
    for path in made:
        print(f"    {path.stat().st_size:>9} byte  {path.relative_to(TOP)}")
    if missing:
        print(f"Mangler ennå: {', '.join(missing)}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
