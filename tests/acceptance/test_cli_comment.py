"""`avtale comment`: the same files as the desk's, from the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.acceptance.outside import avtale
from tests.unit.desk.desks import repository

PER, KIM = ("--by", "Per Forfatter"), ("--by", "Kim Eksempel")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path)


def test_a_draft_goes_back_and_forth_in_the_terminal(root: Path) -> None:
    def said(*words: str, code: int = 0) -> str:
        done = avtale("comment", "prove", *words, "--on", "2026-11-20", "--repo", str(root), cwd=root)
        assert done.code == code, done.err
        return done.out + done.err

    assert "Ingenting er sagt om prove@1.00" in said()
    said(*KIM, "--at", "/responsibilities/tell/deadline", "--text", "For kort\nav to grunner")
    said(
        *KIM, "--at", "/responsibilities/tell/deadline", "--text", "For kort\nav to grunner"
    )  # once is enough
    said(*PER, "--send", "--to", "Per Forfatter", code=1)
    said(*PER, "--send", "--to", "Kim Eksempel")
    said(*KIM, "--return", "--text", "Se igjen")
    assert "--answer 1-comment-" in said()
    said(*PER, "--answer", "1", "--text", "Gjort")
    listed = said()
    for line in ("20.11.2026  Kim Eksempel: kommentar", "    /responsibilities/tell/deadline\n", "    av to grunner\n", "besvart av Per Forfatter 20.11.2026: Gjort", "godkjenning til Kim Eksempel", "Kim Eksempel: sendt tilbake"):  # fmt: skip
        assert line in listed
    data = json.loads(said("--format", "json"))
    assert [one["event"] for one in data] == ["comment", "sent", "returned"]
    assert (data[0]["at"], data[0]["answer"]["by"]) == ("/responsibilities/0/deadline", "Per Forfatter")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ((*KIM,), 2, "--text"),
        (("--text", "Hei"), 2, "Navnet på den som gjør det"),
        ((*KIM, "--text", "Hei", "--at", "/finnes/ikke"), 2, "Feltet finnes ikke"),
        ((*KIM, "--at", "/evaluation"), 2, "Skriv hva som skal gjøres"),
        ((*KIM, "--answer", "7"), 1, "Kommentaren finnes ikke"),
        ((*KIM, "--send", "--return"), 2, "Én ting om gangen"),
        ((*KIM, "--text", "Hei", "--to", "Bo"), 2, "Én ting om gangen"),
        ((*KIM, "--return", "--text", "Nei"), 1, "ikke sendt til godkjenning"),
        (("--by", "K\u0456m", "--text", "Hei"), 2, "ikke er det det ser ut som"),
    ],
)
def test_what_cannot_be_said_is_told_and_nothing_is_written(
    words: tuple[str, ...], code: int, told: str, root: Path
) -> None:
    done = avtale("comment", "prove", *words, "--repo", str(root), cwd=root)
    assert (done.code, told in done.err) == (code, True), done.err
    assert not (root / "comments").exists()
