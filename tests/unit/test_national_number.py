"""National identity numbers: both rules for the check digits, plausible dates, and what only looks like one."""

from __future__ import annotations

import datetime as dt
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtale.errors import UsageError
from avtale.findings import Problem
from avtale.national_number import HIDDEN, kind_of, masked, masked_data, may_hold, numbers
from tests.invented_numbers import check_digits, synthetic_numbers
from tests.support import discovered

SYNTHETIC = discovered(list(zip(range(20), synthetic_numbers(), strict=False)), at_least=20)
TAX, NAV = "15850712325", next(synthetic_numbers(month=47))


@st.composite
def valid(draw: st.DrawFn, synthetic: bool = True) -> tuple[str, str]:
    """Any number there can be, and its kind."""
    day = draw(st.dates(dt.date(1854, 1, 1), dt.date(2039, 12, 31)))
    d_number = draw(st.booleans())
    month = draw(st.sampled_from((40, 80) if synthetic else (0,)))
    head = f"{day.day + 40 * d_number:02}{day.month + month:02}{day.year % 100:02}"
    for individual in range(draw(st.integers(0, 900)), 1000):
        for remainder in draw(st.permutations(range(4))):
            digits = check_digits(f"{head}{individual:03}", remainder=remainder)
            if digits is not None:
                kind = "synthetic" if month else "d-number" if d_number else "fødselsnummer"
                return f"{head}{individual:03}{digits}", kind
    raise AssertionError(head)


@pytest.mark.parametrize(
    ("digits", "kind"),
    [
        ("02013299997", "fødselsnummer"),  # published examples (docs/domain.md): by both rules,
        ("30108299939", "fødselsnummer"),  # and only by the one from 2032
        ("15850712325", "synthetic"),
        ("15850712333", "synthetic"),
        (NAV, "synthetic"),
    ],
)
def test_published_numbers(digits: str, kind: str) -> None:
    assert kind_of(digits) == kind


@pytest.mark.parametrize(
    "digits",
    [
        *(
            "",
            "1585071232",
            "158507123250",
            "1585071232x",
            "１５８５０７１２３２５",
            "00000000000",
            "99999999999",
        ),
        *("15850712326", "15850712315", "15850712324"),
        "30" + "82" + "07" + "100" + str(check_digits("308207100")),  # 30 February
        "29" + "82" + "01" + "101" + str(check_digits("298201101")),  # no leap year in any century
        "15" + "93" + "07" + "101" + str(check_digits("159307101")),  # month 13
        "72" + "87" + "07" + "101" + str(check_digits("728707101")),  # day 32 of a D-number
    ],
)
def test_what_is_none(digits: str) -> None:
    assert kind_of(digits) is None


def test_a_leap_day_of_one_century_is_enough() -> None:
    for year in ("00", "04", "96"):  # 2000 was a leap year, 1900 was not
        nine = next(n for i in range(100, 999) if check_digits(n := f"2982{year}{i}"))
        assert kind_of(nine + str(check_digits(nine))) == "synthetic"


@given(number=valid())
def test_every_number_that_can_be_is_known(number: tuple[str, str]) -> None:
    digits, kind = number
    assert kind_of(digits) == kind


@given(number=valid(synthetic=False))
def test_the_kinds_of_real_numbers_are_told_apart(number: tuple[str, str]) -> None:
    digits, kind = number  # reckoned and forgotten: nothing shows it
    assert kind_of(digits) == kind


@given(number=valid(), at=st.integers(0, 10), by=st.integers(1, 9))
def test_one_wrong_digit_makes_it_none(number: tuple[str, str], at: int, by: int) -> None:
    digits, _ = number
    wrong = str((int(digits[at]) + by) % 10)
    assert kind_of(digits[:at] + wrong + digits[at + 1 :]) is None


def test_few_other_numbers_of_eleven_digits_look_like_one() -> None:
    chance = random.Random(2026)
    drawn = [f"{chance.randrange(10**11):011}" for _ in range(60_000)]
    rate = sum(kind_of(each) is not None for each in drawn) / len(drawn)
    # A date with one of two days and three months, and 4 of 121 pairs of check digits: 0.7 per cent.
    assert 0.005 < rate < 0.010


def test_no_organisation_number_and_no_account_number_as_they_are_written() -> None:
    chance = random.Random(2026)
    for _ in range(3_000):
        digits = f"{chance.randrange(10**11):011}"
        account = f"{digits[:4]}.{digits[4:6]}.{digits[6:]}"
        organisation = f"{digits[:3]} {digits[3:6]} {digits[6:9]}"
        for text in (account, account.replace(".", " "), organisation, digits[:9], f"NO {digits[:9]} MVA"):
            assert masked(text) == text
    assert masked("1585.07.12325") == "1585.07.12325"


