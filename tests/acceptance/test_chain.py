"""The chain from outside: show --resolved, suspects, review, status and check on an invented county."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.outside import Ran, avtale
from tests.support import ON
from tests.unit.inheritance.chain_world import ChainWorld

DEAL = """
responsibilities:
  - id: tell
    owner: nav
    strength: shall
    does: melder fra
    informs: [county]
    deadline: {within: 5 days, of: avbruddet}
    source: §6 C
target_groups:
  - {id: out, title: Unge utenfor, age: {from: 16, to: 21, to_bound: end_of_year}, source: §3}
validity: {from: 2026-08-01, to: 2029-07-31}
signatories: [{party: county}, {party: nav}]
"""


def run(folder: Path, *command: str) -> Ran:
    return avtale(*command, cwd=folder)


def answer(folder: Path, *command: str) -> Any:
    done = run(folder, *command, "--format", "json", "--on", str(ON))
    assert (done.code, done.err) == (0, "")
    return json.loads(done.out)


@pytest.fixture
def world(tmp_path: Path) -> ChainWorld:
    world = ChainWorld(tmp_path)
    world.add("agreement", "deal", DEAL, approved="2026-07-01")
    tighter = "responsibilities:\n  - {id: tell, deadline: {within: 3 days}}\n"
    world.add("routine", "local", tighter, on=("deal@1.00",), approved="2026-07-02", effective="2026-08-01")
    return world


def test_show_resolved_as_data(world: ChainWorld) -> None:
    data = answer(world.root, "show", "local", "--resolved")
    assert data["above"] == [{"key": "deal", "version": "1.00", "file": "agreements/deal-1.00.yaml"}]
    assert data["document"]["responsibilities"][0]["deadline"] == {"within": "3 days", "of": "avbruddet"}
    assert data["origins"]["/responsibilities/0/deadline/within"] == {
        "how": "narrowed",
        "key": "local",
        "version": "1.00",
        "pointer": "/responsibilities/0/deadline/within",
        "paragraph": None,
        "over": {
            "key": "deal",
            "version": "1.00",
            "pointer": "/responsibilities/0/deadline/within",
            "paragraph": "§6 C",
            "value": "5 days",
        },
    }
    inherited = data["origins"]["/responsibilities/0/owner"]
    assert (inherited["how"], inherited["key"], inherited["version"], inherited["paragraph"]) == (
        "inherited", "deal", "1.00", "§6 C",
    )  # fmt: skip
    assert "/office/name" not in data["origins"]


def test_show_resolved_as_text(world: ChainWorld) -> None:
    nb = run(world.root, "show", "local", "--resolved", "--on", str(ON)).out
    assert "Bygger på: deal@1.00" in nb
    assert "- tell" in nb
    assert "Ansvarlig: NAV Nordlia  [deal@1.00 §6 C]" in nb
    assert "Frist › Innen: 3 dager  [strammet inn her, 5 dager i deal@1.00 §6 C]" in " ".join(nb.split(" "))
    assert "Alder: fra 16 år til utgangen av året en fyller 21" in nb
    assert max(len(line) for line in nb.splitlines()) <= 80
    en = run(world.root, "show", "local", "--resolved", "--lang", "en", "--on", str(ON)).out
    assert "Based on: deal@1.00" in en
    assert "[narrowed here, 5 days in deal@1.00 §6 C]" in en
    alone = run(world.root, "show", "deal", "--resolved", "--on", str(ON))
    assert "bygger ikke på noe i samlingen" in alone.out


def test_one_bound_changed_at_the_top_from_check_to_review(world: ChainWorld) -> None:
    assert answer(world.root, "suspects") == []
    later = DEAL.replace("5 days", "2 days").replace("2026-08-01", "2027-01-01")
    world.add("agreement", "deal", later, version="2.00", approved="2026-11-01")
    found = answer(world.root, "suspects")
    assert [(each["key"], each["changed_version"]) for each in found] == [("local", "2.00")]
    touched = next(
        each for each in found[0]["differences"] if each["at"] == "/responsibilities/tell/deadline/within"
    )
    assert touched == {
        "at": "/responsibilities/tell/deadline/within",
        "old": "5 days",
        "new": "2 days",
        "local": "3 days",
        "breaks": True,
    }
    text = run(world.root, "suspects", "--on", str(ON)).out
    assert "5 dager → 2 dager. Her: 3 dager" in text
    status = run(world.root, "status", "--on", str(ON)).out
    assert "Bygger på noe som er endret" in status
    assert "local 1.00  bygger på deal@1.00; deal@2.00 er godkjent siden" in status
    keys = set(answer(world.root, "status")[0])
    assert "suspects" not in keys  # the contract's object
    codes = [each["code"] for each in answer(world.root, "check", "local")["findings"]]
    assert codes == ["suspect"]

    done = run(
        world.root, "review", "local", "--parent", "deal@2.00", "--by", "Liv Eksempel", "--decision", "kept", "--on", str(ON)
    )  # fmt: skip
    assert (done.code, done.err) == (0, "")
    assert "Skrev agreements/register/local/1.00/review-deal-2.00.yaml" in done.out
    assert answer(world.root, "suspects") == []
    assert "Bygger på noe som er endret" not in run(world.root, "status", "--on", str(ON)).out
    assert answer(world.root, "check", "local")["findings"] == []
    again = run(world.root, "review", "local", "--by", "Liv Eksempel", "--decision", "kept", "--on", str(ON))
    assert (again.code, again.out) == (1, "")
    assert "har alt sett på" in again.err


def test_check_fails_on_a_routine_that_leaves_out_the_16_year_olds(world: ChainWorld) -> None:
    world.add(
        "routine",
        "younger",
        "target_groups:\n  - {id: out, title: Unge, age: {from: 17}}\n",
        on=("deal@1.00",),
    )
    done = run(world.root, "check", "younger", "--on", str(ON))
    assert done.code == 1
    assert "deal 1.00 (§3) sier fra 16 år til utgangen av året en fyller 21" in done.out
    assert "cover-narrowed" in done.out


@pytest.mark.parametrize(
    ("command", "exit_code"),
    [
        (("show", "circle", "--resolved"), 0),
        (("show", "circle", "--resolved", "--format", "json"), 0),
        (("show", "lost", "--resolved"), 0),
        (("show", "nothing", "--resolved"), 2),
        (("check",), 1),
        (("suspects",), 0),
        (("status",), 0),
        (("suspects", "nothing"), 2),
        (("review", "local", "--by", "Liv", "--decision", "perhaps"), 2),
        (("review", "local", "--by", "Liv", "--decision", "kept"), 2),
        (("review", "local", "--by", "Liv", "--decision", "kept", "--parent", "@"), 2),
        (("review", "agreements/loose.txt", "--by", "Liv", "--decision", "kept"), 2),
        (("show", "agreements/broken-1.00.yaml", "--resolved"), 1),
    ],
)
def test_bad_input_has_an_answer_in_both_languages(
    world: ChainWorld, command: tuple[str, ...], exit_code: int
) -> None:
    world.add("routine", "circle", on=("other@1.00",))
    world.add("routine", "other", on=("circle@1.00",))
    world.add("routine", "lost", on=("nowhere@1.00",))
    (world.agreements / "broken-1.00.yaml").write_text("kind: [routine\n", encoding="utf-8")
    for lang in ("nb", "en"):
        done = run(world.root, *command, "--lang", lang, "--on", str(ON))
        assert done.code == exit_code
        assert "Traceback" not in done.err + done.out
        assert bool(done.err) == (exit_code not in (0,) and command[0] != "check") or command[0] in (
            "status",
            "suspects",
        )


@pytest.mark.parametrize("command", ["suspects", "review", "show"])
def test_help_in_both_languages_has_an_example(tmp_path: Path, command: str) -> None:
    nb, en = (run(tmp_path, command, "--help", "--lang", lang).out for lang in ("nb", "en"))
    assert f"avtale {command} " in nb.partition("Eksempel:")[2]
    assert f"avtale {command}" in en.partition("Example:")[2]
    assert nb != en
