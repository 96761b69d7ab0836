"""An editor saves at the worst moment: its text stays, and the command says that it wrote nothing there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from avtale.cli.main import execute
from avtale.errors import SystemFailure
from avtale.source import write as module
from avtale.source.write import Replacement, write_whole
from tests.acceptance.outside import tree
from tests.hostile.lost.world import line

IN_PLACE = {
    "approve": "agreements/utkast-1.00.yaml",
    "take-over": "agreements/papir-1.00.yaml",
    "supersede": "agreements/nyere-1.00.yaml",
    "check": "agreements/feil-1.00.yaml",
    "init": ".gitignore",
}


def _when(monkeypatch: pytest.MonkeyPatch, act: Callable[[], None], moment: str) -> None:
    """Do `act` once: when the new text is flushed to the disk, or before the command reads anything for its change."""
    done: list[bool] = []
    if moment == "flushed":
        real = module.os.fsync

        def fsync(handle: int) -> None:
            real(handle)
            if not done:
                done.append(True)
                act()

        monkeypatch.setattr(module.os, "fsync", fsync)
        return
    from avtale.facts.repository import DocumentFile

    real_read = DocumentFile.as_read

    def as_read(entry: DocumentFile) -> bytes:
        if not done:
            done.append(True)
            act()
        return real_read(entry)

    monkeypatch.setattr(DocumentFile, "as_read", as_read)


@pytest.mark.parametrize("moment", ["flushed", "before"])
@pytest.mark.parametrize("save", ["more", "same length", "gone"])
@pytest.mark.parametrize("name", IN_PLACE)
def test_what_an_editor_saved_stays(
    name: str,
    save: str,
    moment: str,
    county: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = county / IN_PLACE[name]
    if name == "init":  # which reads its one line itself
        moment = "flushed"
        file.write_text("build/\n")
        assert execute(["init", "."]) == 0  # all else of it is there
        file.write_text("build/\n")
    old = file.read_bytes()
    new = {"more": old + b"# en linje til\n", "same length": old[:-2] + b"~\n", "gone": b""}[save]

    def act() -> None:
        file.write_bytes(new) if new else file.unlink()

    before = {**tree(county), IN_PLACE[name]: new}
    _when(monkeypatch, act, moment)
    code = execute(line(name))
    told = capsys.readouterr().err
    assert code == 3, told
    assert "endret av noe annet imens" in told
    after = tree(county)
    assert after == (
        before if new else {path: data for path, data in before.items() if path != IN_PLACE[name]}
    )


def test_generate_leaves_contacts_that_were_saved_meanwhile(
    county: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    contacts = county / "agreements/contacts.yaml"
    assert execute(line("generate")) == 0
    offices = (county / "offices.csv").read_text(encoding="utf-8").replace("00 00 00 01", "00 00 00 09")
    (county / "offices.csv").write_text(offices, encoding="utf-8")
    saved = contacts.read_bytes() + b"# en linje til\n"
    _when(monkeypatch, lambda: void(contacts.write_bytes(saved)), "flushed")
    assert execute(line("generate")) == 3
    assert "endret av noe annet imens" in capsys.readouterr().err
    assert contacts.read_bytes() == saved
    monkeypatch.undo()
    monkeypatch.chdir(county)
    assert execute(line("generate")) == 0
    assert b"00 00 00 09" in contacts.read_bytes()
    assert contacts.read_bytes().endswith(b"# en linje til\n")


def void(_: object) -> None:
    """Nothing: what a lambda gives away."""


def test_a_replacement_asks_first(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"en\n")
    write_whole(file, Replacement(b"en\n", b"to\n"))
    with pytest.raises(SystemFailure):
        write_whole(file, Replacement(b"en\n", b"tre\n"))
    assert tree(tmp_path) == {"a.yaml": b"to\n"}
