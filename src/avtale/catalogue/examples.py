"""The examples of a code, laid out whole: one base, and what is changed in it for each of them.

`<code>.examples.yaml` holds them by name. `bad-…` has the finding and no other, `good-…` has none. A name that ends in
.yaml is one document, and what it says is laid over base/agreement.yaml; any other is a repository: `base:` lists the files
and folders of base/ that it has as they are, and each other key is a file, laid over the one of that path in base/ (or a folder,
whose files are all changed so). What is laid is a fragment (`avtale.catalogue.fragment`), or {wrong} or {right} of the page;
a field longer: `over:` another file of base/, `change:` the fragment, `without:` keys; or `whole:` a file that has no base.
"""

from __future__ import annotations

import datetime as dt
import posixpath
from pathlib import Path
from typing import Any

from avtale.catalogue.codes import Rule
from avtale.catalogue.fragment import laid

DAY = dt.date(2026, 11, 21)
"""The day on which they show what they show."""

BASE = Path(__file__).resolve().parent / "base"
"""The documents that examples change."""


def examples(rule: Rule) -> dict[str, str]:
    """Every file of a code's examples with its text, by its path; none for a code that only rendering finds.

    A path is that of a document, `bad-….yaml`, or begins with the folder of a repository, `bad-…/agreements/…`.
    """
    found = {}
    for name, said in rule.example_data.items():
        if "." in name:
            found[name] = _file(rule, "agreement.yaml", said)
            continue
        files = {path: "" for listed in said.get("base", ()) for path in _of_base(listed)}
        files |= {path: said[key] for key in said if key != "base" for path in _of_base(key)}
        for path, change in files.items():
            found[posixpath.normpath(f"{name}/agreements/{path}")] = _file(rule, path, change)
    return found


def _of_base(path: str) -> list[str]:
    """The files of a folder of the base; what is no folder there is itself a file."""
    folder = BASE / path
    if not folder.is_dir():
        return [path]
    return sorted(file.relative_to(BASE).as_posix() for file in folder.rglob("*.yaml"))


def _file(rule: Rule, path: str, said: str | dict[str, Any]) -> str:
    if isinstance(said, str):
        said = {"change": said}
    if "whole" in said:
        return str(said["whole"])
    change = str(said.get("change", ""))
    if change in ("{wrong}", "{right}"):
        change = rule.fragment(change[1:-1])
    base = (BASE / said.get("over", path)).read_text(encoding="utf-8")
    return laid(base, change, said.get("without", ()))
