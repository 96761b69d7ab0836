"""The YAML of a help page does what the page says: «Galt» gives the finding, and «Riktig» in its place does not.

A page shows a fragment. It is laid into one of the examples of its code, the same one for both: a key at the top
takes the place of the example's, or adds to it by the ids of its items; any other key goes where that key stands first.
A path in the first comment says which file of the repository it is.
"""

from __future__ import annotations

import copy
import json
import re
import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from avtale.catalogue.codes import Rule, codes
from avtale.format import schema
from avtale.source.read import parse
from tests.support import discovered
from tests.unit.rules.examples import FOLDER, checked

#: What a fragment cannot show by itself, since what is wrong stands somewhere else.
ELSEWHERE = {
    "annex-missing": "the annex's digest, which no reader should copy",
    "baseline-grown": "what git remembers",
    "changed-after-approval": "the fingerprint in the register",
    "deadline-overdue": "a file of the log that is not there",
    "evaluation-overdue": "a file of the log that is not there",
    "evaluations-too-far-apart": "two files of the log",
    "evidence-changed": "the file itself",
    "left-to-fill-in": "a comment",
    "notice-deadline-near": "the day it is",
    "parent-newer-than-child": "two approvals in the register",
    "plan-tracked": "what git follows",
    "register-changed": "what git remembers",
    "register-linked": "a link",
    "register-orphan": "a document that is not there",
    "text-cut-by-comma": "brackets",
    "text-cut-by-comment": "a comment",
    "transcription-approved": "an approval in the register",
    "word-swallowed": "a sign that YAML leaves out of the text",
}
#: Seen on the bytes of a file or on its name, which a page cannot hold, or on there being none.
BYTES = {
    *("file-encoding", "file-link", "file-not-read", "file-tab", "file-too-deep", "file-too-large"),
    *("file-unreadable", "no-documents"),
}
SHOWN = discovered(
    (rule for rule in codes().values() if rule.theme not in ("file", "generate", "rendering")), at_least=80
)
_KNOWN_BY = ("id", "key", "party", "code", "role")


class Fragment(NamedTuple):
    path: str | None
    data: dict[str, Any]


def fragments(rule: Rule) -> list[Fragment]:
    """The wrong and the right one."""
    found = []
    for text in (rule.fragment("wrong"), rule.fragment("right")):
        path = re.match(r"# (?:agreements/)?(\S+\.yaml)(?=,|\n)", text)
        found.append(Fragment(path and path[1], parse(text).data))
    return found


def without(data: dict[str, Any], one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """The example without what only the other fragment mentions: its absence is what this one shows."""
    return {key: value for key, value in data.items() if key in one or key not in other}


def laid(base: Any, new: Any, *, adding: bool) -> Any:
    """`new` over `base`: field by field, and a list as a whole or, when `adding`, by what its items are called."""
    if isinstance(base, dict) and isinstance(new, dict):
        return base | {
            key: laid(base[key], value, adding=adding) if key in base else value for key, value in new.items()
        }
    if not adding or not isinstance(base, list) or not isinstance(new, list):
        return new
    found = list(base)
    for item in new:
        names = [key for key in _KNOWN_BY if isinstance(item, dict) and key in item][:1]
        at = next((i for i, old in enumerate(found) if names and old.get(names[0]) == item[names[0]]), None)
        if at is None:
            found.append(item)
        else:
            found[at] = laid(found[at], item, adding=adding)
    return found


def holders(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
    if isinstance(data, (dict, list)):
        for each in data.values() if isinstance(data, dict) else data:
            yield from holders(each)


def put(data: dict[str, Any], fragment: dict[str, Any], *, adding: bool) -> dict[str, Any] | None:
    """The example with the fragment in it; None where it has no place for it."""
    kind = data.get("kind")
    known = data.keys() | (schema.raw(kind)["properties"].keys() if kind in schema.kinds() else set())
    top = {key: value for key, value in fragment.items() if key in known}
    inner = {key: value for key, value in fragment.items() if key not in top}
    made: dict[str, Any] = laid(copy.deepcopy(data), top, adding=adding)
    holder = next((each for each in holders(made) if inner and each.keys() >= inner.keys()), None)
    if inner and holder is None:
        return None
    if holder is not None:
        holder.update(laid(holder, inner, adding=adding))
    return made


def found(base: Path, name: Path, target: str | None, data: dict[str, Any], folder: Path) -> set[str]:
    """What is found in the example when its file `name` holds `data`, at the path `target` where one is given."""
    shutil.rmtree(folder, ignore_errors=True)
    text = json.dumps(data, ensure_ascii=False, indent=1)
    if base.is_file():
        folder.mkdir()
        file = folder / base.name
    else:
        shutil.copytree(base, folder)
        file = folder / name
        if target is not None:
            file.unlink()
            file = folder / "agreements" / target
            file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return {finding.code for finding in checked(file if base.is_file() else folder).findings}


def shows(rule: Rule, folder: Path) -> bool:
    """Whether there is an example in which the wrong fragment gives the finding and the right one does not."""
    wrong, right = fragments(rule)
    settings = schema.raw("settings")["properties"].keys() >= wrong.data.keys()
    for base in sorted(FOLDER.glob(f"{rule.code}/[bg]*-*"), key=lambda path: path.name.startswith("bad-")):
        files = [base] if base.is_file() else sorted(base.rglob("*.yaml"))
        names = [path.relative_to(base) for path in files if settings or path.name != "avtale.yaml"]
        for name in names:
            for one, two in pairs(parse((base / name).read_bytes()).data, wrong.data, right.data):
                if rule.code in found(base, name, wrong.path, one, folder) and (
                    rule.code not in found(base, name, right.path, two, folder)
                ):
                    return True
    return False


def pairs(
    data: dict[str, Any], wrong: dict[str, Any], right: dict[str, Any]
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """The example with the wrong fragment and with the right one, in each way to put them there that gives something else."""
    bare = (without(data, wrong, right), without(data, right, wrong))
    seen = []
    for adding, (mine, other) in product((True, False), (bare, (data, data))):
        pair = (put(mine, wrong, adding=adding), put(other, right, adding=adding))
        if None not in pair and pair not in seen:
            seen.append(pair)
            yield pair


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.code)
def test_what_a_page_calls_wrong_is_found_and_what_it_calls_right_is_not(rule: Rule, tmp_path: Path) -> None:
    assert shows(rule, tmp_path / "x") == (rule.code not in ELSEWHERE)


@pytest.mark.parametrize(
    "rule",
    [rule for rule in codes().values() if rule.theme == "file" and rule.code not in BYTES],
    ids=lambda r: r.code,
)
def test_what_a_page_on_files_calls_wrong_cannot_be_read(rule: Rule) -> None:
    assert {problem.code for problem in parse(rule.fragment("wrong")).problems} == {rule.code}
    assert parse(rule.fragment("right")).problems == []


def test_the_english_page_shows_the_same() -> None:
    """Comments are translated where they must be; what they stand beside is not."""
    assert [
        (rule.code, name)
        for rule in discovered(codes().values(), at_least=80)
        for name in ("wrong", "right")
        if _uncommented(rule.fragment(name, "nb")) != _uncommented(rule.fragment(name, "en"))
    ] == []


def _uncommented(fragment: str) -> str:
    return re.sub(r"(?m)^ *# .*\n| +# .*$", "", fragment)
