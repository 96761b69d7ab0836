"""The published schemas: whole, valid, as strict as ours about days, and with something to say in an editor."""

from __future__ import annotations

import datetime as dt
import json
import re
import runpy
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator

from avtale.errors import UsageError
from avtale.format import schema
from avtale.format.editor import for_editors
from avtale.format.validate import is_iso_date
from avtale.source.read import read_source
from tests.laid_out import examples_folder
from tests.support import ROOT, discovered

NAMES = discovered(schema.names(), at_least=11)


published = cache(schema.published)


@cache
def validator(name: str) -> Any:
    return jsonschema_rs.Draft202012Validator(published(name))


def fields(node: Any, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field and definition that has a title, with where it stands."""
    if isinstance(node, dict):
        if isinstance(node.get("title"), str):
            yield place, node
        for key, value in node.items():
            yield from fields(value, f"{place}/{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from fields(value, f"{place}/{index}")


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_it_is_a_schema_and_holds_all_it_refers_to(name: str, lang: str) -> None:
    whole = published(name, lang)
    Draft202012Validator.check_schema(whole)
    text = json.dumps(whole)
    for reference in set(re.findall(r'"\$ref": "([^"]*)"', text)):
        assert reference.removeprefix("#/$defs/") in whole["$defs"], reference
    assert '"x-' not in text


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_every_field_says_what_it_is_for(name: str, lang: str) -> None:
    whole = published(name, lang)
    for place, field in discovered(fields(whole), at_least=5):
        if "/properties/" in place or place.endswith("/properties"):
            assert field.get("description"), place
        if "enum" in field:
            assert len(field.get("enumDescriptions", field["enum"])) == len(field["enum"]), place
            assert field["errorMessage"].count(",") >= len(field["enum"]) - 1


def test_the_sentences_are_in_the_language_asked_for() -> None:
    for lang, word in (("nb", "Skriv "), ("en", "Write ")):
        said = [
            field["errorMessage"]
            for _, field in fields(published("agreement", lang))
            if "errorMessage" in field
        ]
        other = {"nb": "Write ", "en": "Skriv "}[lang]
        assert sum(word in sentence for sentence in said) > 10
        assert not [sentence for sentence in said if other in sentence]


def test_a_field_says_its_purpose_and_its_form() -> None:
    whole = published("agreement")
    header = whole["$defs"]["control_header"]["properties"]["effective_from"]
    assert header["description"].endswith("tas i bruk. År-måned-dag, for eksempel 2026-08-01.")
    assert whole["$defs"]["strength"]["enumDescriptions"] == ["skal", "bør", "vil", "kan"]
    assert (
        whole["$defs"]["strength"]["errorMessage"]
        == "Velg ett av disse: shall (skal), should (bør), will (vil), may (kan)."
    )


def test_a_day_is_judged_as_we_do_also_where_format_is_not() -> None:
    pattern = re.compile(published("agreement")["$defs"]["date"]["pattern"])
    days = [dt.date(year, 1, 1) + dt.timedelta(n) for year in (1900, 2000, 2026, 2028) for n in range(366)]
    for day in days:
        assert pattern.search(day.isoformat())
    for year in (*range(1890, 2120), 4, 400, 9999):
        for month in range(14):
            for day in (0, 1, 28, 29, 30, 31, 32):
                text = f"{year:04}-{month:02}-{day:02}"
                assert bool(pattern.search(text)) == is_iso_date(text), text
    for text in ("2026-8-1", "01.08.2026", "2026-08-01T00:00", " 2026-08-01", "2026", "2026-08-01 ", ""):
        assert not pattern.search(text), text


def test_a_right_document_follows_its_kind_and_the_schema_of_all_kinds() -> None:
    documents = [
        *ROOT.glob("agreements/*/*.yaml"),
        *ROOT.glob("examples/samarbeid/agreements/[a-z]*/*.yaml"),
        *examples_folder().glob("*/good-*.yaml"),
    ]
    right = {path: read_source(path).data for path in discovered(documents, at_least=80)}
    assert [path for path, data in right.items() if not validator(data["kind"]).is_valid(data)] == []
    of_any = validator(schema.ANY_KIND)
    assert [
        (path, kind)
        for path, data in right.items()
        for kind in (*schema.kinds(), "avtale")
        if of_any.is_valid({**data, "kind": kind}) != (kind == data["kind"])
    ] == []


def test_our_own_validator_is_not_changed_by_it() -> None:
    before = json.dumps(schema.bundled("agreement"))
    for_editors(schema.bundled("agreement"), "nb")
    schema.published("agreement", "en")
    assert json.dumps(schema.bundled("agreement")) == before
    assert "errorMessage" not in before


def test_a_digest_of_digits_alone_is_right_in_an_editor_too() -> None:
    for name in ("register_event", "log_entry"):
        digests = [field for _, field in fields(published(name)) if field.get("pattern") == "^[0-9a-f]{64}$"]
        assert [field["type"] for field in discovered(digests)] == [["string", "number"]] * len(digests)


def test_there_is_no_schema_of_another_name() -> None:
    with pytest.raises(UsageError, match="document"):
        schema.published("avtale")


def test_what_an_editor_reads_in_this_repository_is_current() -> None:
    wanted = runpy.run_path(str(ROOT / "tools/make_editor.py"))["files"]()
    for path, text in discovered(wanted.items(), at_least=13):
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: run make model"
    folders = {path.parent for path in wanted}
    assert {path for folder in folders for path in folder.iterdir()} == set(wanted)


def test_the_guide_shows_its_pictures_and_they_are_small() -> None:
    guide = (ROOT / "docs/nb/editor.md").read_text(encoding="utf-8")
    shown = discovered(re.findall(r"!\[[^\]]{20,}\]\(../(pictures/[^)]+)\)", guide), at_least=3)
    assert {ROOT / "docs" / name for name in shown} == set((ROOT / "docs/pictures").glob("editor-*"))
    for name in shown:
        data = (ROOT / "docs" / name).read_bytes()
        assert data.startswith(b"\x89PNG")
        assert len(data) < 150_000
