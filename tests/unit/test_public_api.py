"""The public API: each name resolves, is explained, stands in docs/api.md, and costs nothing until it is used."""

from __future__ import annotations

import inspect
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import avtale
from tests.golden import Golden
from tests.support import discovered

_START = """# The public API

Everything below is imported from `avtale` itself: `from avtale import Repository, check`.
Nothing here prints, asks, reads the environment or takes the clock; the day, where it matters, is an argument.
Whatever is raised on purpose is an `AvtaleError`.

This page is made from the docstrings; `make golden` writes it anew.
"""


@pytest.mark.parametrize("name", discovered(avtale.__all__, at_least=40))
def test_each_name_resolves_and_is_explained(name: str) -> None:
    thing = getattr(avtale, name)
    assert thing.__module__.startswith("avtale.")
    documented = inspect.getdoc(thing) or ""
    assert len(documented) > 20
    assert not documented.startswith(f"{name}(")  # what a dataclass writes for itself


def test_one_name_for_each_thing_and_none_besides() -> None:
    assert avtale.__all__ == sorted(set(avtale.__all__))
    things = [id(getattr(avtale, name)) for name in avtale.__all__]
    assert len(set(things)) == len(things)
    assert set(avtale.__all__) <= set(dir(avtale))
    with pytest.raises(AttributeError):
        avtale.no_such_name  # noqa: B018


def test_the_page_says_what_the_code_says(golden: Callable[[str], Golden]) -> None:
    parts = [_START]
    for name in discovered(avtale.__all__):
        thing = getattr(avtale, name)
        head = f"class {name}" if inspect.isclass(thing) else f"{name}{_signature(thing)}"
        parts.append(f"## {name}\n\n```python\n{head}\n```\n\n{inspect.getdoc(thing)}\n")
    golden("../../docs/api.md").check("\n".join(parts))


def _signature(thing: Callable[..., object]) -> str:
    text = str(inspect.signature(thing)).replace("'", "")
    return (
        text
        if len(text) < 90
        else text.replace("(", "(\n    ", 1).replace(", ", ",\n    ").replace(") ->", "\n) ->")
    )


def test_import_is_lazy_and_fast() -> None:
    code = (
        "import sys, time; before = set(sys.modules); start = time.perf_counter(); import avtale; "
        "print(time.perf_counter() - start, *sorted(set(sys.modules) - before))"
    )
    times = []
    for _ in range(5):
        printed = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout
        seconds, *modules = printed.split()
        assert [name for name in modules if "avtale" in name] == ["avtale"]
        assert not {"click", "ruamel", "jinja2", "dataclasses", "datetime"} & set(modules)
        times.append(float(seconds))
        time.sleep(0.05)
    assert min(times) < 0.010


def test_the_source_is_typed() -> None:
    assert (Path(avtale.__file__).parent / "py.typed").is_file()
