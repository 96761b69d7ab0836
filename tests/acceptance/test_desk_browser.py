"""The desk in a real browser: everyone can use every page, by mouse and by keyboard, and nothing comes from elsewhere."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from avtale.desk.page import all_pages
from avtale.desk.settings import DeskSettings
from tests.acceptance.chromium import SIDEWAYS, VIEWS, Opened, faults
from tests.acceptance.desk_server import Running, desk
from tests.support import ROOT, discovered

pytestmark = pytest.mark.extended

#: What the addresses of pages name, in the repository of these tests.
KNOWN = {
    "{key}": "troms-nav-ot", "{version}": "2.00", "{path:path}": "ot/nordlia-ot-1.00.yaml", "{code}": "meeting-without-cadence",
}  # fmt: skip
#: What is no page: files and parts of pages, what is gone on from at once, and what needs what no page leads to before something was done.
NO_PAGE = {
    "/start", "/preview/{path:path}", "/schema/{kind}", "/write/{key}/{version}", "/document/{key}/{version}/page",
    "/compare/{key}/{version}/page", "/document/{key}/{version}/{lang}.pdf", "/documents.xlsx", "/sign/{key}/{version}/{lang}/ready", "/sign/{key}/{version}/{lang}/file",
    "/sign/{key}/{version}/signed/{digest}", "/offices/list.{kind}", "/calendar/{secret}/{lang}/{name:path}",
}  # fmt: skip
#: What a page shows first when somebody presses this on another.
LED_TO = {"/follow/{key}/{version}/{duty}/{date}": ("/follow?within=365", ".follow-do a[href^='/follow/']")}
MORE = [
    "/?q=nav&state=all", "/?q=ingen", "/nowhere", "/new?kind=agreement", "/new?kind=routine", "/new?from=troms-nav-ot@2.00", "/follow?q=ingen",
    *(f"/draft/ot/nordlia-ot-1.00.yaml?at={at}" for at in ("/responsibilities", "/responsibilities/0", "/parties/0", "/validity", "/background")),
    "/draft/ot/troms-nav-ot-2.00.yaml", "/compare/nordlia-ot/1.00?doc=troms-nav-ot&with=2.00", "/send/nordlia-ot/1.00", "/approve/nordlia-ot/1.00", "/sign/nordlia-ot/1.00",
]  # fmt: skip


def addresses() -> list[str]:
    """Every page that a GET shows, and more of what some of them may show; a page that is new is among them, or said to be none."""
    there = [page for page in all_pages() if page.where(DeskSettings())]
    paths = {action.path for page in there for action in page.actions if action.method == "GET"}
    assert paths >= NO_PAGE, NO_PAGE - paths
    filled = [
        re.sub(r"\{[\w:]+\}", lambda found: KNOWN.get(found[0], found[0]), path)
        for path in sorted(paths - NO_PAGE - set(LED_TO))
    ]
    assert not [path for path in filled if "{" in path], filled
    return discovered([*filled, *LED_TO, *MORE], at_least=30)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    root = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "examples/samarbeid", root, dirs_exist_ok=True)
    for name in ("ot", "programmes", "register"):
        shutil.copytree(ROOT / "agreements" / name, root / "agreements" / name, dirs_exist_ok=True)
    kept = {name: os.environ[name] for name in ("XDG_CACHE_HOME", "HOME") if name in os.environ}
    with desk(root, AVTALE_DESK_SECRET="a secret of the tests", **kept) as found:
        yield found


@pytest.fixture(scope="module")
def kari(browser: Any, running: Running) -> Iterator[Opened]:
    """Somebody who has come in and chosen a name, by the keyboard."""
    this = Opened(browser.new_context(locale="nb-NO").new_page())
    this.page.goto(running.address)
    assert this.page.title() == "Hvem er du? – avtale"
    this.page.locator("#name").focus()
    this.page.keyboard.type("Ane Eksempel")
    this.page.keyboard.press("Enter")
    this.page.wait_for_url(f"{running.base}/")
    yield this
    this.page.context.close()


@pytest.mark.parametrize("path", addresses())
def test_everyone_can_use_every_page(path: str, kari: Opened, running: Running) -> None:
    kari.said.clear()
    if path in LED_TO:
        before, link = LED_TO[path]
        kari.page.goto(f"{running.base}{before}", wait_until="networkidle")
        path = kari.page.locator(link).first.get_attribute("href")
    for width, scheme in VIEWS:
        kari.look(width, "screen", scheme)
        kari.page.goto(f"{running.base}{path}", wait_until="networkidle")
        assert faults(kari.page) == [], (width, scheme)
        assert kari.page.evaluate(SIDEWAYS) == [], (width, scheme)
    assert all(url.startswith((running.base, "data:")) for url in kari.asked)
    assert [
        said for said in kari.said if path != "/nowhere"
    ] == []  # nor does the policy forbid anything of ours


def test_the_look_is_ours(kari: Opened, running: Running) -> None:
    kari.page.goto(f"{running.base}/", wait_until="networkidle")
    fonts = kari.page.evaluate(
        "[...document.fonts].filter(one => one.status === 'loaded').map(one => one.family)"
    )
    assert "Avtale Sans" in {font.strip('"') for font in fonts}
    assert (
        kari.page.evaluate("getComputedStyle(document.querySelector('.ds-button')).backgroundColor")
        != "rgba(0, 0, 0, 0)"
    )


def test_one_finds_as_one_types_and_is_told_and_back_leads_back(kari: Opened, running: Running) -> None:
    from playwright.sync_api import expect

    page = kari.page
    rows = page.locator(".overview-table tbody tr")
    kari.look(1280, "screen", "light")
    page.goto(f"{running.base}/", wait_until="networkidle")
    asked, all_of_them = len(kari.asked), rows.count()
    page.locator("#q").press_sequentially("oppdikt", delay=20)
    expect(rows).to_have_count(1)
    expect(page.locator("#live")).to_have_text("1 dokument")
    assert "q=oppdikt" in page.url
    assert all("/?" in url or "/news?" in url for url in kari.asked[asked:])  # parts alone
    page.locator("#q").fill("")
    expect(rows).to_have_count(all_of_them)
    page.go_back(wait_until="networkidle")
    expect(rows).to_have_count(1)
    assert page.locator("header").count() == 1  # not a page within the page


def test_who_is_no_longer_in_is_told_and_keeps_what_is_on_the_page(
    browser: Any, running: Running, kari: Opened
) -> None:
    from playwright.sync_api import expect

    context = browser.new_context(storage_state=kari.page.context.storage_state())
    page = context.new_page()
    page.goto(f"{running.base}/", wait_until="networkidle")
    shown = page.locator(".overview-table tbody tr").count()
    context.clear_cookies()
    page.locator("#q").press_sequentially("oppdikt")
    expect(page.locator("#problem")).to_contain_text("Du er ikke inne")
    expect(page.locator("#live")).to_contain_text("Du er ikke inne")
    assert page.locator(".overview-table tbody tr").count() == shown
    context.set_offline(True)
    page.locator("#q").press_sequentially(" ny")
    expect(page.locator("#live")).to_contain_text("Fikk ikke kontakt med serveren")
    context.close()


def test_the_keyboard_alone_comes_to_a_document_and_sees_where_it_is(kari: Opened, running: Running) -> None:
    page = kari.page
    page.goto(f"{running.base}/?q=troms&state=in_force", wait_until="networkidle")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Hopp til innholdet"
    assert page.evaluate("document.activeElement.getBoundingClientRect().height") > 20
    page.keyboard.press("Enter")
    for _ in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        if page.evaluate("document.activeElement.closest('.overview-table') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"{running.base}/document/troms-nav-ot/2.00")
    frame = page.frame_locator("iframe").locator("h1")
    assert "Samarbeidsavtale mellom Troms fylkeskommune" in frame.first.text_content()


def test_it_works_without_javascript(browser: Any, running: Running, kari: Opened) -> None:
    context = browser.new_context(java_script_enabled=False, storage_state=kari.page.context.storage_state())
    page = context.new_page()
    page.goto(f"{running.base}/")
    page.locator("#q").fill("oppdikt")
    page.get_by_role("button", name="Vis", exact=True).click()
    assert page.locator(".overview-table tbody tr").count() == 1
    page.get_by_role("button", name="Nynorsk").click()
    assert page.locator("html").get_attribute("lang") == "nn"
    page.get_by_role("button", name="Bokmål").click()
    context.close()


def test_another_site_can_do_nothing_with_it(
    browser: Any, running: Running, kari: Opened, tmp_path: Path
) -> None:
    """A page of somebody else in the same browser: it can neither post, nor frame, nor read."""
    context = browser.new_context(storage_state=kari.page.context.storage_state())
    page, evil = context.new_page(), tmp_path / "evil.html"
    evil.write_text(
        f'<form method="post" action="{running.base}/name"><input name="name" value="Mallory"><button>x</button></form>'
        f'<iframe src="{running.base}/"></iframe>',
        encoding="utf-8",
    )
    page.goto(evil.as_uri())
    assert "Oversikt" not in page.frames[1].content()
    read = f"fetch('{running.base}/', {{credentials: 'include'}}).then(() => 'read', () => 'refused')"
    assert page.evaluate(read) == "refused"
    with page.expect_response("**/name") as answer:
        page.locator("button").click()
    assert answer.value.status == 403
    page.goto(f"{running.base}/")
    assert "Mallory" not in page.content()
    context.close()
