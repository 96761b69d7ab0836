"""The one message type: two languages, values as data, worded when the message is."""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Iterator

import pytest

from avtale.errors import UsageError
from avtale.message import Message
from avtale.rules.rule import problem
from tests.invented_numbers import synthetic_numbers
from tests.support import ROOT, discovered

SOURCE = ROOT / "src/avtale"
DAY = dt.date(2026, 8, 1)


@pytest.mark.parametrize(
    ("value", "nb", "en"),
    [
        (DAY, "01.08.2026", "2026-08-01"),
        ("a", "a", "a"),
        (14_500, "14500", "14500"),
        (["a"], "a", "a"),
        (("a", "b"), "a og b", "a and b"),
        (["a", "b", "c"], "a, b og c", "a, b and c"),
        ([DAY, DAY], "01.08.2026 og 01.08.2026", "2026-08-01 and 2026-08-01"),
        (Message("ja", "yes"), "ja", "yes"),
        (Message("{d}", "{d}", d=DAY), "01.08.2026", "2026-08-01"),
        ([Message("bokmål", "Norwegian"), "x"], "bokmål og x", "Norwegian and x"),
        (None, "None", "None"),
    ],
)
def test_a_value_is_worded_for_the_reader(value: object, nb: str, en: str) -> None:
    said = Message("nb {it}.", "en {it}.", it=value)
    assert (said.nb, said.en) == (f"nb {nb}.", f"en {en}.")
    assert said.values == {"it": value}


@pytest.mark.parametrize(("lang", "expected"), [("nb", "ja"), ("nn", "ja"), ("se", "ja"), ("en", "yes")])
def test_messages_are_in_english_for_english_and_in_bokmal_for_every_other(lang: str, expected: str) -> None:
    assert Message("ja", "yes").text(lang) == expected


def test_braces_that_somebody_wrote_are_no_template() -> None:
    assert Message("{{ x }} {0}", "{y").nb == "{{ x }} {0}"
    assert Message("«{name}»", "{name}", name="{0} {{x}}").nb == "«{0} {{x}}»"


def test_no_national_number_gets_out_of_a_message() -> None:
    number = next(synthetic_numbers())
    said = Message("{who}", f"{number}", who=[number])
    for text in (said.nb, said.en, repr(said), UsageError(nb="{who}", en="{who}", who=number).nb):
        assert number not in text


def test_messages_are_the_same_when_all_they_say_is() -> None:
    class Coded(Message):
        pass

    assert Message("a", "b", n=1) == Message("a", "b", n=1)
    assert len({Message("a", "b"), Message("a", "b")}) == 1
    assert Message("a", "b", n=1) != Message("a", "b", n=2)
    assert Message("a", "b") != Coded("a", "b")


def test_errors_and_problems_word_their_values_alike() -> None:
    error = UsageError(nb="Til {day}.", en="Until {day}.", day=DAY)
    one = problem("/x", "Til {day}.", "Until {day}.", day=DAY)
    for said in (error, one):
        assert (said.text("nb"), said.text("en")) == ("Til 01.08.2026.", "Until 2026-08-01.")
    assert str(error) == "Until 2026-08-01."


_NOT_VALUES = {
    "nb",
    "en",
    "on_key",
    "severity",
    "since",
    "place",
    "about",
    "code",
    "binding",
    "meant",
    "open",
}
_SAY = {"Message", "Told", "problem", "UsageError", "StateError", "SystemFailure", "AvtaleError"}


def _with_values() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = isinstance(node, ast.Call) and getattr(node.func, "id", "") in _SAY
            if named and any(each.arg not in _NOT_VALUES for each in node.keywords):
                yield f"{path.relative_to(SOURCE)}:{node.lineno}", node


def test_what_is_filled_in_later_is_not_filled_in_before() -> None:
    """An f-string that then is a template would take braces of an author's for places."""
    found = discovered(_with_values(), at_least=10)
    assert [
        where for where, call in found if any(isinstance(n, ast.JoinedStr) for n in _templates(call))
    ] == []


def _templates(call: ast.Call) -> list[ast.expr]:
    pointer = getattr(call.func, "id", "") == "problem"  # which comes first, and is no text
    return [*call.args[pointer:], *(each.value for each in call.keywords if each.arg in ("nb", "en"))]
