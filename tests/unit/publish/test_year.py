"""The year as a picture, as SVG and in the terminal: every day in its place, told by shapes and words and not by colour alone."""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avtale.publish import year, year_text
from avtale.publish.year import SIGNS, Mark, Sign, year_rows, year_svg
from avtale.publish.year_text import sign_of

ON = dt.date(2028, 2, 29)
NAME = {"svg": "http://www.w3.org/2000/svg"}
MARKS = st.lists(
    st.builds(
        Mark, st.dates(dt.date(2027, 12, 1), dt.date(2029, 1, 31)), st.sampled_from(sorted(SIGNS)), st.just("Møte")
    ),
    max_size=40,
)  # fmt: skip


def drawn(marks: list[Mark], **more: str) -> ET.Element:
    return ET.fromstring(year_svg(marks, 2028, on=ON, **more))


def marks_in(picture: ET.Element) -> dict[str, ET.Element]:
    """What stands in the months, by its place; the legend is below them."""
    groups = picture.findall("svg:g", NAME)
    places = {group.get("transform", ""): group for group in groups}
    below = year._GRID
    return {at: group for at, group in places.items() if float(re.findall(r"[\d.]+", at)[1]) < below}


@settings(max_examples=40, deadline=None)
@given(MARKS)
def test_every_day_of_the_year_that_has_something_has_it_drawn(marks: list[Mark]) -> None:
    picture = drawn(marks)
    here = [one for one in marks if one.day.year == 2028]
    days = Counter(one.day for one in here)
    places = marks_in(picture)
    assert len(places) == len(days)
    for day, many in days.items():
        x, y = year._place(day)
        group = places[f"translate({x:g} {y:g})"]
        if many > 4:
            assert group.findtext("svg:text", namespaces=NAME) == str(many)
        else:
            assert len(group.findall("svg:g", NAME)) == many
    told = picture.findtext("svg:desc", namespaces=NAME) or ""
    for sign, many in Counter(one.sign for one in here).items():
        assert f"{many} {SIGNS[sign].nb}" in told
    legend = {text.text for text in picture.iter(f"{{{NAME['svg']}}}text")}
    assert {SIGNS[one.sign].nb for one in here} <= legend
    assert len(year_rows(marks, 2028)) == len(here)


@settings(max_examples=40, deadline=None)
@given(MARKS, st.integers(40, 120))
def test_the_terminal_shows_each_day_in_its_column(marks: list[Mark], width: int) -> None:
    lines = year_text.year_text(marks, 2028, on=ON, width=width).splitlines()
    assert max(map(len, lines[:13])) <= max(width, 36)
    by_day = year.by_day(one for one in marks if one.day.year == 2028)
    for day in (dt.date(2028, 1, 1) + dt.timedelta(number) for number in range(366)):
        shown = lines[day.month][4 + day.day : 5 + day.day] or " "
        signs = [one.sign for one in by_day.get(day, [])]
        if signs:
            assert shown == sign_of(min(signs, key=list(SIGNS).index)), day
        else:
            assert shown == ("│" if day == ON else "·" if day.weekday() < 5 else " "), day


def test_no_sign_is_told_by_its_colour_alone() -> None:
    shapes = {shape.replace("{c}", "").replace("{g}", "") for shape in year._SHAPES.values()}
    assert len(shapes) == len(SIGNS)
    assert len({sign_of(sign) for sign in SIGNS}) == len(SIGNS)


@pytest.mark.parametrize("sign", sorted(SIGNS))
def test_colour_changes_nothing_but_colour(sign: Sign) -> None:
    marks = [Mark(dt.date(2028, 5, 3), sign, "Møte")]
    plain, painted = (year_text.year_text(marks, 2028, on=ON, colour=colour) for colour in (False, True))
    assert painted != plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == plain


def test_a_name_that_would_be_markup_is_text() -> None:
    picture = drawn([Mark(dt.date(2028, 5, 3), "kept", "x")], name='"><script>alert(1)</script>&')
    assert picture.findtext("svg:title", namespaces=NAME) == 'Året 2028: "><script>alert(1)</script>&'
    ids = [each.get("id") for each in picture.iter() if each.get("id")]
    assert picture.get("aria-labelledby") == " ".join(map(str, ids))
    assert not [
        each for each in picture.iter() if each.tag.endswith(("script", "style")) or each.get("style")
    ]


def test_a_year_with_nothing_says_so_in_both_languages() -> None:
    assert "Ingen frister dette året." in year_svg([], 2030, on=ON)
    assert "No deadlines this year." in year_svg([], 2030, on=ON, lang="en")
    assert "i dag" not in year_svg([], 2030, on=ON)
