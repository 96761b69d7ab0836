"""What `avtale new` is told, finds out itself, and asks for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click
import pytest

from avtale.cli.invocation import Invocation
from avtale.cli.new_prompts import Given, answers, of
from avtale.errors import UsageError
from avtale.format.draft import Answers
from tests.support import refused
from tests.unit.cli.conftest import Terminal

DAY = dt.date(2027, 8, 1)


def given(kind: str, **options: object) -> Given:
    nothing: dict[str, object] = {
        **{"title": None, "parties": (), "valid_from": None, "valid_to": None, "key": "", "version": "1.00"},
        **{"parent": None, "office": "", "year": None, "reference": "", "written_by": "", "language": None},
    }
    return Given(kind, **{**nothing, **options})  # type: ignore[arg-type]


def answered(kind: str, app: Invocation | None = None, *, asking: bool = False, **options: object) -> Answers:
    app = app or Invocation()
    with click.Context(click.Command("new")):
        return answers(app, app.repository_if_any(), given(kind, **options), asking=asking)


@pytest.mark.parametrize(
    ("begins", "day", "doc"),
    [
        ((), None, None),
        (("2027-08-01",), DAY, None),
        (("ot",), None, "ot"),
        (("ot", "2027-08-01"), DAY, "ot"),
        (("2027-08-01.yaml",), None, "2027-08-01.yaml"),
        (("2027/ot",), None, "2027/ot"),
    ],
)
def test_from_is_a_day_and_a_document(begins: tuple[str, ...], day: dt.date | None, doc: str | None) -> None:
    assert of(begins) == (day, doc)


@pytest.mark.parametrize("begins", [("2027-08-01", "2028-08-01"), ("ot", "nav")])
def test_two_of_the_same_are_one_too_many(begins: tuple[str, ...]) -> None:
    with refused(UsageError, "én dato og ett dokument"):
        of(begins)


def test_a_day_in_the_norwegian_way_is_told_how() -> None:
    with click.Context(click.Command("new")), pytest.raises(click.BadParameter, match="år-måned-dag"):
        of(("01.08.2027",))


@pytest.mark.parametrize(
    ("kind", "options", "words"),
    [
        ("agreement", {}, "--title"),
        ("agreement", {"title": "x"}, "--party"),
        ("agreement", {"title": "x", "parties": ("A", "B")}, "--from"),
    ],
)
def test_what_nobody_is_there_to_be_asked_for_is_told(
    kind: str, options: dict[str, object], words: str
) -> None:
    with refused(UsageError, f"{words} mangler"):
        answered(kind, **options)


@pytest.mark.usefixtures("agreement")
def test_what_follows_from_the_rest_is_not_asked_for(terminal: Terminal) -> None:
    questions = terminal()
    found = answered("action_plan", year=2027, written_by="Per", asking=True)
    assert (found.title, found.valid_from, found.key) == (
        "Årsplan 2027, prove",
        dt.date(2027, 1, 1),
        "arsplan-2027-prove",
    )
    assert found.above is not None
    assert (found.above.key, found.above.version) == ("prove", "1.00")
    assert not questions
    english = answered("action_plan", Invocation(chosen_lang="en"), year=2027, written_by="Per", asking=True)
    assert english.title == "Action plan 2027, prove"


def test_everything_is_asked_for_once_and_a_wrong_day_again(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = terminal("Prøve", "A", "B", "", "01.08.2027", "2027-08-01", "2027-07-31", "", "Per")
    found = answered("agreement", asking=True)
    assert (found.title, found.parties, found.valid_from, found.valid_to) == ("Prøve", ("A", "B"), DAY, None)
    assert (found.written_by, found.language, found.key) == ("Per", "nb", "prove")
    assert [question.split(" (")[0].strip(": ") for question in questions] == [
        *("Tittel", "Part 1", "Part 2", "Part 3", "Gjelder fra", "Gjelder fra", "Gjelder til", "Gjelder til"),
        "Skrevet av",
    ]
    said = capsys.readouterr().out
    assert "år-måned-dag" in said
    assert "2027-07-31 kommer før første dag (2027-08-01)" in said


def test_a_plan_is_called_by_its_case_alone() -> None:
    found = answered("follow_up_plan", reference="2027-12", valid_from=DAY, parties=("nav",))
    assert (found.title, found.key) == ("Oppfølgingsplan", "plan-2027-12")


def test_a_copy_is_changed_in_what_was_given(agreement: Path) -> None:
    del agreement
    entry = Invocation().find("prove")[0]
    assert given("agreement").changes(entry) == {}
    assert given("agreement", written_by="Ny", valid_from=DAY, office="x", year=2027).changes(entry) == {
        "/control_header/written_by": "Ny",
        "/validity/from": "2027-08-01",
    }
