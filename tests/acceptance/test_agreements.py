"""The county's own documents under agreements/, judged by a reader and a validator that are not ours."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from avtale.format import schema
from avtale.source.read import read_source
from tests.support import ROOT, discovered

AGREEMENTS = ROOT / "agreements"
SEEDS = ROOT.parent / "shared" / "seeds"
TRANSCRIPTION = "ot/troms-nav-ot-1.01.yaml"
DOCUMENTS = discovered(
    sorted(
        path.relative_to(AGREEMENTS).as_posix()
        for folder in ("ot", "programmes")
        for path in (AGREEMENTS / folder).glob("*.yaml")
    ),
    at_least=3,
)

#: So many words in a row may a text share with a source by chance; more would be its sentence.
SHARED_WORDS = 5

#: Titles and names are the sources' own and stand as they are.
TITLES = (
    "Samarbeidsavtale mellom Troms fylkeskommune utdanningsetaten og NAV Troms",
    "Samarbeidsavtale mellom Troms fylkeskommune og NAV Troms",
    "Samarbeidsavtalen mellom Troms fylkeskommune og NAV Troms",
    "Overordnet samarbeidsavtale mellom Troms fylkeskommune og NAV Troms",
    "Samarbeidsrutiner mellom Oppfølgingstjenesten og NAV",
    "Forsøk med NAV-veiledere i videregående skole",
    "NAV-veiledere i videregående skole",
)

#: The people whom the source itself names, and where. Nowhere else may they stand.
PERSONS = {
    "Trond Hofsføy": "/control_header/written_by",
    "Bjørn Inge Thomasjord": "/control_header/approved_by",
    "Grete Kristoffersen": "/signatories/0/name",
    "Sedolf Slettli": "/signatories/1/name",
}
INVENTED = {"Ane Eksempel", "Bo Eksempel"}
BODIES = {"Tromssan"}


def other_reader(path: Path) -> Any:
    """The file by ruamel's pure reader of YAML 1.2, with dates put back as they are written."""
    return _dates_as_text(YAML(typ="safe", pure=True).load(path))


