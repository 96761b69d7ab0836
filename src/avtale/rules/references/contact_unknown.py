"""The contact belongs to nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.repository import Repository
from avtale.findings import Problem
from avtale.format import labels
from avtale.format.model import ContactEntry
from avtale.inheritance.chain import resolve
from avtale.rules.rule import Located, problem


def check_repository(repository: Repository, _history: History | None) -> Iterator[Located]:
    """Each entry against the versions of its document, what they inherit counted in."""
    book = repository.contacts
    if book.source is None or book.problems:
        return
    known: dict[str, dict[str, str]] = {}
    for entry in book.entries:
        one = _problem(entry, repository, known)
        if one is not None:
            yield book.source, one


def _problem(entry: ContactEntry, repository: Repository, known: dict[str, dict[str, str]]) -> Problem | None:
    key, role = entry.document or "", entry.role or ""
    if key not in repository.versions:
        near = labels.nearest(key, repository.versions)
        meant = (
            (f"Mener du «{near}»?", f"Do you mean “{near}”?")
            if near
            else ("Rett nøkkelen.", "Correct the key.")
        )
        return problem(
            f"{entry.pointer}/document",
            f"«Dokument» (document): samlingen har ikke noe dokument «{key}». {meant[0]}",
            f"“Document” (document): the repository has no document “{key}”. {meant[1]}",
        )
    if key not in known:
        known[key] = _roles(key, repository)
    if role in known[key]:
        return None
    near = labels.nearest(role, known[key], known[key])
    listed = ", ".join(known[key])
    meant_nb = f"Mener du «{near}»?" if near else f"Rollene er: {listed or 'ingen'}."
    meant_en = f"Do you mean “{near}”?" if near else f"The roles are: {listed or 'none'}."
    return problem(
        f"{entry.pointer}/role",
        f"«Rolle» (role): {key} har ingen rolle «{role}». {meant_nb}",
        f"“Role” (role): {key} has no role “{role}”. {meant_en}",
    )


def _roles(key: str, repository: Repository) -> dict[str, str]:
    """The roles and parties of every version of a document, by id; the whole chain counted, whatever the day."""
    found: dict[str, str] = {}
    for entry in repository.versions[key]:
        found |= resolve(entry, repository, dt.date.max).names
    return found
