"""The contact belongs to nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from avtale.facts.contacts import ContactBook
from avtale.facts.git import History
from avtale.facts.repository import Repository
from avtale.findings import Problem
from avtale.format import labels
from avtale.format.model import ContactEntry
from avtale.format.owners import named
from avtale.inheritance.chain import resolve
from avtale.rules.rule import Located, problem


def check_repository(repository: Repository, _history: History | None) -> Iterator[Located]:
    """Each entry against the versions of its document, what they inherit counted in; and the roles it refers to."""
    book = repository.contacts
    if book.source is None or book.problems:
        return
    known: dict[str, dict[str, str]] = {}
    for entry in book.entries:
        one = _everywhere(entry, repository) if entry.document is None else _problem(entry, repository, known)
        if one is not None:
            yield book.source, one
        yield from ((book.source, each) for each in _referred(entry, book))


def _everywhere(entry: ContactEntry, repository: Repository) -> Problem | None:
    """Of one that holds for every document: a role or party that some document has, or that another entry refers to."""
    asked = {role for one in repository.contacts.entries for role in (one.deputy_role, one.leader_role)}
    role = entry.role or ""
    own = _own_ids(repository)
    if role in own or role in asked:
        return None
    near = labels.nearest(role, own)
    meant, meant_en = (f" Mener du «{near}»?", f" Do you mean “{near}”?") if near else ("", "")
    return problem(
        f"{entry.pointer}/role",
        f"«Rolle» (role): ingen dokumenter har rollen «{role}».{meant} Rett den, eller si hvilket dokument den står i.",
        f"“Role” (role): no document has the role “{role}”.{meant_en} Correct it, or say which document it stands in.",
    )


def _own_ids(repository: Repository) -> dict[str, str]:
    """The roles, parties and bodies of all documents, by id; found once."""
    found: dict[str, str] = repository.kept.get(_own_ids) or {}
    if not found:
        for each in repository.entries:
            if each.document is not None:
                found |= dict.fromkeys(named(each.document), "")
        repository.kept[_own_ids] = found
    return found


def _referred(entry: ContactEntry, book: ContactBook) -> Iterator[Problem]:
    """A deputy's or leader's role that nobody in the file has had, in the document or in all."""
    for field, title, title_en, role in (
        ("deputy_role", "Stedfortreders rolle", "Deputy's role", entry.deputy_role),
        ("leader_role", "Leders rolle", "Leader's role", entry.leader_role),
    ):
        if role and not (book.of(entry.document, role) or book.everywhere(role)):
            yield problem(
                f"{entry.pointer}/{field}",
                f"«{title}» ({field}): ingen i contacts.yaml har rollen «{role}». Skriv hvem det er, eller rett rollen.",
                f"“{title_en}” ({field}): nobody in contacts.yaml has the role “{role}”. Write who it is, or correct the role.",
            )


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
