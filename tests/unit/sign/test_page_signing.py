"""A page shows the document as it is on a day, neither before its approval nor on one that has not come; each party signs it with its own key."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from msgspec.structs import replace

from avtale.errors import StateError
from avtale.facts.repository import Repository
from avtale.render.document import render
from avtale.sign.embedded import embedded_source
from avtale.sign.html.detached import sign_detached, signature_path
from avtale.sign.html.page import StatedPage, read_page
from avtale.sign.html.signing import _free_field, require_timely
from avtale.sign.html.verify import verify_page
from avtale.sign.identity.trust import Trust
from tests.support import AGREEMENT, refused
from tests.unit.facts.world import event, repository
from tests.unit.sign.world import WHEN, World

AT = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def approved(folder: Path) -> Repository:
    """Approved on the first of January 2026."""
    made = repository(folder, AGREEMENT)
    return event(made, made.entries[0])


def test_a_page_of_a_day_that_has_not_come_is_not_passed(tmp_path: Path) -> None:
    made, file = approved(tmp_path), tmp_path / "x.html"
    data = render(made.entries[0], made, on=dt.date(2028, 1, 1), formats=("html",)).files["html"]
    found = verify_page(data, file, at=AT, trust=Trust(), repository=made)
    assert any("ikke er kommet" in one.nb for one in found.reasons)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (dt.date(2025, 12, 31), "før det ble godkjent"),
        (AT.date() + 2 * DAY, "ikke er kommet"),
        (AT.date() + DAY, ""),
        (dt.date(2026, 1, 1), ""),
    ],
)
def test_nor_signed_or_recorded(on: dt.date, words: str, tmp_path: Path) -> None:
    made, file = approved(tmp_path), tmp_path / "x.html"
    data = render(made.entries[0], made, on=AT.date(), formats=("html",)).files["html"]
    page = replace(read_page(data, "x.html"), on=on)
    if not words:
        require_timely(page, made, AT, file)
        return
    with refused(StateError, words):
        require_timely(page, made, AT, file)


def test_one_key_signs_a_page_for_one_party(world: World, tmp_path: Path) -> None:
    source = embedded_source(world.unsigned, "x")
    assert source is not None
    data, file = b"<p>", tmp_path / "x.html"
    page = StatedPage(source, WHEN.date(), "nb", (), "")
    beside = signature_path(file, "signature-county", demonstration=True)
    beside.write_bytes(sign_detached(data, world.county, WHEN))
    with refused(StateError, "allerede underskrevet for Eksempel fylkeskommune"):
        _free_field(data, file, page, "nav", world.county)
    assert _free_field(data, file, page, "nav", world.nav) == "signature-nav"
    beside.write_bytes(b"damaged")
    assert _free_field(data, file, page, "nav", world.county) == "signature-nav"
