"""The facts of the three source documents, each as data and each in front of the reader.

`seed_facts.yaml` has an entry per part of a fact: where it stands, its value, and the words a reader sees for it.
The words must go when the node goes, so the page shows the data and not something that happens to look like it.

They are taken away some forty at a time, far from each other. `make test-all` takes each away by itself, and holds that the
PDF and the page say the same.
"""

from __future__ import annotations

import copy
import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from avtale.format import schema
from avtale.format.bind import bind
from avtale.format.model import KINDS
from avtale.render.page import Edition, Page, page_html
from avtale.render.pdf import PdfMeta, write_pdf
from avtale.source import pointer as pointers
from avtale.source.read import read_source
from tests.judges.page_text import page_text, squeezed
from tests.judges.pdf import pages_text, tagged_text
from tests.judges.tagged import tagged_text_quickly
from tests.support import ON, ROOT, discovered

AGREEMENTS = ROOT / "agreements"
FACTS = [
    *(f"A{number}" for number in range(1, 37)),
    *(f"B{number}" for number in range(1, 8)),
    *(f"C{number}" for number in range(1, 11)),
]
PROSE = {"A6", "A12", "A26", "B1", "C9"}
BATCH = 40


@dataclass(frozen=True)
class DocumentFile:
    """One part of a fact.

    `missing` is the key that the source leaves out of the mapping or list at `pointer`, and `would_be` what
    could stand there. `layout` names the pages ("first", "following") on which the words stand.
    """

    fact: str
    file: str
    pointer: str
    words: str
    value: Any = None
    absent: bool = False
    missing: str | None = None
    would_be: Any = None
    layout: bool = False
    pages: str | None = None

    @property
    def told(self) -> str:
        return squeezed(self.words)


def _entries() -> list[DocumentFile]:
    listed = YAML(typ="safe", pure=True).load(Path(__file__).with_name("seed_facts.yaml"))
    return [DocumentFile(file=file, **entry) for file, entries in listed.items() for entry in entries]


ENTRIES = discovered(_entries(), at_least=250)
NODES = discovered([entry for entry in ENTRIES if not entry.layout], at_least=250)
FILES = discovered(dict.fromkeys(entry.file for entry in ENTRIES), at_least=2)


@cache
def original(file: str) -> Any:
    source = read_source(AGREEMENTS / file)
    assert source.problems == []
    return source.data


def at(data: Any, pointer: str) -> Any:
    for part in pointers.split(pointer):
        data = data[int(part)] if isinstance(data, list) else data[part]
    return data


def parted(entry: DocumentFile, data: Any) -> None:
    """Take the node out of `data`, or put in what the source leaves out."""
    if entry.absent:
        place = at(data, entry.pointer)
        if isinstance(place, list):
            place.append(entry.would_be)
        else:
            place[entry.missing] = entry.would_be
        return
    parent, _, last = entry.pointer.rpartition("/")
    holder = at(data, parent)
    del holder[int(last) if isinstance(holder, list) else last]


def without(*entries: DocumentFile) -> Any:
    """The document without these nodes; the last of a list first, so that the places before it stay."""
    data = copy.deepcopy(original(entries[0].file))
    unique = {(entry.pointer, entry.missing): entry for entry in entries}
    for entry in sorted(unique.values(), key=_place, reverse=True):
        parted(entry, data)
    return data


def _place(entry: DocumentFile) -> tuple[tuple[int, str], ...]:
    return tuple((int(part) if part.isdigit() else -1, part) for part in pointers.split(entry.pointer))


def page(data: Any) -> Page:
    return page_html(Edition(document=bind(KINDS[data["kind"]], data), lang="nb", on=ON, medium="paper"))


def pdf(made: Page) -> bytes:
    meta = PdfMeta(made.title, "nb", dt.datetime(2026, 11, 21, tzinfo=dt.UTC))
    written = write_pdf(made.html, meta=meta)
    assert written.problems == ()
    return written.data


@cache
def whole_page(file: str) -> Page:
    return page(original(file))


@cache
def whole_text(file: str) -> str:
    return page_text(whole_page(file).html)


@cache
def whole_pdf(file: str) -> bytes:
    return pdf(whole_page(file))


def is_markdown(kind: str, pointer: str) -> bool:
    """Whether the field at `pointer` is Markdown, by the schema."""
    whole = schema.bundled(kind)
    node: dict[str, Any] = whole
    for part in pointers.split(pointer):
        node = node["items"] if part.isdigit() and "items" in node else node["properties"][part]
        while "$ref" in node:
            node = whole["$defs"][node["$ref"].removeprefix("#/$defs/")]
    return bool(node.get("x-markdown"))


