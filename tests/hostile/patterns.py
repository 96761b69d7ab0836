"""Every regular expression of the package, and texts of its own letters that would take long if one could.

Run as a program it prints what is compiled while all modules are imported, every function that keeps a pattern is
called, and some documents are checked; the source is read for what stands in a call of `re`.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import pkgutil
import re
import re._compiler as sre_compiler  # type: ignore[import-not-found]
import re._constants as sre  # type: ignore[import-not-found]
import re._parser as sre_parser  # type: ignore[import-not-found]
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "avtale"
_CALLS = ("compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer")
_ANCHORED = {"match", "fullmatch"}
_MATCHED = {"months", "institution", "only_handed_over"}  # only ever matched at a start


@dataclass(frozen=True)
class Pattern:
    """A pattern with its flags, where it stands, and how it is used: at the start of a text alone, or anywhere in it."""

    text: str
    raw: bool
    flags: int
    place: str
    uses: frozenset[str]

    @property
    def compiled(self) -> re.Pattern[Any]:
        return re.compile(self.text.encode("latin-1") if self.raw else self.text, self.flags)


@cache
def all_patterns() -> tuple[Pattern, ...]:
    """Every one, once for each place."""
    told = subprocess.run(
        [sys.executable, __file__], capture_output=True, check=True, text=True, encoding="utf-8"
    )
    found = {(row[0], row[1], row[2], row[3]) for row in json.loads(told.stdout)} | set(_written())
    for file in sorted((PACKAGE.parents[1] / "schemas").glob("*.json")):
        patterns = re.findall(r'"pattern": ("(?:[^"\\\\]|\\\\.)*")', file.read_text(encoding="utf-8"))
        found |= {(json.loads(each), False, 0, f"schemas/{file.name}:0") for each in patterns}
    return tuple(Pattern(text, raw, flags, place, _uses(place)) for text, raw, flags, place in sorted(found))


def places_compiled() -> set[str]:
    """File and line of every call of `re` whose pattern is put together, and so not seen in the source."""
    return {
        f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}"
        for path, node in _calls()
        if not (node.args and isinstance(node.args[0], ast.Constant))
    }


@cache
def _calls() -> tuple[tuple[Path, ast.Call], ...]:
    return tuple(_called())


def _called() -> Iterator[tuple[Path, ast.Call]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if "re." in text or "._matching(" in text else ():
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            of = node.func.value
            if isinstance(of, ast.Name) and of.id == "re" and node.func.attr in _CALLS:
                yield path, node
            elif node.func.attr == "_matching":  # of `generate.offices`, which says its pattern second
                yield path, ast.Call(node.func, node.args[1:2], [], lineno=node.lineno)


def _written() -> Iterator[tuple[str, bool, int, str]]:
    for path, node in _calls():
        if not node.args or not isinstance(node.args[0], ast.Constant):
            continue
        named = [each.value for each in node.keywords if each.arg == "flags"] + node.args[1:]
        words = {name for each in named for name in re.findall(r"\bre\.([A-Z]+)\b", ast.unparse(each))}
        flags = 0
        for name in words:
            flags |= getattr(re, name)
        text = node.args[0].value
        assert isinstance(text, (str, bytes))
        place = f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}"
        yield (
            text if isinstance(text, str) else text.decode("latin-1"),
            isinstance(text, bytes),
            int(flags),
            place,
        )


@cache
def _source(name: str) -> str:
    return (PACKAGE / name).read_text(encoding="utf-8")


def _uses(place: str) -> frozenset[str]:
    """The methods it is called with, by its name in its file; every way where it goes elsewhere."""
    file, _, line = place.rpartition(":")
    if file.startswith("schemas/"):
        return frozenset({"search"})
    if "._matching(" in _source(file).splitlines()[int(line) - 1]:
        return frozenset({"fullmatch"})
    lines = _source(file).splitlines()
    here = " ".join(lines[int(line) - 1 : int(line) + 2])
    if (direct := re.search(r"\bre\.(\w+)\(", here)) and direct[1] != "compile":
        return frozenset({direct[1]})
    above = "\n".join(lines[max(0, int(line) - 6) : int(line)])
    name = re.findall(r"^(_?[A-Z][A-Z_]+) = |def (\w+)\(", above, re.MULTILINE)
    if not name:
        return frozenset({"search"})
    called = name[-1][0] or name[-1][1]
    if called in _MATCHED:
        return frozenset({"match"})
    used = re.findall(rf"\b{called}(?:\(\w*\))?\.(\w+)\(", _source(file))
    elsewhere = not called.startswith("_")
    return frozenset(used) if used and not elsewhere else frozenset({"search"})


def anchored(pattern: Pattern) -> bool:
    """Whether it is only tried at the start of a text."""
    return pattern.uses <= _ANCHORED


def attacks(pattern: Pattern, length: int) -> Iterator[str]:
    """Texts about `length` long: each piece of the pattern over and over, after what goes before it, with ends that fail."""
    tree = sre_parser.parse(pattern.text.encode("latin-1") if pattern.raw else pattern.text, pattern.flags)
    seen: set[str] = set()
    for before, piece in _pumps(list(tree), ""):
        for pump in {piece, piece[:1], before + piece}:
            for tail in ("", "\x00"):
                text = before[:50] + pump * (length // max(1, len(pump))) + tail
                if pump and text not in seen:
                    seen.add(text)
                    yield text
    for char in " 1a\n\t-(_.":
        yield char * length + "\x00"


def _pumps(items: list[Any], before: str) -> Iterator[tuple[str, str]]:
    """What goes before each part, and a text that the part matches; parts inside parts too."""
    for index, (op, value) in enumerate(items):
        piece = _sample([(op, value)])
        yield before, piece
        yield before, _sample(items[index:])
        yield before, _sample(items[:index]) + piece
        for inner in _inside(op, value):
            yield from _pumps(list(inner), before)
            yield from (
                (before, _sample(list(inner)) + mark) for mark in (" ", "1", "a") if len(list(inner)) < 4
            )
        before += piece
    yield "", before[:-1]
    yield "", before


def _inside(op: Any, value: Any) -> list[Any]:
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return [value[2]]
    if op is sre.SUBPATTERN:
        return [value[3]]
    if op is sre.BRANCH:
        return [value[1][0], value[1][-1]]  # of many words the first and the last
    if op is sre.ATOMIC_GROUP:
        return [value]
    if op in (sre.ASSERT, sre.ASSERT_NOT):
        return [value[1]]
    return []


_CLASS = {"CATEGORY_DIGIT": "1", "CATEGORY_NOT_DIGIT": "a", "CATEGORY_SPACE": " ", "CATEGORY_NOT_SPACE": "a", "CATEGORY_WORD": "a", "CATEGORY_NOT_WORD": "-"}  # fmt: skip


def _sample(items: Any) -> str:
    """One text that the items match; nothing for what only looks."""
    text = ""
    for op, value in items:
        if op is sre.LITERAL:
            text += chr(value)
        elif op is sre.NOT_LITERAL:
            text += "b" if value == ord("a") else "a"
        elif op is sre.ANY:
            text += "a"
        elif op is sre.IN:
            text += _of_class(value)
        elif op is sre.BRANCH:
            text += _sample(value[1][0])
        elif op is sre.SUBPATTERN:
            text += _sample(value[3])
        elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            text += _sample(value[2]) * max(1, min(value[0], 20))
        elif op is sre.ATOMIC_GROUP:
            text += _sample(value)
    return text


def _of_class(items: Any) -> str:
    negated = items[0][0] is sre.NEGATE
    if negated:
        tree = sre_parser.SubPattern(sre_parser.State(), [(sre.IN, items)])
        matches = sre_compiler.compile(tree).fullmatch
        return next((char for char in "a1 -.,b\n(\u00e5" if matches(char)), "a")
    op, value = items[-1]
    if op is sre.LITERAL:
        return chr(value)
    if op is sre.RANGE:
        return chr(value[0])
    return _CLASS.get(str(value), "a")


def _compiled_while_running() -> list[tuple[str, bool, int, str]]:
    """What is compiled from a file of the package while everything is imported and asked."""
    found: set[tuple[str, bool, int, str]] = set()
    really = re._compile  # type: ignore[attr-defined]

    def spy(pattern: Any, flags: Any) -> Any:
        frame = sys._getframe(1)
        while frame.f_back is not None and frame.f_code.co_filename == re.__file__:
            frame = frame.f_back
        file = Path(frame.f_code.co_filename)
        if PACKAGE in file.parents and isinstance(pattern, (str, bytes)):
            text = pattern if isinstance(pattern, str) else pattern.decode("latin-1")
            place = f"{file.relative_to(PACKAGE).as_posix()}:{frame.f_lineno}"
            found.add((text, isinstance(pattern, bytes), int(flags), place))
        return really(pattern, flags)

    re._compile = spy  # type: ignore[attr-defined]
    import avtale

    modules = [importlib.import_module(each.name) for each in pkgutil.walk_packages(avtale.__path__, "avtale.") if not each.name.endswith("__main__")]  # fmt: skip
    for module in modules:
        for thing in list(vars(module).values()):
            if hasattr(thing, "cache_info") and not inspect.signature(thing.__wrapped__).parameters:
                thing()
    from avtale.locales.patterns import patterns

    for lang in ("nb", "nn", "en", "se"):
        spoken = patterns(lang)
        for part in (spoken, *(getattr(spoken, name) for name in dir(spoken) if not name.startswith("__"))):
            if type(part).__module__ == "avtale.locales.patterns":
                for name in dir(part):
                    if not name.startswith("__") and not callable(getattr(type(part), name, None)):
                        getattr(part, name)
    _ask()
    return sorted(found)


def _ask() -> None:
    """Checks and drafts of what the repository has, so that what is put together in a function is seen."""
    from datetime import date

    from avtale.facts.repository import Repository
    from avtale.rules.check import check

    top = PACKAGE.parents[1]
    for folder in (top / "examples" / "samarbeid",):
        if (folder / "agreements" / "avtale.yaml").is_file():
            check(Repository.open(folder / "agreements"), on=date(2026, 11, 21))


if __name__ == "__main__":
    sys.path.insert(0, str(PACKAGE.parent))
    sys.stdout.write(json.dumps(_compiled_while_running()))
