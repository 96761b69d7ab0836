"""The pages of a site: what stands where, how large they are, and that each link leads somewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import pytest

from avtale.errors import UsageError
from avtale.facts.repository import Repository
from avtale.portal import document_page, sheets
from avtale.portal.site import LANGUAGES, build_site
from tests.support import ON, discovered, refused
from tests.unit.portal.world import county, exempt, routine
from tests.unit.publish.world import World


class Read(HTMLParser):
    """What a page asks for, its headings in order, and its ids."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.levels: list[int] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.links += [told[name] or "" for name in ("href", "src", "action") if name in told]
        self.ids += [told["id"] or ""] if "id" in told else []
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = county(tmp_path_factory.mktemp("county"))
    exempt(world, "skjermet", header="public_title: Avtale om en sak")
    return world


@pytest.fixture(scope="module")
def site(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build_site(world.open(), folder, ON, pdf=False)
    return folder


def text(site: Path, page: str) -> str:
    return (site / page).read_text(encoding="utf-8")


def test_what_needs_somebody_stands_first(site: Path) -> None:
    front = text(site, "nb/index.html")
    assert Read(front).levels[:4] == [1, 2, 2, 2]
    order = [front.index(f"<h2>{each}") for each in ("Over fristen", "Bygger på noe som er endret", "Snart")]
    assert order == sorted(order)
    assert "Møte: Kontaktmøte om tiltaksoversikten" in front
    assert "Rutine i Eksempelvik" in front
    assert "Bygger på Nordlia-avtalen 1.00. Nordlia-avtalen 2.00 er godkjent siden." in front


def test_a_document_has_its_state_deadlines_chain_and_history(site: Path) -> None:
    page = text(site, "nb/document/nordlia-nav-1.00.html")
    for said in (
        "gjelder", "4.2.2", "01.01.2026 – 31.12.2029", "0 av 2", "Seksjon for oppfølging", "Nordlia fylkeskommune",
        "Evaluering", "Rutine i Eksempelvik", "Bo Eksempel", "../../files/nordlia-nav-1.00.nb.html",
        "../../files/nordlia-nav.ics", "../party/nordlia-fylkeskommune.html", "Dette bygger på det",
    ):  # fmt: skip
        assert said in page, said
    assert ".pdf" not in page
    below = text(site, "nb/document/eksempelvik-1.00.html")
    assert "../office/nav-eksempelvik.html" in below
    assert "../school/sordal-videregaende-skole.html" in below


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("nb", ("Over fristen", "gjelder")),
        ("se", ("Áigemearri mannan", "gusto")),
        ("en", ("Overdue", "in force")),
    ],
)
def test_the_pages_are_in_each_language(site: Path, lang: str, said: tuple[str, str]) -> None:
    assert f'<html lang="{lang}">' in text(site, f"{lang}/index.html")
    assert said[0] in text(site, f"{lang}/index.html")
    document = text(site, f"{lang}/document/nordlia-nav-1.00.html")
    assert f">{said[1]}</span>" in document
    foreign = '<span lang="nb">Nordlia-avtalen</span>'
    assert (foreign in document) == (lang != "nb")


def test_every_link_leads_to_a_file_of_the_site_and_to_nowhere_else(site: Path) -> None:
    pages = discovered((path for path in site.rglob("*.html") if path.parent.name != "files"), at_least=30)
    for page in pages:
        read = Read(page.read_text("utf-8"))
        assert len(read.ids) == len(set(read.ids)), page
        assert read.levels[0] == 1, page
        assert all(
            after - before <= 1 for before, after in zip(read.levels, read.levels[1:], strict=False)
        ), page
        for link in discovered(link for link in read.links if link != "data:,"):
            assert not urlsplit(link).scheme, link
            assert not urlsplit(link).netloc, link
            path, _ = urldefrag(link)
            assert not path or (page.parent / path).resolve().is_file(), (page, link)


def test_the_policy_allows_no_other_server_and_no_script_but_the_search(site: Path) -> None:
    for page in discovered(path for path in site.rglob("*.html") if path.parent.name != "files"):
        said = page.read_text("utf-8")
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', said)
        assert policy, page
        assert policy[1].startswith("default-src 'none'"), page
        assert "unsafe" not in policy[1], page
        assert "style=" not in said, page
        assert ("script-src" in policy[1]) == ("<script>" in said) == (page.name == "search.html"), page


