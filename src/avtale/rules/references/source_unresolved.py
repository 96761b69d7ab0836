"""The source cannot be found."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from avtale.facts.version import order
from avtale.findings import Problem
from avtale.format.model import Reference
from avtale.inheritance.links import MENTIONED_ONLY
from avtale.rules.references._laws import LIKE_A_LAW, cited, has_number, nearest
from avtale.rules.rule import RuleContext, problem

_FIELDS = {
    "title": ("tittel", "title"),
    "issuer": ("utsteder", "issuer"),
    "date": ("dato", "date"),
    "section": ("paragraf", "section"),
    "in_force_from": ("«i kraft fra»", "“in force from”"),
}


def check(context: RuleContext) -> Iterator[Problem]:
    """What a reference needs is told in docs/architecture.md, "The chain"."""
    for reference in context.all(Reference):
        if reference.key is not None:
            if not _leads_up(reference):  # parent-missing tells of those
                yield from _in_repository(reference, context)
        else:
            yield from _described(reference, context)


def _leads_up(reference: Reference) -> bool:
    """Whether the reference is to what the document is based on or amends."""
    based = reference.pointer.startswith("/based_on/") and reference.relation not in MENTIONED_ONLY
    return based or reference.pointer == "/amends"


def _in_repository(reference: Reference, context: RuleContext) -> Iterator[Problem]:
    """A loose file cannot know what a repository holds."""
    repository, key, version = context.repository, reference.key or "", reference.version
    if repository.root is None:
        return
    known = repository.versions.get(key)
    if known is None:
        near = difflib.get_close_matches(key, repository.versions, n=1)
        meant, meant_en = (f" Mener du «{near[0]}»?", f" Do you mean “{near[0]}”?") if near else ("", "")
        yield problem(
            f"{reference.pointer}/key",
            f"«Nøkkel» (key): samlingen har ikke noe dokument «{key}».{meant}",
            f"“Key” (key): the repository has no document “{key}”.{meant_en}",
            severity="error",
        )
    elif version is not None and order(version) not in {order(entry.version) for entry in known}:
        listed = ", ".join(entry.version for entry in known if entry.version)
        yield problem(
            f"{reference.pointer}/version",
            f"«Versjon» (version): samlingen har ikke {key} i versjon {version}. Den har: {listed}.",
            f"“Version” (version): the repository does not have version {version} of {key}. It has: {listed}.",
            severity="error",
        )


def _described(reference: Reference, context: RuleContext) -> Iterator[Problem]:
    said = " ".join(text for _, text in reference.title.values) if reference.title else ""
    if has_number(said) or next(cited(said), None) is not None:
        return  # a law by its number, or by a name that `laws.yaml` knows
    law = reference.section is not None or reference.in_force_from is not None
    needed = ("title", "section", "in_force_from") if law else ("title", "issuer", "date")
    missing = [
        name for name in needed if getattr(reference, name) is None and context.absent(reference, name)
    ]
    if not missing:
        return
    title = f" «{reference.title}»" if reference.title else ""
    title_en = f" “{reference.title}”" if reference.title else ""
    at = f"{reference.pointer}/title" if reference.title else reference.pointer
    if reference.title and (law or LIKE_A_LAW.search(said)):
        near = nearest(said)
        example = (
            "FOR-2016-08-12-974"
            if re.search("forskrift|regulation", said, re.IGNORECASE)
            else "LOV-2018-06-22-83"
        )
        meant, meant_en = (f" Mener du «{near}»?", f" Do you mean “{near}”?") if near else ("", "")
        rest = [name for name in ("section", "in_force_from") if context.absent(reference, name)]
        add, add_en = (
            _listed([quoted.format(name) for name in rest], last)
            for quoted, last in (("«{}:»", "og"), ("“{}:”", "and"))
        )
        yield problem(
            at,
            f"Vi kjenner ingen lov eller forskrift som heter{title}.{meant} Skriv nummeret fra Lovdata i tittelen, for eksempel "
            f"«title: {reference.title} ({example})», eller legg til {add}.",
            f"No law or regulation called{title_en} is known here.{meant_en} Write its number from Lovdata in the title, such as "
            f"“title: {reference.title} ({example})”, or add {add_en}.",
        )
        return
    yield problem(
        at,
        f"Kilden{title} mangler {_listed([_FIELDS[name][0] for name in missing], 'og')}, og kan ikke finnes igjen. "
        f"Legg til {_listed([f'«{name}:»' for name in missing], 'og')}, eller «key:» hvis den ligger i samlingen.",
        f"The source{title_en} lacks {_listed([_FIELDS[name][1] for name in missing], 'and')} and cannot be found. "
        f"Add {_listed([f'“{name}:”' for name in missing], 'and')}, or “key:” if it is in the repository.",
    )


def _listed(words: list[str], last: str) -> str:
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
