"""Kontakten hører ikke til noe

**Hva.** En linje i contacts.yaml viser til et dokument som ikke finnes, eller en rolle dokumentet ikke har.

**Hvorfor.** Navnet og nummeret blir da ikke vist noe sted, og den som trenger det, finner det ikke.

**Galt**

```yaml
contacts:
  # Rollen heter adviser
  - document: eksempel-rutine
    role: advisor
    name: Kari Eksempel
```

**Riktig**

```yaml
contacts:
  - document: eksempel-rutine
    role: adviser
    name: Kari Eksempel
```

**Slik retter du.** Rett nøkkelen eller rollen. Roller dokumentet arver fra avtalen over, regnes med.
---
The contact belongs to nothing

**What.** A line of contacts.yaml names a document that is not there, or a role that the document does not have.

**Why.** The name and number are then shown nowhere, and whoever needs them does not find them.

**Wrong**

```yaml
contacts:
  # The role is called adviser
  - document: eksempel-rutine
    role: advisor
    name: Kari Eksempel
```

**Right**

```yaml
contacts:
  - document: eksempel-rutine
    role: adviser
    name: Kari Eksempel
```

**How to mend it.** Correct the key or the role. Roles the document has from the agreement above it count.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.repository import Repository
from avtale.findings import Problem, Severity
from avtale.format import labels
from avtale.format.model import ContactEntry
from avtale.inheritance.chain import resolve
from avtale.rules.rule import Located, fault

SEVERITY: Severity = "error"


def check_repository(repository: Repository, _history: History | None) -> Iterator[Located]:
    """Each entry against the versions of its document, what they inherit counted in."""
    book = repository.contacts
    if book.source is None or book.problems:
        return
    known: dict[str, dict[str, str]] = {}
    for entry in book.entries:
        problem = _problem(entry, repository, known)
        if problem is not None:
            yield book.source, problem


def _problem(entry: ContactEntry, repository: Repository, known: dict[str, dict[str, str]]) -> Problem | None:
    key, role = entry.document or "", entry.role or ""
    if key not in repository.versions:
        near = labels.nearest(key, repository.versions)
        meant = (
            (f"Mener du «{near}»?", f"Do you mean “{near}”?")
            if near
            else ("Rett nøkkelen.", "Correct the key.")
        )
        return fault(
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
    return fault(
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
