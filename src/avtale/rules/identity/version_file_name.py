"""The file is called something else than the document."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Only in a repository; a loose file may be called anything."""
    entry, root = context.entry, context.repository.root
    if root is None or not entry.key or not entry.version or not entry.path.is_relative_to(root):
        return
    if not {"/key", "/control_header/version"}.isdisjoint(found.pointer for found in entry.problems):
        return  # no name of a file: that is to be mended first
    wanted = f"{entry.key}-{entry.version}"
    if entry.path.stem == wanted:
        return
    yield problem(
        "/control_header/version",
        f"«Versjon» (version) er {entry.version}, men filen heter {entry.path.name}. "
        f"Gi filen navnet {wanted}.yaml, eller rett versjonen.",
        f"“Version” (version) is {entry.version}, but the file is called {entry.path.name}. "
        f"Rename the file to {wanted}.yaml, or correct the version.",
    )