def of_fact(fact: str) -> list[DocumentFile]:
    return discovered([entry for entry in NODES if entry.fact == fact])


FACTS_WITH_NODES = [fact for fact in FACTS if fact != "A4"]


def test_every_fact_is_listed() -> None:
    assert list(dict.fromkeys(sorted((entry.fact for entry in ENTRIES), key=FACTS.index))) == FACTS
    assert sum(entry.fact == "A27" for entry in ENTRIES) >= 4
    twice = Counter((entry.file, entry.pointer, entry.missing, entry.words) for entry in NODES)
    assert [one for one, count in twice.items() if count > 1] == []


@pytest.mark.parametrize("fact", FACTS_WITH_NODES)
def test_it_is_data(fact: str) -> None:
    for entry in of_fact(fact):
        data = original(entry.file)
        found = at(data, entry.pointer)
        if entry.absent:
            assert (found == []) if isinstance(found, list) else (entry.missing not in found), entry
        else:
            assert found == entry.value, entry
            assert type(found) is type(entry.value), entry
        assert fact in PROSE or not is_markdown(data["kind"], entry.pointer), entry


def test_the_schema_knows_prose() -> None:
    assert is_markdown("agreement", "/background/text")
    assert not is_markdown("agreement", "/background/goal")


@pytest.mark.extended
@pytest.mark.parametrize("fact", FACTS_WITH_NODES)
def test_the_page_shows_it_and_nothing_else_does(fact: str) -> None:
    for entry in of_fact(fact):
        assert entry.told in whole_text(entry.file), entry
        assert entry.told not in page_text(page(without(entry)).html), entry


@pytest.mark.extended
@pytest.mark.parametrize("file", FILES)
def test_the_tagged_text_holds_all_of_them(file: str) -> None:
    data = whole_pdf(file)
    told = squeezed("".join(re.findall(r'^\s*"(.*)"$', tagged_text(data), re.MULTILINE)))
    assert [entry for entry in NODES if entry.file == file and entry.told not in told] == []
    assert told == squeezed(tagged_text_quickly(data))


def batches() -> list[Any]:
    """The entries of each file, dealt out so that neighbours are in different batches."""
    dealt = []
    for file in FILES:
        entries = [entry for entry in NODES if entry.file == file]
        count = -(-len(entries) // BATCH)
        stem = Path(file).stem
        dealt += [pytest.param(file, entries[at::count], id=f"{stem}-{at + 1}") for at in range(count)]
    return discovered(dealt, at_least=7)


@pytest.mark.parametrize(("file", "batch"), batches())
def test_the_page_shows_it_and_it_goes_from_there(file: str, batch: list[DocumentFile]) -> None:
    whole, shown = whole_text(file), page_text(page(without(*batch)).html)
    assert [entry for entry in batch if entry.told not in whole or entry.told in shown] == []
    others = [entry for entry in NODES if entry.file == file and entry not in batch]
    assert sum(entry.told in shown for entry in others) > len(others) / 2


@pytest.mark.extended
@pytest.mark.parametrize(("file", "batch"), batches())
def test_it_goes_from_the_tagged_text(file: str, batch: list[DocumentFile]) -> None:
    made = page(without(*batch))
    told, shown = squeezed(tagged_text_quickly(pdf(made))), page_text(made.html)
    assert [entry for entry in batch if entry.told in told] == []
    others = [entry for entry in NODES if entry.file == file and entry not in batch]
    assert [entry for entry in others if (entry.told in told) != (entry.told in shown)] == []
    still = sum(entry.told in told for entry in others)
    assert still > len(others) / 2


@pytest.mark.extended
@pytest.mark.parametrize("fact", FACTS_WITH_NODES)
def test_each_goes_from_a_pdf_of_its_own(fact: str) -> None:
    for entry in of_fact(fact):
        assert entry.told in squeezed(tagged_text_quickly(whole_pdf(entry.file))), entry
        assert entry.told not in squeezed(tagged_text_quickly(pdf(page(without(entry))))), entry


@pytest.mark.parametrize("entry", discovered(entry for entry in ENTRIES if entry.layout))
def test_it_stands_on_the_pages(entry: DocumentFile) -> None:
    pages = pages_text(whole_pdf(entry.file))
    assert len(pages) > 1
    looked_at = {"first": [1], "following": range(2, len(pages) + 1)}[entry.pages or ""]
    for number in looked_at:
        words = entry.words.format(page=number, pages=len(pages))
        assert squeezed(words) in squeezed(pages[number - 1]), (entry, number)
