"""The page that lists the calendars, in a real browser: everyone can read it, and it asks for nothing but itself."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from avtale.publish.feeds import write_feeds
from tests.acceptance.chromium import SIDEWAYS, Opened
from tests.unit.publish.test_feeds import BODY, OTHER
from tests.unit.publish.world import World

pytestmark = pytest.mark.extended


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("address", ["", "https://avtaler.example.no/" + "kalendere-med-frister/" * 4])
def test_the_page_of_calendars_is_read_by_everyone(
    tmp_path: Path, browser: Any, lang: str, address: str
) -> None:
    world = World(tmp_path)
    world.document(body=BODY)
    world.document(key="other-" + "long-" * 15, body=OTHER)
    write_feeds(world.open(), dt.date(2027, 5, 1), tmp_path / "out", lang=lang, address=address)
    context = browser.new_context()
    try:
        opened = Opened(context.new_page())
        page = (tmp_path / "out" / "index.html").as_uri()
        opened.page.goto(page)
        for width in (360, 1280):
            for scheme in ("light", "dark"):
                opened.look(width, "screen", scheme)
                assert opened.faults() == []
                assert opened.page.evaluate(SIDEWAYS) == []
        assert (opened.asked, opened.said) == ([page], [])
        links = opened.page.eval_on_selector_all("a", "all => all.map(one => one.href)")
        assert len(links) == 7
        for link in links:
            opened.page.keyboard.press("Tab")
            assert opened.page.evaluate("() => document.activeElement.href") == link
            if not address:
                assert Path(link.removeprefix("file://")).is_file()
    finally:
        context.close()
