"""Ingen å ringe til

**Hva.** En lokal rutine har ingen kontaktpersoner, eller en rolle den viser til, har ingen i contacts.yaml.

**Hvorfor.** En rutine er til for at noen skal vite hvem de skal ringe. Uten navn blir det avtalen en gang til.

**Galt**

```yaml
# contacts.yaml, mens rutinen viser til rollen nav_contact
contacts: []
```

**Riktig**

```yaml
# contacts.yaml
contacts:
  - document: eksempel-rutine
    role: nav_contact
    name: Kari Eksempel
    telephone: 00 00 00 01
```

**Slik retter du.** Skriv den som har rollen, inn i agreements/contacts.yaml, eller i kontorlisten og kjør
`avtale generate routine` på nytt. Det er ikke en ny versjon av rutinen.
---
Nobody to call

**What.** A local routine has no contact persons, or nobody in contacts.yaml holds a role it names.

**Why.** A routine is there so that people know whom to call. Without names it is the agreement once more.

**Wrong**

```yaml
# contacts.yaml, while the routine names the role nav_contact
contacts: []
```

**Right**

```yaml
# contacts.yaml
contacts:
  - document: eksempel-rutine
    role: nav_contact
    name: Kari Eksempel
    telephone: 00 00 00 01
```

**How to mend it.** Write who holds the role into agreements/contacts.yaml, or into the list of offices and run
`avtale generate routine` again. That is no new version of the routine.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import Routine
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """A routine whose roles nobody has ever held; without a list of contacts, only where the house keeps contacts."""
    book, routine = facts.repository.contacts, facts.document
    if not isinstance(routine, Routine) or facts.repository.root is None or book.problems:
        return
    if facts.state.name in ("expired", "superseded", "withdrawn"):
        return
    listed = routine.contacts.items if routine.contacts else ()
    if not listed and book.source is not None and not book.of(routine.key):
        yield fault(
            "",
            "«Kontaktpersoner» (contacts): rutinen har ingen. Legg til rollen under «contacts:», og navnet i contacts.yaml.",
            "“Contacts” (contacts): the routine has none. Add the role below “contacts:”, and the name in contacts.yaml.",
        )
    for contact in listed:
        if contact.role and not contact.title and not book.of(routine.key, contact.role):
            name = facts.name(contact.role)
            yield fault(
                f"{contact.pointer}/role",
                f"Ingen har rollen {name} ({contact.role}) i {routine.key}. Skriv navnet i contacts.yaml.",
                f"Nobody holds the role {name} ({contact.role}) in {routine.key}. Write the name in contacts.yaml.",
            )
