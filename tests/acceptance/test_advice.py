"""No command sends the user to another that refuses: every command that a message advises is run on the state it was advised in."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from avtale.cli.main import execute
from tests.acceptance.outside import AGREEMENT, SETTINGS, SOURCE

DAY = ["--on", "2026-11-21"]
BY = ["--by", "Kari Godkjenner"]
FAR = AGREEMENT.replace("2026-08-01", "2020-08-01")
PAPER = FAR.replace("\nparties:", "\ntranscribed_from: {title: Avtalen på papir}\nparties:", 1)
OVER = ("  to: 2029-07-31\n", "  to: 2023-07-31\n")
WAITS = ("validity:\n", "validity:\n  begins_when: {event: veien er åpnet}\n")
TAKE = ["take-over", "prove@1.00", *BY, "--where", "arkivsak 12/345", *DAY]
CLOSE = ["close", "prove@1.00", "--because", "history", *BY, *DAY]
APPROVE = ["approve", "prove@1.00", *BY, "--on", "2020-07-01"]
WITHDRAW = ["withdraw", "prove@1.00", *BY, "--reason", "Skrivefeil", *DAY]
BUMP = ["bump", "prove@1.00", *DAY]

#: A state by its name: the agreement's text, and what is done before anything is asked.
STATES: dict[str, tuple[str, list[list[str]]]] = {
    "paper": (PAPER, []),
    "paper, over": (PAPER.replace(*OVER), []),
    "paper, waits": (PAPER.replace(*WAITS), []),
    "paper, newer draft": (PAPER, [BUMP]),
    "paper, closed": (PAPER, [CLOSE]),
    "taken over": (PAPER, [TAKE]),
    "taken over, waits": (PAPER.replace(*WAITS), [TAKE]),
    "taken over, over": (PAPER.replace(*OVER), [TAKE]),
    "taken over, newer draft": (PAPER, [TAKE, BUMP]),
    "taken over, closed": (PAPER, [TAKE, CLOSE]),
    "taken over, closed, newer draft": (PAPER, [TAKE, CLOSE, BUMP]),
    "taken over, withdrawn": (PAPER, [TAKE, WITHDRAW]),
    "taken over, evaluation missed": (PAPER, [[*TAKE[:-1], "2025-01-02"]]),
    "approved, meetings missed": (
        FAR + "meetings: [{id: leaders, title: Ledermøte, every: 1 month, convened_by: nav}]\n",
        [APPROVE],
    ),
    "party ceased": (
        FAR.replace(
            "language: nb}]\nresp",
            "language: nb}]\n    existed: [{to: 2026-01-31}]\n    succeeded_by: NAV Etterfølger\nresp",
        ),
        [APPROVE],
    ),
    "draft": (FAR, []),
    "draft, over": (FAR.replace(*OVER), []),
    "approved": (FAR, [APPROVE]),
    "approved, over": (FAR.replace(*OVER), [APPROVE]),
    "approved, closed": (FAR, [APPROVE, CLOSE]),
    "approved, withdrawn": (FAR, [APPROVE, WITHDRAW]),
    "approved, withdrawn, newer draft": (FAR, [APPROVE, WITHDRAW, BUMP]),
    "broken": (PAPER.replace("to: 2029-07-31", "to: 31.07.2029"), []),
}

#: What is asked in each state.
LINES = [
    ["approve", "prove@1.00", *BY, *DAY],
    ["approve", "prove@1.00", "--by", "Unn Uvirkelig", *DAY],
    ["keys", "prove@1.00", "--to", "nøkler"],
    ["take-over", "prove@1.00", "--by", "Unn Uvirkelig", "--where", "et annet sted", *DAY],
    ["close", "prove@1.00", "--because", "expired", *BY, *DAY],
    ["terminate", "prove@1.00", "--party", "nav", *DAY],
    ["adopt", "prove@1.00", "--body", "Eksempel fylkesting", *DAY],
    ["happened", "prove@1.00", "begins", "--reason", "Veien er åpnet", *DAY],
    ["happened", "prove@1.00", "ends", "--reason", "Det er slutt", *DAY],
    ["done", "prove@1.00", "evaluation", *BY, *DAY],
    ["done", "prove@1.00", "evaluation", *BY, *DAY, "--dry-run"],
    ["withdraw", "prove@1.00", *BY, "--reason", "Skrivefeil", *DAY],
    ["supersede", "prove@1.00", "--by", "prove@1.00", *DAY],
    ["supersede", "annen@1.00", "--by", "prove@1.00", *DAY],
    ["bump", "prove@1.00", *DAY],
    ["renew", "prove@1.00", "--to", "2032-07-31", *DAY],
    ["amend", "prove@1.00", "--prolong-to", "2030-07-31", "--from", "2029-08-01", *DAY],
    ["replace-party", "nav", "--by", "NAV Etterfølger", *DAY],
    ["show", "prove@1.00", *DAY],
    ["status", *DAY],
    ["check", *DAY],
]

#: How an advice that names no document, or leaves something to be filled in, is put.
FILLED = {
    "bump": ["prove@1.00"],
    "close": ["prove@1.00", "--because", "history", *BY],
    "happened": ["prove@1.00", "begins", "--reason", "Veien er åpnet"],
    "take-over": ["prove@1.00", *BY, "--where", "arkivsak 12/345"],
    "init": [".", "--name", "Eksempel fylkeskommune"],
    "replace-party": ["nav", "--by", "NAV Etterfølger"],
}
#: Where each command is advised, and so tried; one that no state gives is a state that is missing.
ADVISED = {
    "bump": "taken over, withdrawn",
    "check": "broken",
    "close": "paper",
    "done": "taken over, evaluation missed",
    "due": "approved, meetings missed",
    "happened": "taken over, waits",
    "init": "loose",
    "replace-party": "party ceased",
    "take-over": "paper",
}
#: Named without more where something else comes first: gaps filled in, a key got, somebody having done it.
LATER = {"approve", "done", "explain", "new", "record-signature", "sign", "suspects", "verify"}
READS = {"check"}  # which ends with 1 for what it finds

_ADVICE = re.compile(r"[«“(:] ?avtale ([a-z]+(?:-[a-z]+)*)([^«»“”()\n]*)")


def _world(folder: Path, text: str, steps: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> Path:
    root = folder / "agreements"
    root.mkdir(parents=True)
    (root / "avtale.yaml").write_text(SETTINGS, encoding="utf-8")
    (root / "prove-1.00.yaml").write_text(text, encoding="utf-8")
    other = FAR.replace("key: prove", "key: annen").replace("1.2.3", "1.2.4")
    (root / "annen-1.00.yaml").write_text(other, encoding="utf-8")
    monkeypatch.chdir(folder)
    for step in steps:
        assert execute(step) == 0, step
    return folder


def _said(line: list[str], folder: Path, capsys: pytest.CaptureFixture[str], at: Path) -> tuple[int, str]:
    """What a line ends with and says in a copy of the folder, which it may change."""
    shutil.rmtree(at, ignore_errors=True)
    shutil.copytree(folder, at)
    capsys.readouterr()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(at)
        code = execute(line)
    return code, "".join(capsys.readouterr())


def _advised(said: str) -> Iterator[list[str]]:
    for command, rest in _ADVICE.findall(said):
        words = (
            rest.replace("NAVN", "Kari").replace("NAME", "Kari").replace("STED", "A").replace("PLACE", "A")
        )
        yield [command, *(words.split() or FILLED.get(command, []))]


def _cases() -> list[object]:
    """Each state in bokmål, and in English those that give the advice of some command; the others with `make test-all`."""
    states = [*STATES, "loose"]
    rest = [pytest.mark.extended]
    in_english = [
        pytest.param(state, "en", marks=[] if state in ADVISED.values() else rest) for state in states
    ]
    return [*((state, "nb") for state in states), *in_english]


@pytest.mark.parametrize(("state", "lang"), _cases())
def test_each_advice_is_followed(
    state: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = LINES
    if state == "loose":
        folder = tmp_path / "start"
        folder.mkdir()
        (folder / "prove.yaml").write_text(PAPER, encoding="utf-8")
        lines = [[word.replace("prove@1.00", "prove.yaml") for word in line] for line in LINES]
    else:
        folder = _world(tmp_path / "start", *STATES[state], monkeypatch)
    tried: set[str] = set()
    for line in lines:
        _, said = _said([*line, "--lang", lang], folder, capsys, tmp_path / "asked")
        for advice in _advised(said):
            if " ".join(advice) in tried or (len(advice) == 1 and advice[0] in LATER):
                continue
            tried.add(" ".join(advice))
            code, answer = _said(advice, tmp_path / "asked", capsys, tmp_path / "followed")
            assert code in ((0, 1) if advice[0] in READS else (0,)), (state, line, advice, answer)
    given = {line.split()[0] for line in tried}
    assert given >= {command for command, where in ADVISED.items() if where == state}


def test_no_command_is_advised_that_no_state_gives() -> None:
    """Every command that a message of these packages names, found in the source."""
    found = set()
    for package in ("lifecycle", "facts", "publish", "rules/dates", "rules/responsibility"):
        for file in sorted((SOURCE / "avtale" / package).glob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found |= {command for command, _ in _ADVICE.findall(node.value)}
    assert found <= set(ADVISED) | LATER, found
