"""The document it is based on is not in the repository."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from avtale.facts.version import order
from avtale.findings import Problem
from avtale.format.model import Amendment, Reference
from avtale.rules.chain._said import line
from avtale.rules.rule import RuleContext, called, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """A loose file cannot know what a repository holds."""
    if context.repository.root is None:
        return
    for link in context.chain.links(context.entry):
        if link.missing == "key":
            yield _no_key(link.reference, context)
        elif link.missing == "version":
            yield _no_version(line(link), link.reference, context)
    document = context.document
    target = document.amends if isinstance(document, Amendment) else None
    if target is not None and target.key is not None:
        known = context.repository.versions.get(target.key)
        if known is None:
            yield _no_key(target, context)
        elif target.version and order(target.version) not in {order(entry.version) for entry in known}:
            yield _no_version(f"{target.pointer}/version", target, context)


def _no_key(reference: Reference, context: RuleContext) -> Problem:
    near = difflib.get_close_matches(reference.key or "", context.repository.versions, n=1)
    meant, meant_en = (f" Mener du «{near[0]}»?", f" Do you mean “{near[0]}”?") if near else ("", "")
    return problem(
        f"{reference.pointer}/key",
        f"«Nøkkel» (key): samlingen har ikke noe dokument «{reference.key}».{meant}",
        f"“Key” (key): the repository has no document “{reference.key}”.{meant_en}",
    )


def _no_version(pointer: str, reference: Reference, context: RuleContext) -> Problem:
    listed = ", ".join(e.version for e in context.repository.versions[reference.key or ""] if e.version)
    return problem(
        pointer,
        f"«Versjon» (version): samlingen har ikke {reference.key} i versjon {called(reference.version)}. Den har: {listed}.",
        f"“Version” (version): the repository does not have version {called(reference.version)} of {reference.key}. It has: {listed}.",
    )
