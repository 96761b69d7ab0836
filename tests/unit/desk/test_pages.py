"""A page is added by adding files: what is found, that its words are whole, and that the desk's own pages work."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest

from avtale.desk.news import mark
from avtale.desk.page import all_pages
from avtale.desk.repository import Current
from avtale.desk.words import LANGUAGES, SHARED, pages_with_words, words
from avtale.facts.repository import Repository
from avtale.resources import folder
from tests.support import AGREEMENT, ROOT, discovered
from tests.unit.desk.desks import Browser, browser, repository

SOURCE = ROOT / "src/avtale/desk"
TEMPLATES = discovered(sorted((folder("templates") / "desk").rglob("*.jinja")), at_least=5)


def test_each_page_has_a_file_and_a_template_and_words() -> None:
    names = {page.name for page in all_pages()}
    assert names == {path.stem for path in (SOURCE / "pages").glob("*.py") if path.stem != "__init__"}
    assert set(pages_with_words()) == {SHARED, *names}
    assert all((folder("templates") / f"desk/{name}.html.jinja").is_file() for name in names)


def test_what_is_in_the_menu_is_called_something() -> None:
    for page in all_pages():
        assert page.order is None or "menu" in words(page.name), page.name
        assert not page.of_document or "action" in words(page.name), page.name


def test_no_two_pages_answer_the_same() -> None:
    found = [(action.method, action.path) for page in all_pages() for action in page.actions]
    assert len(found) == len(set(found))


@pytest.mark.parametrize("page", pages_with_words())
def test_words_are_there_in_each_language_and_used(page: str) -> None:
    used = "\n".join(path.read_text(encoding="utf-8") for path in (*TEMPLATES, *SOURCE.rglob("*.py")))
    for key, said in discovered(words(page).items(), at_least=2):
        assert set(said) == set(LANGUAGES)
        assert all(said.values()), key
        gaps = {lang: sorted(re.findall(r"\{\w+\}", text)) for lang, text in said.items()}
        assert len({str(each) for each in gaps.values()}) == 1, key
        stem = key.partition("_")[0] + "_"
        assert f'"{key}"' in used or f'"{stem}" ~' in used or f'f"{stem}' in used, (
            f"{page}: {key} is not used"
        )


def test_the_words_that_pages_ask_for_exist() -> None:
    shared = set(words(SHARED))
    for path in TEMPLATES:
        page = path.relative_to(folder("templates") / "desk").parts[0].partition(".")[0]
        asked = set(re.findall(r'\bt\("(\w+)"[,)]', path.read_text(encoding="utf-8")))
        assert asked <= shared | set(words(page)), path.name


def test_coming_in_choosing_a_name_and_another_browser(tmp_path: Path) -> None:
    kari = browser(repository(tmp_path))
    first = kari.get(f"/start?token={kari.desk.entrance.token()}", follow=True)
    assert "Hvem er du?" in first.text
    assert kari.get("/document/prove/1.00").headers["location"] == "/name?next=/document/prove/1.00"
    answer = kari.post("/name", {"name": "  Kari \n Nordmann ", "next": "/document/prove/1.00"})
    assert answer.headers["location"] == "/document/prove/1.00"
    assert "Du er nå Kari Nordmann." in kari.get("/").text
    assert "Du er nå" not in kari.get("/").text  # it is told once
    kari.get("/name")
    (address,) = re.findall(r'id="address" readonly value="(.*?)"', kari.post("/name/address").text)
    other = browser(repository(tmp_path))
    other.app = kari.app
    assert other.get(address, follow=True).status_code == 200
    other.post("/name", {"name": "Ola"})
    assert ">Ola<" in other.get("/").text
    assert ">Kari Nordmann<" in kari.get("/").text


@pytest.mark.parametrize("name", ["", "   ", "\n", "x" * 301])
def test_a_name_is_some_words(tmp_path: Path, name: str) -> None:
    kari = browser(repository(tmp_path)).enter()
    assert kari.post("/name", {"name": name}).status_code == 400
    assert ">Kari Nordmann<" in kari.get("/").text


def test_a_version_is_shown_with_its_state_and_its_page(tmp_path: Path) -> None:
    kari = browser(repository(tmp_path)).enter()
    answer = kari.get("/document/prove/1.00").text
    for told in (
        "Prøveavtale",
        "utkast",
        "Eksempel fylkeskommune, NAV Eksempel",
        "Per Forfatter",
        "/document/prove/1.00/page",
    ):
        assert told in answer
    for path in (
        "/document/prove/9.99",
        "/document/none/1.00",
        "/document/prove/9.99/page",
        "/document/prove",
    ):
        assert kari.get(path).status_code == 404


def test_a_document_that_cannot_be_rendered_says_why_in_its_frame(tmp_path: Path) -> None:
    root = repository(tmp_path)
    (root / "overrides").mkdir()
    (root / "overrides/document.html.jinja").write_text("{{ broken", encoding="utf-8")
    answer = browser(root).enter().get("/document/prove/1.00/page")
    assert "Malen document.html.jinja:1 kan ikke brukes" in answer.text


def test_a_county_s_own_template_is_none_of_the_desk(tmp_path: Path) -> None:
    root = repository(tmp_path)
    (root / "overrides/desk").mkdir(parents=True)
    for name in ("layout", "overview", "desk/overview"):
        (root / f"overrides/{name}.html.jinja").write_text("overridden", encoding="utf-8")
    assert "overridden" not in browser(root).enter().get("/").text


def test_a_repository_that_is_gone_is_told(tmp_path: Path) -> None:
    root = repository(tmp_path)
    kari = browser(root).enter()
    (root / "avtale.yaml").unlink()
    kari.desk.current.changed()
    answer = kari.get("/")
    assert answer.status_code == 400
    assert "Fant ingen avtale.yaml" in answer.text


def test_while_it_is_changed_the_repository_is_held_and_seen_as_it_is(tmp_path: Path) -> None:
    root = repository(tmp_path)
    current = Current(root)
    before = current()
    (root / "ot/ny-1.00.yaml").write_text("format: 1\nkind: agreement\nkey: ny\n", encoding="utf-8")
    assert current() is before  # asked a moment ago
    with current.changing() as held:
        assert "ny" in held.versions
        assert list(root.glob(".lock*"))
    assert not list(root.glob(".lock*"))


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_the_guide_shows_each_page(lang: str) -> None:
    """What is led to from the menu or from a document, and the document itself, in the guide, as `make desk-pictures` makes them."""
    text = (ROOT / f"docs/{lang}/desk.md").read_text(encoding="utf-8")
    made = re.findall(
        r'^    "(\w+)": \(', (ROOT / "tools/make_desk_pictures.py").read_text(encoding="utf-8"), re.M
    )
    led_to = {
        page.name
        for page in all_pages()
        if (page.order is not None or page.of_document) and page.name != "plans"
    }
    assert {"write", "send"} < led_to <= set(made)
    for name in made:
        assert f"](../pictures/desk-{name}.png)" in text, name
        assert (ROOT / f"docs/pictures/desk-{name}.png").is_file(), name


def told_on(who: Browser, page: str) -> str:
    """What an open page would be told now; "" while nothing is new."""
    asked = re.search(r'id="news" hx-get="([^"]+)" hx-trigger="every', page)
    assert asked
    answer = who.get(unescape(asked[1]), headers={"HX-Request": "true"})
    assert answer.status_code in (200, 204)
    assert "set-cookie" not in answer.headers
    return answer.text


@pytest.mark.parametrize(
    ("open_page", "about"),
    [("/", "samlingen"), ("/document/prove/1.00", "Dokumentet er"), ("/draft/ot/prove-1.00.yaml", "Det du skriver, står urørt")],
)  # fmt: skip
def test_an_open_page_is_told_what_others_change(tmp_path: Path, open_page: str, about: str) -> None:
    root = repository(tmp_path, other=AGREEMENT.replace("key: prove", "key: andre"))
    kari = browser(root).enter()
    page = kari.get(open_page).text
    assert told_on(kari, page) == ""
    (root / "other.yaml").write_text(AGREEMENT.replace("key: prove", "key: tredje"), encoding="utf-8")
    kari.desk.current.changed()
    assert bool(told_on(kari, page)) == (open_page == "/")
    changed = AGREEMENT.replace("5 working days", "9 working days")
    (root / "ot/prove-1.00.yaml").write_text(changed, encoding="utf-8")
    kari.desk.current.changed()
    told = told_on(kari, page)
    assert about in told
    assert "hx-get" not in told
    way = re.search(r'href="([^"]+)"', told)
    assert way
    assert told_on(kari, kari.get(way[1]).text) == ""  # who has looked is asked no more


def test_nothing_is_kept_of_what_an_address_thinks_up(tmp_path: Path) -> None:
    opened = Repository.open(repository(tmp_path))
    assert mark(opened, "prove")
    before = len(opened.kept)
    assert {mark(opened, f"tull-{number}") for number in range(20)} == {""}
    assert len(opened.kept) == before


def test_a_page_that_only_asks_leads_nowhere_else(tmp_path: Path) -> None:
    kari = browser(repository(tmp_path)).enter()
    for back in ("//example.org/", "https://example.org/", ""):
        assert kari.get(f"/news?back={quote(back)}").headers["location"] == "/"
        told = kari.get(f"/news?seen=x&back={quote(back)}", headers={"HX-Request": "true"}).text
        assert 'href="/"' in told