def _dates_as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _dates_as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_dates_as_text(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def texts(value: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Every text with its pointer."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, f"{pointer}/{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from texts(item, f"{pointer}/{index}")
    elif isinstance(value, str):
        yield pointer, value


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def runs(sequence: list[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(sequence[at : at + length]) for at in range(len(sequence) - length + 1)}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_another_validator_accepts_it(name: str) -> None:
    data = other_reader(AGREEMENTS / name)
    kind = schema.bundled(data["kind"])
    validator = jsonschema.Draft202012Validator(kind, format_checker=jsonschema.FormatChecker(["date"]))
    assert [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(data)] == []
    # and it is able to refuse
    assert list(validator.iter_errors({**data, "tittel": "x"}))


def test_another_validator_accepts_the_settings() -> None:
    data = other_reader(AGREEMENTS / "avtale.yaml")
    jsonschema.Draft202012Validator(schema.bundled("settings")).validate(data)
    assert [name["name"] for name in data["owner"]["names"]] == [
        "Troms fylkeskommune",
        "Romssa fylkkasuohkan",
        "Tromssan fylkinkomuuni",
    ]


@pytest.mark.parametrize("name", [*DOCUMENTS, "avtale.yaml"])
def test_another_reader_reads_the_same(name: str) -> None:
    source = read_source(AGREEMENTS / name)
    assert source.problems == []
    assert source.data == other_reader(AGREEMENTS / name)


@pytest.mark.parametrize("name", [*DOCUMENTS, "avtale.yaml"])
def test_an_editor_finds_the_schema(name: str) -> None:
    path = AGREEMENTS / name
    first = path.read_text(encoding="utf-8").splitlines()[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert named
    target = (path.parent / named[1]).resolve()
    assert target.is_file()
    assert target.parent == AGREEMENTS / ".schemas"
    assert target.stem == other_reader(path).get("kind", "settings")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_key_and_version_name_the_file(name: str) -> None:
    data = other_reader(AGREEMENTS / name)
    assert Path(name).stem == f"{data['key']}-{data['control_header']['version']}"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_sentence_of_a_source_is_copied(name: str) -> None:
    if not SEEDS.is_dir():
        pytest.skip("the source documents are not at hand")
    sources = discovered(sorted(SEEDS.glob("*.txt")), at_least=3)
    length = SHARED_WORDS + 1
    copied = []
    for source in sources:
        theirs = runs(words(source.read_text(encoding="utf-8")), length)
        for pointer, text in texts(other_reader(AGREEMENTS / name)):
            for title in TITLES:
                text = text.replace(title, "|")
            copied += [f"{pointer}: {' '.join(run)}" for run in runs(words(text), length) & theirs]
    assert copied == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_real_person_but_those_the_source_names(name: str) -> None:
    """Two capitalised words in a row are a person's name, or a body's that is listed."""
    found = {
        (match[0], pointer)
        for pointer, text in texts(other_reader(AGREEMENTS / name))
        for match in re.finditer(r"\b[A-ZÆØÅ][a-zæøå]+(?: [A-ZÆØÅ][a-zæøå]+)+", text)
    }
    named = {(person, pointer) for person, pointer in found if person not in INVENTED | BODIES}
    expected = set(PERSONS.items()) if name == TRANSCRIPTION else set()
    assert named == expected


def test_the_transcription_says_so_and_the_successor_is_not_approved_by_hand() -> None:
    old = other_reader(AGREEMENTS / TRANSCRIPTION)
    assert old["transcribed_from"]["pages"] == 4
    for name in DOCUMENTS:
        header = other_reader(AGREEMENTS / name)["control_header"]
        assert name == TRANSCRIPTION or "written_by" not in header or header["written_by"] in INVENTED


def test_what_the_source_leaves_open_stays_open() -> None:
    old = other_reader(AGREEMENTS / TRANSCRIPTION)
    assert "every" not in old["meetings"][0]
    assert "month" not in old["evaluation"]
    assert "record" not in old["evaluation"]
    assert old["references"] == {"cross": [], "external": []}
    assert all("party" not in signatory for signatory in old["signatories"])
    assert all("date" not in reference for reference in old["based_on"])
    assert "notice" not in old["validity"]
    actions = [action for step in old["routine_steps"] for action in step["actions"]]
    assert [action["id"] for action in actions if "deadline" in action] == []


def test_what_the_source_leaves_open_is_settled_in_the_successor() -> None:
    new = other_reader(AGREEMENTS / "ot/troms-nav-ot-2.00.yaml")
    actions = [action for step in new["routine_steps"] for action in step["actions"]]
    duties = discovered([*new["responsibilities"], *actions], at_least=20)
    assert [duty["id"] for duty in duties if "strength" not in duty or "owner" not in duty] == []
    assert [duty["id"] for duty in duties if "informs" in duty and "deadline" not in duty] == []
    assert {duty.get("consent", "required") for duty in duties} == {"required"}
    assert all("every" in meeting and "month" in meeting for meeting in new["meetings"])
    assert {"every", "month", "convened_by", "record"} <= set(new["evaluation"])
    assert {"from", "to", "notice"} <= set(new["validity"])
    assert [signatory["party"] for signatory in new["signatories"]] == [
        party["id"] for party in new["parties"]
    ]
    assert not any("name" in signatory for signatory in new["signatories"])
    assert not any("also_named" in party for party in new["parties"])
    assert all(
        reference.keys() >= {"issuer", "date"} or reference.keys() >= {"section", "in_force_from"}
        for reference in new["based_on"]
    )
    assert new["supersedes"] == [{"key": "troms-nav-ot", "version": "1.01"}]
    used = {duty["owner"] for duty in duties} | {one for duty in duties for one in duty.get("informs", ())}
    assert used <= {role["id"] for role in new["roles"] if role["description"]} | {"county"}
    assert len({str(group["age"]) for group in new["target_groups"]}) == 1
