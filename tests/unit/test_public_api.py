"""The public API: each name resolves, is explained, stands in one place and on one page, and costs nothing until it is used."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import griffe
import pytest

import avtale
from tests.support import ROOT, discovered

PAGE = (ROOT / "docs/en/api.md").read_text(encoding="utf-8")
#: Each name as the page shows it, with what it leaves out of a class: None for all but its docstring.
SHOWN = {
    name: None
    if "no-members" in options
    else set(re.findall(r"\w+", options.partition("exclude-members:")[2]))
    for name, options in re.findall(r"^\.\. auto\w+:: avtale\.(\w+)\n((?:   :.*\n)*)", PAGE, re.MULTILINE)
}
#: A name from before, which leads to the one it has now; the page knows the new one alone.
OLD = {"succeed": "replace_party"}
NAMES = discovered((name for name in avtale.__all__ if name not in OLD), at_least=150)


def test_each_name_resolves_and_is_explained() -> None:
    things = {name: getattr(avtale, name) for name in NAMES}
    ours = {
        name: thing for name, thing in things.items() if inspect.isclass(thing) or inspect.isfunction(thing)
    }
    assert [name for name, thing in ours.items() if not thing.__module__.startswith("avtale.")] == []
    said = {name: inspect.getdoc(thing) or "" for name, thing in ours.items()}
    # A class of the format has its schema's title; a dataclass without a docstring writes its own signature.
    least = {name: 0 if SHOWN[name] is None else 20 for name in ours}
    assert [
        name for name in ours if len(said[name]) <= least[name] or said[name].startswith(f"{name}(")
    ] == []


def test_one_name_for_each_thing_and_one_place_on_the_page() -> None:
    assert avtale.__all__ == sorted({*NAMES, *OLD})
    assert all(getattr(avtale, old) is getattr(avtale, new) for old, new in OLD.items())
    things = [id(getattr(avtale, name)) for name in NAMES]
    assert len(set(things)) == len(things)
    assert set(NAMES) <= set(dir(avtale))
    listed = re.findall(r"^\.\. auto\w+:: avtale\.(\w+)$", PAGE, re.MULTILINE)
    assert sorted(listed) == sorted(NAMES)
    with pytest.raises(AttributeError):
        avtale.no_such_name  # noqa: B018


@cache
def _package() -> griffe.Module:
    package = griffe.load("avtale", search_paths=[str(Path(avtale.__file__).parents[1])])
    assert isinstance(package, griffe.Module)
    return package


@cache
def _public() -> frozenset[str]:
    """Where each public name is at home."""
    return frozenset(_at_home(name).path for name in NAMES)


def _at_home(name: str) -> griffe.Object:
    """What griffe read of a public name, without running it; a second name of a function leads to the function."""
    found = _resolved(_package()[name])
    if isinstance(found, griffe.Attribute) and isinstance(found.value, griffe.ExprName):
        return _resolved(_package()[found.value.canonical_path.removeprefix("avtale.")])
    return found


def _resolved(found: griffe.Object | griffe.Alias) -> griffe.Object:
    return found.final_target if isinstance(found, griffe.Alias) else found  # type: ignore[return-value]


def _said(thing: griffe.Object, left_out: set[str]) -> Iterator[Any]:
    """The annotations that a reader of the page sees: of a function, or of a class's fields and methods, its bases' too."""
    if isinstance(thing, griffe.Function):
        yield from (parameter.annotation for parameter in thing.parameters)
        yield thing.returns
    elif isinstance(thing, griffe.Attribute):
        yield thing.annotation or (thing.value if thing.parent is None or thing.parent.is_module else None)
    elif isinstance(thing, griffe.Class):
        for name, member in thing.all_members.items():
            if not name.startswith("_") and name not in left_out:
                yield from _said(_resolved(member), left_out)


def test_each_type_that_is_shown_can_be_imported() -> None:
    shown_by = {name: _types_shown(name) - _public() for name in NAMES if SHOWN.get(name) is not None}
    assert {name: hidden for name, hidden in shown_by.items() if hidden} == {}


def _types_shown(name: str) -> set[str]:
    """Where each type of ours is at home that the page shows with a name."""
    shown = {
        word.canonical_path
        for said in _said(_at_home(name), SHOWN[name] or set())
        if isinstance(said, griffe.Expr)
        for word in said.iterate(flat=True)
        if isinstance(word, griffe.ExprName)
    }
    return {
        _resolved(_package()[path.removeprefix("avtale.")]).path
        for path in shown
        if path.startswith("avtale.")
    }


def test_what_is_left_out_is_there() -> None:
    for name, left_out in SHOWN.items():
        assert not left_out or left_out <= set(_at_home(name).all_members), name


def test_the_example_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    exec(PAGE.split("```python\n")[1].split("```")[0], {})
    told = capsys.readouterr().out.splitlines()
    assert told
    assert all(line.startswith("agreements/") for line in told)


def test_import_is_lazy_and_fast() -> None:
    code = (
        "import sys, time; before = set(sys.modules); start = time.process_time(); import avtale; "
        "print(time.process_time() - start, *sorted(set(sys.modules) - before))"
    )
    times = []
    for _ in range(5):
        printed = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout
        seconds, *modules = printed.split()
        assert [name for name in modules if "avtale" in name] == ["avtale"]
        assert not {"click", "ruamel", "jinja2", "dataclasses", "datetime", "msgspec"} & set(modules)
        times.append(float(seconds))
        time.sleep(0.05)
    assert min(times) < 0.050  # of which the stub that lists the names is parsed in one


def test_the_version_is_the_package_s() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'\nversion = "{avtale.__version__}"\n' in project


def test_the_source_is_typed() -> None:
    assert (Path(avtale.__file__).parent / "py.typed").is_file()
