"""DOC on the command line: a path, a key or a Dok.id, each with an optional @version (docs/architecture.md, "The contract")."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from avtale.errors import UsageError
from avtale.facts.repository import DocumentFile, Repository, read_entry
from avtale.facts.root import PLANS
from avtale.facts.state import state
from avtale.facts.version import order


def find(repository: Repository, doc: str, on: dt.date, *, waiting: bool = False) -> DocumentFile:
    """The entry that `doc` names.

    A key without a version means the version in force on the day, else the newest; with `waiting`, as for an
    approval, the newest draft before these. Raises `UsageError` where nothing matches, or more than one does.
    """
    path = Path(doc)
    if path.suffix in (".yaml", ".yml") or path.is_file():
        known = repository.at(path)
        return known if known is not None else read_entry(path, None)
    return find_named(repository, doc, on, waiting=waiting)


def find_named(repository: Repository, doc: str, on: dt.date, *, waiting: bool = False) -> DocumentFile:
    """The same by key or Dok.id alone: for a name from elsewhere, which is to open no file."""
    name, _, version = doc.partition("@")
    matching = [entry for entry in repository.entries if name in (entry.key, entry.id)]
    if version:
        matching = [entry for entry in matching if entry.version == version]
    if not matching:
        raise _none(repository, doc)
    keys = {entry.key for entry in matching}
    if len(keys) > 1 or (version and len(matching) > 1):
        listed = ", ".join(f"{entry} ({entry.name})" for entry in matching)
        raise UsageError(
            nb=f"«{doc}» passer på flere dokumenter: {listed}. Skriv nøkkelen og versjonen, eller filnavnet.",
            en=f"“{doc}” matches several documents: {listed}. Give key and version, or the file.",
        )
    if waiting and not version:
        drafts = [e for e in matching if e.document is not None and state(e, repository, on).name == "draft"]
        if drafts:
            return max(drafts, key=lambda entry: order(entry.version))
    in_force = [e for e in matching if state(e, repository, on).name in ("in_force", "expires_soon")]
    newest = repository.versions[matching[0].key or ""]
    return in_force[-1] if in_force else [entry for entry in newest if entry in matching][-1]


def find_plan(repository: Repository, doc: str) -> DocumentFile | None:
    """The follow-up plan in plans/ that `doc` names, by path or key; None where it names no plan."""
    path = Path(doc)
    if path.suffix in (".yaml", ".yml") or path.is_file():
        inside = repository.root is not None and repository.root / PLANS in path.resolve().parents
        resolved = path.resolve()
        return next((plan for plan in repository.plans if plan.path == resolved), None) if inside else None
    name, _, version = doc.partition("@")
    if any(name in (entry.key, entry.id) for entry in repository.entries):
        return None
    found = [plan for plan in repository.plans if plan.key == name and version in ("", plan.version)]
    return max(found, key=lambda plan: order(plan.version), default=None)


def _none(repository: Repository, doc: str) -> UsageError:
    import difflib

    known = sorted({str(entry) for entry in repository.entries if entry.key})
    near = difflib.get_close_matches(doc, [*known, *{e.key for e in repository.entries if e.key}], n=1)
    meant = f" Mener du «{near[0]}»?" if near else ""
    meant_en = f" Do you mean “{near[0]}”?" if near else ""
    listed = ", ".join(known) or "ingen"
    return UsageError(
        nb=f"Fant ikke noe dokument «{doc}».{meant} Samlingen har: {listed}.",
        en=f"There is no document “{doc}”.{meant_en} The repository has: {', '.join(known) or 'none'}.",
    )
