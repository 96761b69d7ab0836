"""The public API: each name resolves, is explained, stands in docs/api.md, and costs nothing until it is used."""

from __future__ import annotations

import functools
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

```python
from datetime import date
from pathlib import Path

from avtale import Repository, check

repository = Repository.open(Path("agreements"))
for finding in check(repository, on=date.today(), lang="en").findings:
    print(f"{finding.file}:{finding.line}: {finding.message}")
```

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
        head = _class(thing) if inspect.isclass(thing) else f"{name}{_signature(thing)}"
        parts.append(f"## {name}\n\n```python\n{head}\n```\n\n{inspect.getdoc(thing)}\n")
    golden("../../docs/api.md").check("\n".join(parts))


def test_the_example_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(Path(__file__).resolve().parents[2])
    exec(_START.split("```python\n")[1].split("```")[0], {})
    told = capsys.readouterr().out.splitlines()
    assert told
    assert all(line.startswith("agreements/") for line in told)


def _class(thing: type) -> str:
    """The class with its fields and with what can be asked of it or done with it, a base of ours first."""
    lines = [f"class {thing.__name__}"]
    for cls in reversed([each for each in thing.__mro__ if each.__module__.startswith("avtale.")]):
        for name, kind in inspect.get_annotations(cls).items():
            if not name.startswith("_"):
                lines.append(f"    {name}: {kind if isinstance(kind, str) else kind.__name__}")
        for name, member in vars(cls).items():
            made = member.__func__ if isinstance(member, classmethod | staticmethod) else member
            if not name.startswith("_") and inspect.isfunction(made):
                lines.append(
                    f"    {name}{_signature(getattr(thing, name)).replace(chr(10), chr(10) + '    ')}"
                )
            elif isinstance(member, property | functools.cached_property):
                getter = member.fget if isinstance(member, property) else member.func
                lines.append(f"    {name}: {inspect.get_annotations(getter)['return']}" if getter else "")
    return "\n".join(lines)


def _signature(thing: Callable[..., object]) -> str:
    text = str(inspect.signature(thing)).replace("'", "")
    return (
        text
        if len(text) < 90
        else text.replace("(", "(\n    ", 1).replace(", ", ",\n    ").replace(") ->", "\n) ->")
    )


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


def test_the_source_is_typed() -> None:
    assert (Path(avtale.__file__).parent / "py.typed").is_file()
