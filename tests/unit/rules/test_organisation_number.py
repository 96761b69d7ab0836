"""The check digit of an organisation number is reckoned as python-stdnum does it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from stdnum.no import orgnr

from avtale.rules.consistency import organisation_number as rule

NUMBERS = st.integers(100_000_000, 999_999_999).map(str)


@given(NUMBERS)
def test_the_same_numbers_are_wrong(number: str) -> None:
    assert rule._wrong(number) is not orgnr.is_valid(number)


@given(NUMBERS, st.integers(0, 9))
def test_one_digit_changed_is_always_seen(number: str, at: int) -> None:
    """Modulus 11 finds every slip of one digit, so of ten numbers that differ in one place one at most is right."""
    alike = {number[: at % 9] + str(digit) + number[at % 9 + 1 :] for digit in range(10)}
    assert sum(orgnr.is_valid(each) for each in alike) == sum(not rule._wrong(each) for each in alike) <= 1


def test_what_is_no_such_number_is_the_schemas_to_tell_of() -> None:
    for text in (None, "", "12345678", "1234567890", "12345678a", "889 640 782", "８８９６４０７２８"):
        assert not rule._wrong(text)


def test_a_number_is_proposed_only_where_it_is_the_only_one() -> None:
    assert rule._near("889640872") == "889640782"
    assert rule._near("889640728") is None  # more than one exchange gives a number that fits
    assert rule._near("123456789") is None or orgnr.is_valid(rule._near("123456789") or "")