def test_no_page_grows_with_the_number_of_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three times as many routines: the lists go over several pages, and the largest page is no larger."""
    monkeypatch.setattr(sheets, "LINES", 4)
    for module in (sheets, document_page):
        monkeypatch.setattr(module, "FEW", 2)
    world = county(tmp_path)
    for number in range(5):
        routine(world, f"rutine-{number:03}", "nordlia-nav")
    build_site(world.open(), tmp_path / "few", ON, langs=("nb",), pdf=False)
    for number in range(5, 13):
        routine(world, f"rutine-{number:03}", "nordlia-nav")
    many = tmp_path / "many"
    build_site(world.open(), many, ON, langs=("nb",), pdf=False)

    def largest(site: Path) -> int:
        return max(
            path.stat().st_size for path in (site / "nb").rglob("*.html") if path.name != "search.html"
        )

    assert largest(many) < 1.05 * largest(tmp_path / "few")
    names = {path.name for path in (many / "nb").iterdir()}
    assert {"documents-2.html", "documents-4.html", "suspects-3.html"} <= names
    assert (many / "nb/document/nordlia-nav-1.00.below-3.html").is_file()
    last = text(many, "nb/documents-4.html")
    assert "Side 4 av 4" in last
    assert 'rel="prev"' in last
    assert 'rel="next"' not in last
    listed = [
        link
        for number in range(1, 5)
        for link in Read(text(many, f"nb/documents{f'-{number}' if number > 1 else ''}.html")).links
        if link.startswith("document/")
    ]
    assert len(listed) == len(set(listed)) == 16, "each document once"


def test_a_language_without_words_is_refused(world: World, tmp_path: Path) -> None:
    with refused(UsageError, "Velg blant"):
        build_site(world.open(), tmp_path / "x", ON, langs=("sv",))
    assert not (tmp_path / "x").exists()


def test_an_empty_repository_has_a_site_too(tmp_path: Path) -> None:
    made = build_site(World(tmp_path).open(), tmp_path / "site", ON, pdf=False)
    assert made.documents == 0
    assert "Ingenting er over fristen." in text(tmp_path / "site", "nb/index.html")
    assert "Ingen dokumenter." in text(tmp_path / "site", "nb/documents.html")


def test_files_that_cannot_be_read_are_told_of(tmp_path: Path) -> None:
    world = county(tmp_path)
    (world.agreements / "odelagt-1.00.yaml").write_text("key: [", encoding="utf-8")
    build_site(world.open(), tmp_path / "site", ON, pdf=False)
    assert "Filer som ikke kunne leses: 1" in text(tmp_path / "site", "nb/index.html")


def test_the_languages_of_the_design(site: Path) -> None:
    assert (
        {"nb", "se", "en"} == set(LANGUAGES) == {path.name for path in site.iterdir() if len(path.name) == 2}
    )


def test_words_of_a_document_are_no_markup(tmp_path: Path) -> None:
    world = county(tmp_path)
    hostile = '</script><img src=x onerror="alert(1)">{{ 7*7 }}'
    world.document("farlig", body=f"subject: '{hostile}'\nvalidity: {{from: 2026-01-01, to: 2027-01-01}}\n")
    path = world.agreements / "farlig-1.00.yaml"
    path.write_text(path.read_text("utf-8").replace("title: Nordlia-avtalen", f"title: '{hostile}'"), "utf-8")
    build_site(world.open(), tmp_path / "site", ON, pdf=False)
    for page in discovered((tmp_path / "site").rglob("nb/**/*.html")):
        assert "<img" not in page.read_text("utf-8"), page
    assert "<" not in text(tmp_path / "site", "search/1.js")
    assert (
        "49"
        not in text(tmp_path / "site", "nb/document/farlig-1.00.html")
        .partition("<h1>")[2]
        .partition("</h1>")[0]
    )


def test_repository_is_not_touched(world: World, tmp_path: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in world.agreements.rglob("*")}
    build_site(world.open(), tmp_path, ON, pdf=False)
    assert {path: path.stat().st_mtime_ns for path in world.agreements.rglob("*")} == before


def test_a_site_in_the_repository_is_refused(world: World) -> None:
    with refused(UsageError, "ligger i samlingen"):
        build_site(Repository.open(world.agreements), world.agreements / "site", ON, pdf=False)
