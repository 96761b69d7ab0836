"""The document it is based on is not in the repository."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from avtale.facts.version import order
from avtale.findings import Problem
from avtale.format.model import Amendment, Reference
from avtale.rules.chain._said import line
from avtale.rules.rule import Facts, called, fault


def check(facts: Facts) -> Iterator[Problem]:
    """A loose file cannot know what a repository holds."""
    if facts.repository.root is None:
        return
    for link in facts.chain.links(facts.entry):
        if link.missing == "key":
            yield _no_key(link.reference, facts)
        elif link.missing == "version":
            yield _no_version(line(link), link.reference, facts)
    document = facts.document
    target = document.amends if isinstance(document, Amendment) else None
    if target is not None and target.key is not None:
        known = facts.repository.versions.get(target.key)
        if known is None:
            yield _no_key(target, facts)
        elif target.version and order(target.version) not in {order(entry.version) for entry in known}:
            yield _no_version(f"{target.pointer}/version", target, facts)


def _no_key(reference: Reference, facts: Facts) -> Problem:
    near = difflib.get_close_matches(reference.key or "", facts.repository.versions, n=1)
    meant, meant_en = (f" Mener du «{near[0]}»?", f" Do you mean “{near[0]}”?") if near else ("", "")
    return fault(
        f"{reference.pointer}/key",
        f"«Nøkkel» (key): samlingen har ikke noe dokument «{reference.key}».{meant}",
        f"“Key” (key): the repository has no document “{reference.key}”.{meant_en}",
    )


def _no_version(pointer: str, reference: Reference, facts: Facts) -> Problem:
    listed = ", ".join(e.version for e in facts.repository.versions[reference.key or ""] if e.version)
    return fault(
        pointer,
        f"«Versjon» (version): samlingen har ikke {reference.key} i versjon {called(reference.version)}. Den har: {listed}.",
        f"“Version” (version): the repository does not have version {called(reference.version)} of {reference.key}. It has: {listed}.",
    )
