"""The same version in two files."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from avtale.facts.version import order
from avtale.findings import Problem
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Told in each of the files, naming the others."""
    entry = context.entry
    if not entry.key or not entry.version:
        return
    same = [
        e for e in context.repository.versions.get(entry.key, ()) if order(e.version) == order(entry.version)
    ]
    others = ", ".join(other.name for other in same if other.name != entry.name)
    if others:
        twice = problem(
            "/control_header/version",
            f"«Versjon» (version): {entry} står også i {others}. Behold én av filene, eller gi den ene en ny versjon.",
            f"“Version” (version): {entry} also stands in {others}. Keep one of the files, or give one a new version.",
        )
        # Whoever builds on the approved one may have got the other.
        yield replace(twice, binding=any(context.repository.frozen_by(each) for each in same))
