"""Whatever stands in a document stands on its page: take a value out, and the page changes."""

from __future__ import annotations

import re

import pytest

from avtale.format.model import Document
from avtale.format.values import Text
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


def _missing(document: Document, paths: list[Path_]) -> list[str]:
    whole, values = _text(document), dict(leaves(document))
    missing = []
    for path in paths:
        where, value = "/".join(map(str, path)), values[path]
        words = str(value) if isinstance(value, str | Text) else ""
        if re.fullmatch(r"ord\d+x", words) and words not in whole:
            missing.append(f"{where}: {words} is not there")
        elif _text(without(document, path)) == whole:
            missing.append(f"{where}: the page is the same without it")
    return missing


def _paths(document: Document, *, at_least: int, below: str = "") -> list[Path_]:
    shown = (path for path, _ in leaves(document) if _shown(path) and below in ("", path[0]))
    return discovered(shown, at_least=at_least)


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
