"""Den som hadde rollen, har sluttet

**Hva.** Alle som står med rollen i contacts.yaml, har en sluttdato som er passert, og ingen har tatt over.

**Hvorfor.** De som ringer, når ingen. En melding om et avbrudd kommer da ikke fram.

**Galt**

```yaml
contacts:
  - document: eksempel-rutine
    role: nav_contact
    name: Kari Eksempel
    to: 2026-06-30
```

**Riktig**

```yaml
contacts:
  - document: eksempel-rutine
    role: nav_contact
    name: Kari Eksempel
    to: 2026-06-30
  - document: eksempel-rutine
    role: nav_contact
    name: Ola Oppdiktet
    from: 2026-07-01
```

**Slik retter du.** Legg til den som har tatt over, med «from». La den gamle stå; da kan andre se hvem som hadde rollen før.
---
The one who held the role has left

**What.** In contacts.yaml everyone with a role has an end date that is past, and nobody took over.

**Why.** Those who call reach nobody. A message about an interruption then never arrives.

**Wrong**

```yaml
contacts:
  - document: eksempel-rutine
    role: nav_contact
    name: Kari Eksempel
    to: 2026-06-30
```

**Right**

```yaml
contacts:
  - document: eksempel-rutine
    role: nav_contact
    name: Kari Eksempel
    to: 2026-06-30
  - document: eksempel-rutine
    role: nav_contact
    name: Ola Oppdiktet
    from: 2026-07-01
```

**How to mend it.** Add the one who took over, with “from”. Leave the old one; then others can see who held the role before.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.contacts import holds
from avtale.findings import Problem, Severity
from avtale.format.dates import short
from avtale.format.model import Contact, ContactList
from avtale.rules.rule import Facts, called, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """Each role of the document that people have held, and that nobody holds on the day or later."""
    document, book = facts.document, facts.repository.contacts
    held = book.of(document.key)
    if book.problems or not held or facts.state.name in ("expired", "superseded", "withdrawn"):
        return
    newest = facts.repository.versions.get(document.key or "", [])[-1:]
    if newest and newest[0] is not facts.entry and facts.state.name == "draft":
        return
    for role in dict.fromkeys(entry.role for entry in held if entry.role):
        spans = book.of(document.key, role)
        if any(holds(one, facts.on) or (one.from_ and one.from_ > facts.on) for one in spans):
            continue
        last = max(spans, key=lambda one: str(one.to))
        named = next((c.pointer for c in _listed(facts) if c.role == role), None)
        yield fault(
            f"{named}/role" if named else "",
            f"Ingen har rollen {facts.name(role)} ({role}) nå: {called(last.name)} hadde den til {short(last.to) if last.to else '?'}. Skriv den som tok over, i contacts.yaml.",
            f"Nobody holds the role {facts.name(role)} ({role}) now: {called(last.name)} held it until {last.to}. Write who took over in contacts.yaml.",
        )


def _listed(facts: Facts) -> tuple[Contact, ...]:
    contacts: ContactList | None = getattr(facts.document, "contacts", None)
    return contacts.items if contacts else ()
