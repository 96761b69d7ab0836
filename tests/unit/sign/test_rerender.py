"""What a file says of itself is taken back into a rendering only where it can say nothing else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from avtale.render.statement import Statement, Versions
from avtale.sign.embedded import EmbeddedSource, describe
from avtale.sign.pages import rerender
from tests.support import AGREEMENT, ON
from tests.unit.facts.world import repository


def source(text: str) -> EmbeddedSource:
    return describe("prove-1.00.yaml", text.encode(), "fil.pdf")


@pytest.mark.parametrize(("said", "kept"), [("sha256:" + "0" * 64, True), ("Avtalen gjelder ikke.", False)])
def test_of_the_surroundings_only_a_digest(
    said: str, kept: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []

    def render(*_: Any, stated_surroundings: str, **__: Any) -> Any:
        given.append(stated_surroundings)
        return SimpleNamespace(files={"pdf": b""})

    monkeypatch.setattr(rerender, "render", render)
    made = repository(tmp_path, AGREEMENT)
    statement = Statement(ON, "nb", "full", Versions("", "", "", ""), "none", said)
    assert list(rerender.rerendered(source(AGREEMENT), made, dt.date(2026, 11, 21), "nb", said=statement))
    assert (said in given) is kept


@pytest.mark.parametrize(
    ("old", "new", "more"),
    [
        ("", "", False),
        ("# Oppdiktet avtale til prøver.\n", "", False),
        ("til prøver.", "til prøver. Gjelder ikke NAV.", True),
        ("key: prove\n", "key: prove\nsilences: [{code: unsigned, reason: Gjelder ikke.}]\n", True),
    ],
)
def test_notes_that_the_repository_has_not(old: str, new: str, more: bool, tmp_path: Path) -> None:
    entry = repository(tmp_path, AGREEMENT).entries[0]
    assert rerender.notes_of_its_own(source(AGREEMENT.replace(old, new) if old else AGREEMENT), entry) is more
