"""One invented county in which every command that writes has something to write, and what stands on each line."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.acceptance.outside import AGREEMENT, DAY, avtale
from tests.unit.generate.world import AGREEMENT as NORDLIA
from tests.unit.generate.world import HEAD, ROWS
from tests.unit.inheritance.chain_world import ChainWorld

FRAME = AGREEMENT.replace(
    "validity:\n  from: 2026-08-01\n  to: 2029-07-31\n",
    "adoptions:\n  - {party: county, body: Eksempel fylkesting}\nvalidity:\n  begins_when: {adoptions: 1}\n  until_replaced: true\n",
)
PROJECT = AGREEMENT.replace("  to: 2029-07-31\n", "  ends_when: {project: prosjektet Prøve}\n")
OPEN = AGREEMENT.replace("  to: 2029-07-31\n", "  until_replaced: true\n  termination: {notice: 3 months}\n")
DEAL = """
responsibilities:
  - {id: tell, owner: nav, strength: shall, does: melder fra, informs: [county], deadline: {within: 5 days, of: avbruddet}}
validity: {from: 2026-08-01, to: 2029-07-31}
signatories: [{party: county}, {party: nav}]
"""
PAPER = AGREEMENT.replace("\nparties:", "\ntranscribed_from: {title: Avtalen på papir}\nparties:", 1)
LOCAL = "responsibilities:\n  - {id: tell, deadline: {within: 3 days}}\n"

COMMANDS: dict[str, list[str]] = {
    "adopt": ["adopt", "ramme", "--body", "Eksempel fylkesting", "--case", "1/26"],
    "amend": ["amend", "prove", "--prolong-to", "2030-07-31", "--from", "2029-08-01"],
    "approve": ["approve", "utkast", "--by", "Kari Godkjenner"],
    "bump": ["bump", "prove", "--effective-from", "2027-01-01"],
    "close": ["close", "arkiv", "--because", "history", "--by", "Kari Godkjenner"],
    "check": ["check", "agreements/feil-1.00.yaml", "--fix"],
    "comment": ["comment", "utkast", "--by", "Kari Godkjenner", "--text", "Se igjen"],
    "done": ["done", "prove", "evaluation", "--by", "Seksjon for oppfølging"],
    "generate": ["generate", "routine", "--from", "nordlia-nav", "--offices", "offices.csv"],
    "happened": ["happened", "prosjekt", "ends", "--reason", "Prosjektet er slutt"],
    "init": ["init", ".", "--name", "Eksempel fylkeskommune"],
    "new": ["new", "agreement", "--title", "Helt ny", "--party", "A", "--party", "B", "--from", "2027-01-01"],
    "renew": ["renew", "annen", "--to", "2032-07-31"],
    "review": ["review", "local", "--by", "Liv Eksempel", "--decision", "kept"],
    "replace-party": ["replace-party", "NAV Gammel", "--by", "NAV Etterfølger"],
    "supersede": ["supersede", "annen", "--by", "nyere"],
    "take-over": ["take-over", "papir", "--by", "Kari Godkjenner", "--where", "arkivsak 12/345"],
    "terminate": ["terminate", "lopende", "--party", "nav"],
    "withdraw": ["withdraw", "borte", "--by", "Kari Godkjenner", "--reason", "Skrivefeil"],
}
"""A line for each command that writes; all of them can run in one county. `sign` and `keys` need a key, and stand in test_sign.py."""

BESIDE: dict[str, list[str]] = {
    "bump --to": ["bump", "prove", "--effective-from", "2027-01-01", "--to", "agreements/ny/prove-1.01.yaml"],
    "check --write-baseline": ["check", "--write-baseline", "kjent.json"],
    "diff --to": ["diff", "deal@1.00", "deal@2.00", "--format", "html", "--to", "side"],
    "done --form": ["done", "--form", "skjema.csv"],
    "explain --to": ["explain", "unsigned", "--example", "--to", "eksempel"],
    "kept --to": ["kept", "--all", "--format", "html", "--to", "side"],
    "new --file": [*COMMANDS["new"], "--file", "agreements/ny/ny-1.00.yaml"],
    "remind --calendar": ["remind", "--calendar", "frister.ics"],
    "remind --calendar-dir": ["remind", "--calendar-dir", "kalendere"],
    "render --to": ["render", "prove", "--format", "html", "--to", "side"],
    "renew --file": [*COMMANDS["renew"], "--file", "agreements/ny/annen-1.01.yaml"],
    "site --to": ["site", "--no-pdf", "--to", "nettsted"],
}
"""A line for each option that names a file or folder to write, also of commands that only read the repository."""

WITHOUT_DAY = ("explain", "init", "new")


def line(name: str) -> list[str]:
    """The whole line of a command, or of one of its options, with the fixed day where it takes one."""
    words = (COMMANDS | BESIDE)[name]
    return [*words, *([] if words[0] in WITHOUT_DAY else ["--on", DAY])]


def county(folder: Path) -> Path:
    """The county, made once; copy it with `copy_of`."""
    world = ChainWorld(folder)
    deal = ("deal", "1.00")
    world.add("agreement", deal[0], DEAL, approved="2026-07-01", effective="2026-08-01")
    world.add("routine", "local", LOCAL, on=("deal@1.00",), approved="2026-07-02", effective="2026-08-01")
    newer = DEAL.replace("5 days", "4 days") + "supersedes: [{key: deal, version: '1.00'}]\n"
    world.add("agreement", deal[0], newer, version="2.00", approved="2026-10-01", effective="2026-11-01")
    texts = {
        "prove": AGREEMENT,
        "annen": AGREEMENT,
        "utkast": AGREEMENT,
        "nyere": AGREEMENT,
        "borte": AGREEMENT,
        "feil": AGREEMENT,
    }
    texts |= {"ramme": FRAME, "prosjekt": PROJECT, "lopende": OPEN, "papir": PAPER, "arkiv": PAPER}
    texts["gammel"] = AGREEMENT.replace("NAV Eksempel,", "NAV Gammel,")
    texts["feil"] = AGREEMENT.replace("to: 2029-07-31", "to: 31.07.2029")
    for number, (key, text) in enumerate(texts.items()):
        own = text.replace("key: prove", f"key: {key}").replace("1.2.3", f"1.2.{number}")
        (world.agreements / f"{key}-1.00.yaml").write_text(own, encoding="utf-8")
    (world.agreements / "nordlia-nav-1.00.yaml").write_text(NORDLIA, encoding="utf-8")
    (folder / "offices.csv").write_text("\n".join([HEAD, *ROWS, ""]), encoding="utf-8")
    for key in texts:
        if key not in ("utkast", "nyere", "feil", "papir", "arkiv"):
            ran = avtale("approve", key, "--by", "Kari Godkjenner", "--on", "2026-06-15", cwd=folder)
            assert ran.code == 0, ran.said
    return folder


def copy_of(folder: Path, to: Path) -> Path:
    shutil.copytree(folder, to, symlinks=True)
    return to


def without_remains(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files without the hidden temporary ones that a killed process cannot remove."""
    return {name: data for name, data in files.items() if not name.endswith(".tmp")}