@pytest.mark.parametrize(
    "written",
    [
        *("{0}{1}", "{0} {1}", "{0}.{1}", "{0}-{1}", "{0}\u00a0{1}", "{0} - {1}", "{0}\u2011{1}", "{0}\u2013{1}"),
        *("{0}\n{1}", "{0}\n    {1}", "{0}\r\n  {1}", "{0}   {1}", "{2}.{3}.{4} {1}", "{2}-{3}-{4}-{1}", "{2}/{3}/{4} {1}"),
        *("{2}.{3}.19{4} {1}", "{0}\u00ad{1}", "{0}\u200b{1}", "{0}\u2060{1}", "{0}\ufeff-{1}", "{0} \u2014 {1}"),
        *("{0}\u2212{1}", "{0}\u2002{1}", "{0}\u2012{1}"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("around", ["", "nr. {} i", "({})", "fnr:{}", "fnr{}.", "«{}»", "-{}", "a,{},b", "{};", "12.1.{},", "#{}"])  # fmt: skip
def test_it_is_found_and_hidden_however_it_is_written(written: str, around: str) -> None:
    for _, digits in SYNTHETIC[:4]:
        shape = written.format(digits[:6], digits[6:], digits[:2], digits[2:4], digits[4:6])
        text = around.format(shape) if around else shape
        (found,) = numbers(text)
        assert text[found.start : found.end] == shape
        shown = masked(text)
        assert len(shown) == len(text)
        assert shown.count(HIDDEN) >= 11
        assert digits[6:] not in shown
        assert digits[:6] not in shown


@pytest.mark.parametrize(
    "text",
    [
        *(f"1{TAX}", f"{TAX}1", f"3.{TAX}", f"0,{TAX}", f"{TAX}.50", f"{TAX},5"),
        *(f"{'a' * 20}{TAX}{'b' * 33}", f"{TAX}{'0c' * 20}", "2026-08-01", "2026-08-01 12345", "24.10.2022 9008"),
        *("158507  \n\n  12325", "158507/12325", "158507    12325", "1585 0712325", "158 507 123 25"),
    ],
)  # fmt: skip
def test_what_only_holds_the_digits_stays(text: str) -> None:
    assert list(numbers(text)) == []
    assert masked(text) == text


def test_each_of_several_is_found() -> None:
    text = "".join(f"{digits}, " for _, digits in SYNTHETIC)
    assert len(list(numbers(text))) == len(SYNTHETIC)
    assert masked(text) == f"{HIDDEN * 11}, " * len(SYNTHETIC)


@pytest.mark.parametrize(
    "text",
    [
        *(r"158507\x2012325", r"\u0031585\u0030712325", r"158507\n12325", r"a \ 158507\_12325"),
        r"\U00000031585\U00000030712325",
        rf"{NAV} og 158507\x2012325",
    ],
)
def test_escapes_do_not_show_it(text: str) -> None:
    for line in (text, f'does: "{text}"', f"før\n{text}\netter 42"):
        shown = masked(line)
        assert len(shown) == len(line)
        assert "12325" not in shown
        assert "0712325" not in shown
    assert masked(f"før 42\n{text}").startswith("før 42\n")


@given(text=st.text(alphabet="0123456789 .-\n\\xu0158e", max_size=60))
def test_hiding_changes_digits_only_and_once(text: str) -> None:
    shown = masked(text)
    assert len(shown) == len(text)
    assert all(new in (old, HIDDEN) for old, new in zip(text, shown, strict=True))
    assert list(numbers(shown)) == []
    assert masked(shown) == shown
    assert may_hold(text) or not list(numbers(text))


def test_data_stays_data() -> None:
    data = {"a": [int(TAX), 7, True, None], f"nr {TAX}": {"b": f"x {TAX[:6]} {TAX[6:]}"}}
    dots = HIDDEN * 11
    assert masked_data(data) == {
        "a": [dots, 7, True, None],
        f"nr {dots}": {"b": f"x {HIDDEN * 6} {HIDDEN * 5}"},
    }


def test_errors_and_problems_never_say_it() -> None:
    error = UsageError(nb=f"Fant ikke {TAX}.", en=f"No {TAX}.")
    problem = Problem("schema-value", f"/a/{TAX}", f"«{TAX}» finnes ikke.", f"There is no “{TAX}”.")
    for said in (
        str(error),
        error.nb,
        error.en,
        error.text("nb"),
        problem.nb,
        problem.en,
        problem.text("en"),
    ):
        assert TAX not in said
        assert HIDDEN * 11 in said


@pytest.mark.parametrize(
    "piece", [f"{TAX}x", f"{TAX} ", "123456 ", "12.12.12 ", "1", "a1", "\\x31", f"{TAX}\\n", "123456\n"]
)
def test_long_texts_take_no_long_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    begin = time.process_time()
    masked(text)
    assert time.process_time() - begin < 4
