"""Rollen brukes ikke

**Hva.** En rolle er ført opp, men ingen plikt, ingen handling og ikke noe møte nevner den.

**Hvorfor.** Leseren leter etter en oppgave som ikke er der. Kanskje mangler en plikt, eller kanskje er rollen
til overs.

**Galt**

```yaml
roles:
  - id: librarian
    title: Bibliotekar
responsibilities: []
```

**Riktig**

```yaml
roles:
  - id: librarian
    title: Bibliotekar
responsibilities:
  - id: lend
    owner: librarian
    strength: may
    does: låne ut et møterom
```

**Slik retter du.** Slett rollen, eller sett den inn der den har en oppgave.
---
The role is not used

**What.** A role is listed, but no duty, action or meeting names it.

**Why.** The reader looks for a task that is not there. Perhaps a duty is missing, perhaps the role is left
over.

**Wrong**

```yaml
roles:
  - id: librarian
    title: Bibliotekar
responsibilities: []
```

**Right**

```yaml
roles:
  - id: librarian
    title: Bibliotekar
responsibilities:
  - id: lend
    owner: librarian
    strength: may
    does: låne ut et møterom
```

**How to mend it.** Delete the role, or put it in where it has a task.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import Duty
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "notice"


def check(facts: Facts) -> Iterator[Problem]:
    """Roles that nothing names, once the duties are written: until then `duty-without-content` asks for those."""
    if any(duty.does is None and not duty.items for duty in facts.all(Duty)):
        return
    used = {use.id for use in facts.uses}
    for role in facts.document.roles:
        if role.id and role.id not in used:
            yield fault(
                role.pointer,
                f"«Roller» (roles): {facts.name(role.id)} har ingen oppgave i dokumentet. Slett rollen, eller gi den en.",
                f"“Roles” (roles): {facts.name(role.id)} has no task in the document. Delete the role, or give it one.",
            )
