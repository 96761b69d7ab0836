"""The main job, end to end, on the agreements in this repository: what `make demo` runs.

Everything happens in build/demo/, made anew from agreements/ without its register: the successor is
approved and signed there, with demonstration keys made on the spot, and nothing outside is touched.
Each step is one command as a user would type it, and must end with the exit code that is right for it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
DEMO = TOP / "build" / "demo"
AVTALE = Path(sys.executable).with_name("avtale")

#: The day the demo takes place, so that it tells the same story in ten years. Signing uses the clock.
ON = ("--on", "2026-11-21")
OLD = "troms-nav-ot@1.01"
NEW = "troms-nav-ot@2.00"
#: Opens the demonstration keys, which are worth nothing.
PASSWORD = "demo"
#: Only the demo counts demonstration signatures.
SETTINGS = "\nsigning:\n  trust: [../keys]\n  count_demonstration: true\n"

UNSIGNED = "documents/troms-nav-ot-2.00.nb.pdf"
BY_ONE = "documents/troms-nav-ot-2.00.nb.signed-county.DEMO-ikke-gyldig.pdf"
BY_BOTH = "documents/troms-nav-ot-2.00.nb.signed-county-nav.DEMO-ikke-gyldig.pdf"


@dataclass(frozen=True)
class Step:
    """One command: what the reader is told, the words after `avtale`, and what must come of it."""

    title: str
    words: tuple[str, ...]
    exit_code: int = 0
    keep: str = ""
    """The file under build/demo/ that gets what the command prints."""


STEPS = [
    Step("Sjekker avtalene og finner feilene i den gamle", ("check", *ON), exit_code=1, keep="findings.txt"),
    Step(
        "Skriver det samme for maskiner",
        ("check", *ON, "--format", "json"),
        exit_code=1,
        keep="findings.json",
    ),
    Step("Viser den gamle avtalen", ("show", OLD, *ON), keep="old.txt"),
    Step("Godkjenner den nye", ("approve", NEW, "--by", "Bo Eksempel", "--on", "2026-06-15")),
    Step("Lager begge som HTML og PDF", ("render", OLD, NEW, *ON, "--to", "documents")),
    Step("Lager demonstrasjonsnøkler", ("keys", NEW, "--to", "keys")),
    Step("Fylkeskommunen skriver under", ("sign", UNSIGNED, "--as", "county", "--key", "keys/county.p12")),
    Step("NAV skriver under", ("sign", BY_ONE, "--as", "nav", "--key", "keys/nav.p12")),
    Step("Undersøker underskriftene", ("verify", BY_BOTH, "--format", "json"), keep="verdict.json"),
    Step("Lister hva som gjelder og forfaller", ("status", *ON), keep="status.txt"),
    Step("Skriver kalenderen", ("remind", "--calendar", "calendar.ics", *ON)),
]

MADE = [
    ("findings.txt", "det som er galt i avtalene, og hva som kan gjøres"),
    ("findings.json", "det samme for maskiner"),
    ("old.txt", "den gamle avtalen, til å lese i terminalen"),
    ("documents/troms-nav-ot-1.01.nb.html", "den gamle, som nettside"),
    ("documents/troms-nav-ot-1.01.nb.pdf", "den gamle, som PDF"),
    ("documents/troms-nav-ot-2.00.nb.html", "den nye, som nettside"),
    (UNSIGNED, "den nye, klar til underskrift"),
    (BY_ONE, "underskrevet av fylkeskommunen"),
    (BY_BOTH, "underskrevet av begge"),
    ("verdict.json", "dommen over underskriftene"),
    ("status.txt", "hva som gjelder, og hva som forfaller"),
    ("calendar.ics", "fristene, til å abonnere på"),
    ("keys/county.p12", "nøkler som er merket «DEMO – ikke gyldig»"),
]


def prepare() -> None:
    """build/demo/ with a copy of agreements/, without what was approved and signed there."""
    shutil.rmtree(DEMO, ignore_errors=True)
    DEMO.mkdir(parents=True)
    shutil.copytree(TOP / "agreements", DEMO / "agreements", ignore=shutil.ignore_patterns("register"))
    with (DEMO / "agreements" / "avtale.yaml").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS)


def run(number: int, step: Step) -> bool:
    """Carry out one step and say how it went; False if it ended otherwise than it should."""
    print(f"{number:>2}/{len(STEPS)} {step.title}\n      avtale {' '.join(step.words)}", flush=True)
    begun = time.monotonic()
    # Nothing the caller has set may change the story: the language, or whether there is colour.
    surroundings = {**os.environ, "AVTALE_PASSWORD": PASSWORD, "AVTALE_LANG": "nb", "PYTHONUTF8": "1"}
    result = subprocess.run(
        [AVTALE, *step.words], cwd=DEMO, env=surroundings, capture_output=True, check=False
    )
    if step.keep:
        (DEMO / step.keep).write_bytes(result.stdout)
    if result.returncode == step.exit_code:
        print(f"      ferdig på {time.monotonic() - begun:.1f} s")
        return True
    print(f"      gikk galt: sluttet med {result.returncode}, ventet {step.exit_code}")
    sys.stdout.flush()
    sys.stderr.buffer.write(result.stdout + result.stderr)
    return False


def table() -> bool:
    """Say what was made and where; False if anything is missing."""
    print("\nLaget i build/demo/:")
    width = max(len(name) for name, _ in MADE)
    whole = True
    for name, what in MADE:
        there = (DEMO / name).is_file()
        whole = whole and there
        print(f"  {name:<{width}}  {what if there else 'MANGLER'}")
    return whole


def main() -> int:
    """Every step, stopping at the first that goes wrong, and a table of what was made."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    prepare()
    good = all(run(number, step) for number, step in enumerate(STEPS, 1))
    return 0 if table() and good else 1


if __name__ == "__main__":
    sys.exit(main())
