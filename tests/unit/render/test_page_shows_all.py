"""Whatever stands in a document stands on its page: take a value out, and the page changes.

To take one out is to make a page. A value that is a word, or a number that no other value has, is looked for on the whole
page instead, and any other is taken out of the smallest kind that has it, in a document with little beside it; `make test-all`
takes each out of every kind.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from functools import cache
from typing import Any

import pytest
from msgspec import structs

from avtale.format.model import Document, Part
from avtale.format.values import Period, Text
from avtale.partial_date import PartialDate
from tests.judges.page_text import page_text
from tests.support import discovered
from tests.unit.render.documents import KINDS, Path_, full, leaves, rendered, transcribed, without

# Fields a reader is not shown, and why.
NOT_SHOWN = {
    "format": "the edition of the file format, which is the program's affair",
    "kind": "chooses the template",
    "key": "names the file; a reader knows the document by its Dok.id",
    "language": "chooses how texts are marked, not what stands there",
    "languages": "tells a rule which languages the text must be there in",
    "id": "ties parts together inside the file; a reader sees titles",
    "place_id": "tells a rule that two places are the same",
    "silences": "is about findings, not about what the parties agree",
}


def _shown(path: Path_) -> bool:
    if path[0] in ("format", "kind", "key", "language", "languages", "silences"):
        return False
    if path[0] == "control_header" and path[-1] == "id":
        return True
    return path[-1] not in ("id", "place_id", "language")


def _text(document: Document) -> str:
    return page_text(rendered(document).html)


def _missing(document: Document, paths: list[Path_], *, taken_out: bool = True) -> list[str]:
    """Those of `paths` that are not on the page; without `taken_out`, only of those that are words."""
    whole, values = _text(document), dict(leaves(document))
    missing = []
    for path in paths:
        where, value = "/".join(map(str, path)), values[path]
        words = str(value) if isinstance(value, str | Text) else ""
        if re.fullmatch(r"ord\d+x", words):
            if words not in whole:
                missing.append(f"{where}: {words} is not there")
        elif taken_out and not _stands(value, whole) and _text(without(document, path)) == whole:
            missing.append(f"{where}: the page is the same without it")
    return missing


def _stands(value: Any, whole: str) -> bool:
    """Whether it is a number or a day that nothing else of the page has (`documents` counts them), and is there."""
    number = ""
    if isinstance(value, PartialDate | dt.date):
        number = f"{value.last if isinstance(value, PartialDate) else value:%d.%m.%Y}"
    elif isinstance(value, Period):
        number = str(value.count)
    elif type(value) is int and 1000 < value < 2000:  # and no year
        number = str(value)
    return number != "" and re.search(rf"(?<!\d){re.escape(number)}(?!\d)", whole) is not None


def _alone(document: Document, top: str) -> Document:
    """The document without its other parts but the few that the rest names."""
    kept = {top, "control_header", "parties", "roles"}
    others = {
        field.name: () if isinstance(value, tuple) else None
        for field in structs.fields(document)
        if field.name not in kept and isinstance(value := getattr(document, field.name), tuple | Part)
    }
    return structs.replace(document, **others)


def _paths(document: Document, *, at_least: int, below: str = "") -> list[Path_]:
    shown = (path for path, _ in leaves(document) if _shown(path) and below in ("", path[0]))
    return discovered(shown, at_least=at_least)


def _place(path: Path_) -> tuple[str, ...]:
    """Where in the model it is, in whichever item of a list."""
    return tuple(name for name in path if isinstance(name, str))


@cache
def _first_met() -> dict[str, list[Path_]]:
    """For each kind, from the smallest, what no smaller one has."""
    met: set[tuple[str, ...]] = set()
    found = {}
    for kind, paths in sorted(((kind, _paths(full(kind), at_least=100)) for kind in KINDS), key=lambda each: len(each[1])):  # fmt: skip
        found[kind] = [path for path in paths if _place(path) not in met]
        met.update(map(_place, paths))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_of_the_model_is_on_a_page(kind: str) -> None:
    document, unseen = full(kind), []
    for top, paths in itertools.groupby(_first_met()[kind], key=lambda path: str(path[0])):
        of_part = list(paths)
        if _missing(_alone(document, top), of_part):
            unseen += _missing(document, of_part)
    assert unseen == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_of_the_model_is_on_the_page(kind: str) -> None:
    document = full(kind)
    assert _missing(document, _paths(document, at_least=100), taken_out=False) == []


@pytest.mark.extended
@pytest.mark.parametrize("kind", KINDS)
def test_every_value_of_the_model_is_on_the_page(kind: str) -> None:
    document = full(kind)
    assert _missing(document, _paths(document, at_least=100)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_of_a_transcription_is_on_the_page(kind: str) -> None:
    document = transcribed(kind)
    assert _missing(document, _paths(document, at_least=3, below="transcribed_from")) == []


@pytest.mark.extended
@pytest.mark.parametrize("kind", KINDS)
def test_a_transcription_shows_all_that_another_document_does(kind: str) -> None:
    document = transcribed(kind)
    assert _missing(document, _paths(document, at_least=100)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_shown_is_on_the_list(kind: str) -> None:
    hidden = {
        path[0] if path[0] in ("silences", "languages") else path[-1]
        for path, _ in leaves(full(kind))
        if not _shown(path)
    }
    assert hidden <= set(NOT_SHOWN)
    assert len(hidden) > 3
