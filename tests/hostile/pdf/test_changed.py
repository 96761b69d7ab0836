"""Every kind of change to a signed file has its right answer; each starts from a file that passes.

`make test` tries every change after the last signature; between the signatures and before the first it tries one of
twelve, and all of them with `-m extended`.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from avtale.errors import StateError, UsageError
from avtale.sign.signing import sign
from tests.hostile.pdf.bytes import LIE, File
from tests.hostile.pdf.endings import ENDINGS
from tests.hostile.pdf.ground import Ground, drawn, pdfsig_is_content, poppler_sees
from tests.hostile.pdf.updates import SEEN, UPDATES
from tests.support import discovered
from tests.unit.sign.world import WHEN

SAFE = ("total_failed", "refused")
WHOLE = "The file was changed in a way that is not allowed after it was made"

NOT_TO_BE_SIGNED = {
    "field_renamed",
    "field_emptied",
    "hybrid",
    "encrypted",
    "freed",
    "object_stream_replaced",
}
"""Another program cannot sign after these: there is no such field left, or no file, or no signature that was there before."""

NAIVELY_VALID = [
    *(
        "two_ends_in_one_line",
        "old_end_again",
        "objects_and_the_old_end",
        "page_and_the_old_end",
        "words_behind_the_end",
    ),
    *(
        "field_with_a_size",
        "field_with_a_script",
        "field_off_the_page",
        "need_appearances",
        "form_resources",
        "version",
    ),
    *(
        "extensions",
        "unknown_in_trailer",
        "not_marked",
        "title",
        "author",
        "packet",
        "nothing",
        "orphan",
        "second_catalog",
    ),
]
"""After these, a check that trusts the library's own policy calls the last signature good."""

READ_ANEW = {"two_ends_in_one_line", "end_in_a_remark"}
"""Of the endings, those after which a viewer shows another page."""


def _sorted(recipes: dict[str, Callable[[File], bytes]], least: int) -> list[str]:
    return discovered(sorted(recipes), at_least=least)


def _some(names: list[str]) -> list[object]:
    """One of twelve in every run, the others in the long one."""
    return [
        name if place % 12 == 0 else pytest.param(name, marks=pytest.mark.extended)
        for place, name in enumerate(names)
    ]


def test_the_files_that_are_changed_pass(ground: Ground) -> None:
    once = ground.signed(ground.world.unsigned, "county")
    for pdf in (ground.world.twice, ground.signed(ground.world.once, "nav"), ground.signed(once, "nav")):
        assert ground.answer(pdf) == "total_passed"


@pytest.mark.parametrize("name", _sorted(UPDATES, 95))
def test_after_the_last_signature(ground: Ground, name: str) -> None:
    """Both signatures fail, and the words name what is wrong."""
    changed = UPDATES[name](File(ground.world.twice))
    assert changed.startswith(ground.world.twice)
    try:
        verdict = ground.verdict(changed)
    except UsageError:
        return
    else:
        assert verdict.verdict == "total_failed"
        assert {one.verdict for one in verdict.signatures} == {"total_failed"}
        assert {one.sub_indication for one in verdict.signatures} == {"FORMAT_FAILURE"}
        assert all(len(one.reason.nb) > 30 and one.reason.nb != one.reason.en for one in verdict.signatures)


def test_most_changes_are_found_by_the_list_itself(ground: Ground) -> None:
    """And not because the file is written in some way that no tool writes."""
    listed = 0
    for name in (
        "page_turned",
        "need_appearances",
        "link",
        "field_moved",
        "title",
        "orphan",
        "unknown_in_trailer",
        "layers",
    ):
        verdict = ground.verdict(UPDATES[name](File(ground.world.twice)))
        listed += WHOLE in verdict.signatures[0].reason.en
    assert listed == 8


@pytest.mark.parametrize("name", _sorted(ENDINGS, 30))
def test_two_readings_of_where_the_file_ends(ground: Ground, name: str) -> None:
    assert ground.answer(ENDINGS[name](File(ground.world.twice))) in SAFE


@pytest.mark.parametrize(
    "name", _some(_sorted({n: r for n, r in UPDATES.items() if n not in NOT_TO_BE_SIGNED}, 90))
)
def test_between_the_signatures(ground: Ground, name: str) -> None:
    """We let nobody sign on it. Another program does: the second signature covers the change, and the first does not."""
    changed = UPDATES[name](File(ground.world.once))
    with pytest.raises((StateError, UsageError)):
        sign(changed, party="nav", credential=ground.world.nav, when=WHEN)
    assert ground.answer(ground.signed(changed, "nav")) in SAFE


@pytest.mark.parametrize(
    "name", _some(_sorted({n: r for n, r in UPDATES.items() if n not in NOT_TO_BE_SIGNED}, 90))
)
def test_before_the_first_signature(ground: Ground, name: str) -> None:
    """An update of the rendered file is none of what rendering gives."""
    changed = UPDATES[name](File(ground.world.unsigned))
    assert ground.answer(ground.signed(ground.signed(changed, "county"), "nav")) in SAFE


@pytest.mark.parametrize("name", NAIVELY_VALID)
def test_a_naive_check_is_content(ground: Ground, name: str) -> None:
    recipe = UPDATES.get(name) or ENDINGS[name]
    assert ground.naively(ground.world.twice)
    assert ground.naively(recipe(File(ground.world.twice)))


@pytest.mark.parametrize("name", sorted(SEEN | READ_ANEW))
def test_a_viewer_shows_another_sentence(ground: Ground, name: str, tmp_path: Path) -> None:
    """Poppler's words and PDFium's picture, while `pdfsig` finds both signatures good."""
    recipe = UPDATES.get(name) or ENDINGS[name]
    changed = recipe(File(ground.world.twice))
    assert LIE not in poppler_sees(ground.world.twice, tmp_path)
    assert LIE in poppler_sees(changed, tmp_path).replace("\n", " ")
    assert drawn(changed) != drawn(ground.world.twice)
    assert pdfsig_is_content(changed, tmp_path)


@pytest.mark.extended
@pytest.mark.parametrize("name", _sorted(UPDATES, 95))
def test_the_signatures_themselves_are_good(ground: Ground, name: str, tmp_path: Path) -> None:
    """Whatever comes behind a signature, its own digest fits: `pdfsig` says so of all but three."""
    changed = UPDATES[name](File(ground.world.twice))
    try:
        assert pdfsig_is_content(changed, tmp_path) == (
            name not in ("field_with_kids", "field_emptied", "root_again")
        )
    except subprocess.SubprocessError as error:  # pragma: no cover
        raise AssertionError(name) from error
