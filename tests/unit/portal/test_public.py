"""What is exempt from public access is in no byte of a public site, however it is packed; the legal basis stands in its place."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from avtale.facts.repository import Repository
from avtale.facts.state import state
from avtale.facts.withheld import Withheld, open_to_all
from avtale.portal.site import build_site
from tests.support import ON, discovered
from tests.unit.portal.world import LAW, SECRET, with_secrets

MARK = re.compile(SECRET.encode(), re.IGNORECASE)


def laid_open(data: bytes) -> Iterator[bytes]:
    """The bytes of a file, and those of every stream and string of a PDF, with what is attached to it."""
    yield data
    if not data.startswith(b"%PDF"):
        return
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield from (data for one in pdf.objects for data in _inside(one))
        for name, attached in pdf.attachments.items():
            yield name.encode()
            yield from laid_open(attached.get_file().read_bytes())


def _inside(one: Any, depth: int = 0) -> Iterator[bytes]:
    if depth > 3:
        return  # what is further in is an object of its own
    if isinstance(one, pikepdf.Stream):
        yield one.read_bytes()
        yield from (data for value in dict(one.items()).values() for data in _inside(value, depth + 1))
    elif isinstance(one, pikepdf.Dictionary):
        yield from (data for value in dict(one.items()).values() for data in _inside(value, depth + 1))
    elif isinstance(one, pikepdf.Array):
        yield from (data for value in one for data in _inside(value, depth + 1))
    elif isinstance(one, pikepdf.String):
        yield bytes(one)
        yield str(one).encode()


def leaks(folder: Path) -> list[str]:
    """The files that hold the marker, in their name or anywhere in them."""
    files = discovered((path for path in folder.rglob("*") if path.is_file()), at_least=50)
    return [
        str(path.relative_to(folder))
        for path in files
        if MARK.search(str(path.relative_to(folder)).encode())
        or any(MARK.search(data) for data in laid_open(path.read_bytes()))
    ]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return with_secrets(tmp_path_factory.mktemp("secret")).open()


@pytest.fixture(scope="module")
def public(repository: Repository, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "public"
    build_site(repository, folder, ON, public=True, pdf=False)
    return folder


def test_no_byte_of_a_public_site_holds_a_word_that_is_exempt(public: Path) -> None:
    assert leaks(public) == []


@pytest.mark.extended
def test_nor_does_any_pdf(repository: Repository, tmp_path: Path) -> None:
    build_site(repository, tmp_path / "public", ON, public=True)
    assert len(discovered((tmp_path / "public").rglob("*.pdf"))) >= 4
    assert leaks(tmp_path / "public") == []
    build_site(repository, tmp_path / "all", ON)  # the search finds it where it is
    found = leaks(tmp_path / "all")
    assert {Path(name).suffix for name in found} >= {".pdf", ".html", ".ics", ".js"}
    assert "files/under-1.00.nb.pdf" in found  # what it inherits


def test_the_search_for_it_finds_it_where_it_is(repository: Repository, tmp_path: Path) -> None:
    """Without --public: on the pages, in the search, in the feeds, in the routine that inherits. But no plan."""
    build_site(repository, tmp_path, ON, pdf=False)
    found = leaks(tmp_path)
    assert {
        "search/1.js",
        "files/under-1.00.nb.html",
        "files/over-1.00.nb.html",
        "nb/document/over-1.00.html",
    } <= set(found)
    assert not [name for name in found if "plan" in name]
    assert not any(b"Ungdom" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_the_legal_basis_stands_in_its_place(public: Path) -> None:
    listed = (public / "nb/documents.html").read_text("utf-8")
    assert listed.count(LAW) >= 3
    assert "Avtale om en sak (unntatt offentlighet: Offl. § 24 tredje ledd)" in listed
    below = (public / "nb/document/under-1.00.html").read_text("utf-8")
    assert "Avtale om en sak" in below
    assert LAW in below
    assert LAW in (public / "files/under-1.00.nb.html").read_text("utf-8")
    assert LAW in (public / "search/1.js").read_text("utf-8")
    assert not (public / "nb/document/over-1.00.html").exists()


def test_what_is_exempt_still_has_its_effect(repository: Repository) -> None:
    """Who may not read the document that replaces or prolongs another must not be told that the old one stands as it was."""
    open_ = open_to_all(repository)
    assert sum(isinstance(one, Withheld) for one in open_.entries) == 4
    for key in ("eldre", "nordlia-nav", "under", "lettet"):
        for before, after in zip(repository.versions[key], open_.versions[key], strict=True):
            here, there = state(before, repository, ON), state(after, open_, ON)
            assert (here.name, here.span.first, here.span.last) == (
                there.name,
                there.span.first,
                there.span.last,
            )
    assert state(open_.versions["eldre"][0], open_, ON).name == "superseded"
    assert str(state(open_.versions["nordlia-nav"][0], open_, ON).span.last) == "2031-12-31"


def test_what_others_find_in_it_has_no_words(repository: Repository) -> None:
    open_ = open_to_all(repository)
    for one in open_.entries:
        if isinstance(one, Withheld):
            assert not MARK.search(repr(one.source.data).replace(one.key or "", "").encode())
            assert not MARK.search(str(one).encode())
    records = [event.record for event in open_.register.events]
    assert records
    assert not MARK.search(repr([(each.approved_by, each.reason) for each in records if each]).encode())
