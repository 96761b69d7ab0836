"""A line ends where an editor ends it, so that a finding points at the line its reader sees."""

from __future__ import annotations

import pytest

from avtale.source.editing import set_fields
from avtale.source.lines import end_of, hidden, lines
from avtale.source.read import parse


@pytest.mark.parametrize("letter", ["\x85", "\u2028", "\u2029"])
def test_what_only_yaml_1_1_takes_for_a_line_end_is_a_letter(letter: str) -> None:
    source = parse(f"# merknad{letter}a: 0\nb: en{letter} to\nc{letter}d: 1\ne: '{letter}'\nf: 2\n")
    assert source.problems == []
    assert source.data == {"b": f"en{letter} to", f"c{letter}d": 1, "e": letter, "f": 2}
    assert source.position("/f") == (5, 4)
    assert source.position(f"/c{letter}d", on_key=True) == (3, 1)


@pytest.mark.parametrize("letter", ["\x85", "\u2028"])
def test_a_fault_below_one_is_told_on_its_own_line(letter: str) -> None:
    (problem,) = parse(f"a: x{letter}y\nb: {letter}\nc: 'åpent\n").problems
    assert problem.place == (3, 4)
    (problem,) = parse(f"a: {letter}\nk{letter}: 1\nk{letter}: 2\n").problems
    assert problem.place == (3, 1)
    assert f"«k{letter}»" in problem.nb


def test_what_hides_a_line_end_is_no_letter_of_the_text() -> None:
    text = "\u2028\U000f0000\x85"
    shown, back = hidden(text)
    assert back is not None
    assert not {"\u2028", "\x85"} & set(shown)
    assert shown.translate(back) == text
    assert hidden("blåbær") == ("blåbær", None)


def test_an_edit_below_one_changes_the_right_value() -> None:
    raw = "a: x\u2028y\nb: 1\nc: 2\n".encode()
    assert set_fields(raw, {"/c": 3}) == "a: x\u2028y\nb: 1\nc: 3\n".encode()


def test_a_carriage_return_ends_a_line_alone_and_with_a_line_feed() -> None:
    assert lines("a\rb\r\nc\n") == ["a", "b", "c", ""]
    assert end_of("a\rbc") == (2, 3)
    (problem,) = parse(b"a: 1\rb: \xff\r").problems
    assert problem.place == (2, 4)
    (problem,) = parse("a: 1\ra: 2\r").problems
    assert problem.place == (2, 1)
