"""What both files of a rendering are made from: found once, and without an approver whom the register does not know."""

from __future__ import annotations

from pathlib import Path

import pytest

from avtale.render import job as job_module
from avtale.render.job import Job
from tests.support import ON
from tests.unit.inheritance.chain_world import AGREEMENT, ChainWorld, entry_of

CLAIMED = "approved_by: Una Ukjent\n  approved_on: 2026-08-01\n"


@pytest.fixture
def world(tmp_path: Path) -> ChainWorld:
    world = ChainWorld(tmp_path)
    world.add("agreement", "deal", AGREEMENT, approved="2026-07-01")
    return world


def job(world: ChainWorld, name: str) -> Job:
    repository = world.open()
    return Job(entry_of(repository, name), repository, ON, "nb")


def test_a_page_for_paper_after_one_for_the_screen_finds_nothing_again(
    world: ChainWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.add("routine", "local", "responsibilities: [{id: own, does: noe eget}]\n", on=("deal@1.00",))
    asked: list[str] = []
    for name in ("inherited", "revision_rows", "surroundings"):
        real = getattr(job_module, name)
        monkeypatch.setattr(
            job_module, name, lambda *given, name=name, real=real: asked.append(name) or real(*given)
        )
    one = job(world, "local")
    screen, paper = one.page("screen").html, one.page("paper").html
    assert sorted(asked) == ["inherited", "revision_rows"]
    assert screen != paper
    for page in (screen, paper):
        assert "noe eget" in page
        assert "melder fra" in page  # from the agreement


@pytest.mark.parametrize("above", [(), ("deal@1.00",)])
def test_no_page_bears_an_approver_whom_the_register_does_not_know(
    world: ChainWorld, above: tuple[str, ...]
) -> None:
    path = world.add("routine", "local", on=above)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("title: local\n", f"title: local\n  {CLAIMED}", 1), encoding="utf-8")
    one = job(world, "local")
    header = one.entry.document.control_header if one.entry.document else None
    assert header is not None
    assert header.approved_by == "Una Ukjent"
    assert "Una Ukjent" not in one.page("paper").html
    assert b"Una Ukjent" not in one.embedded
