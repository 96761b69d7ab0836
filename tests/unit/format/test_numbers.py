"""What an author's own number begins, what it takes, and when two are the same."""

from __future__ import annotations

import pytest

from avtale.format.model import Clause, Section
from avtale.format.numbers import alike, bare, beside, relative, taken


@pytest.mark.parametrize(("own", "inside"), [
    ("§ 4", "4"), ("§ 4 a", "4a"), ("Del 2.", "2"), ("4.2", "4.2"), ("§§ 4–6", "4–6"), ("§§ 4–6.1", "4–6.1"), ("a)", "a)"),
    ("Kapittel 3", "3"), ("C.", "C"), ("1.", "1"), ("IV", "IV"),
])  # fmt: skip
def test_what_begins_the_numbers_inside(own: str, inside: str) -> None:
    assert bare(own) == inside


@pytest.mark.parametrize(("own", "within"), [
    ("a)", True), ("1.", True), ("(ii)", True), ("12", True), ("b", True), ("§ 4", False), ("4.2", False), ("Del 2", False),
    ("§§ 4–6", False),
])  # fmt: skip
def test_a_number_that_counts_within_its_place(own: str, *, within: bool) -> None:
    assert relative(own) is within
    assert beside("4.2", own) == (f"4.2 {own}" if within else own)


def test_a_clause_without_a_number_is_told_by_the_one_it_stands_under() -> None:
    assert beside("4.2", "") == "4.2"
    assert beside("", "a)") == "a)"


@pytest.mark.parametrize(("one", "other", "same"), [
    ("2", "2.", True), ("a)", "(a)", True), ("§ 2", "§2", True), ("§ 2", "2", False), ("Del 2", "§ 2", False), ("A", "a", True),
])  # fmt: skip
def test_two_numbers_are_compared_without_their_marks(one: str, other: str, *, same: bool) -> None:
    assert (alike(one) == alike(other)) is same


@pytest.mark.parametrize(("sections", "numbers"), [
    ((Section(number="§ 9"),), {"9"}),
    ((Section(number="§§ 4–6"),), {"4–6", "4", "5", "6"}),
    ((Section(number="§§ 1–999999999"),), {"1–999999999", *map(str, range(1, 502))}),
    ((Section(clauses=(Clause(number="4.2"),)),), {"4.2", "4"}),
    ((Section(clauses=(Clause(number="1"), Clause(number="2", clauses=(Clause(number="a)"),)))),), {"1", "2"}),
    ((Section(number="§ 4", clauses=(Clause(number="1."), Clause(number="§ 7"))),), {"4", "7"}),
])  # fmt: skip
def test_what_no_automatic_number_may_be(sections: tuple[Section, ...], numbers: set[str]) -> None:
    assert taken(sections) == numbers
