"""An answer that leaves out what could not be read says so, and no deadline is cancelled for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from avtale.cli.main import execute
from tests.acceptance.outside import DAY, tree
from tests.hostile.lost.world import copy_of
from tests.unit.remind.county import county

WAYS = (
    ("due",),
    ("due", "--format", "json"),
    ("due", "--year", "2026"),
    ("status",),
    ("kept", "--all"),
    ("suspects",),
)
SITE = ("site", "--to", "nett", "--no-pdf", "--languages", "nb", "--dry-run")
CALENDARS = (("remind", "--calendar", "frister.ics"), ("remind", "--calendar-dir", "kalendere"))
TOLD = "1 fil kunne ikke leses og er ikke regnet med. Se «avtale check».\n"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("uncounted")
    county(folder, settings="reminders: {from: a@b.example}\n")
    return folder


@pytest.mark.parametrize("what", ["a document", "an approval", "the log", "contacts", "settings"])
def test_it_is_told(
    what: str,
    whole: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = copy_of(whole, tmp_path / "c")
    monkeypatch.chdir(folder)
    for words in CALENDARS:
        assert execute([*words, "--on", DAY]) == 0
    before = tree(folder)
    root = next(folder.rglob("avtale.yaml")).parent
    broken = {
        "a document": next(path for path in sorted(root.glob("**/*-1.00.yaml"))),
        "an approval": next(root.glob("register/*/*/approval.yaml")),
        "the log": root / "log/prove/2026-04-30-evaluation.yaml",
        "contacts": root / "contacts.yaml",
        "settings": root / "avtale.yaml",
    }[what]
    broken.parent.mkdir(parents=True, exist_ok=True)
    broken.write_text("format: 1\nreminders: {from: a@b.example}\nx: [\n", encoding="utf-8")
    capsys.readouterr()
    for words in (*WAYS, *([SITE] if what == "a document" else [])):
        assert execute([*words, "--on", DAY]) == 0
        assert capsys.readouterr().err.endswith(TOLD), words
    mail = execute(["remind", "--mail", "--dry-run", "--on", DAY])
    assert mail == (2 if what == "settings" else 1)  # without settings nobody is the sender
    assert TOLD in capsys.readouterr().err
    refused = what in ("a document", "an approval")
    for words in CALENDARS:
        assert execute([*words, "--on", DAY]) == (1 if refused else 0)
        assert ("ville blitt avlyst" if refused else TOLD) in capsys.readouterr().err
    if refused:
        broken.unlink()
        assert {path: data for path, data in before.items() if (folder / path) != broken} == tree(folder)
