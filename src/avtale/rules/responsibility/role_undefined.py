"""Rollen er brukt én gang og ikke forklart

**Hva.** En rolle har bare én oppgave i hele avtalen, og ingen beskrivelse sier hvem den er. Er den den eneste rollen
en part har, sier tittelen og parten nok.

**Hvorfor.** En tittel som dukker opp én gang, er ofte et annet navn på en annen rolle, eller en stilling som
ikke finnes hos den andre parten.

**Galt**

```yaml
roles:
  - id: regional_coordinator
    title: Regionkoordinator
responsibilities:
  - id: answer
    owner: regional_coordinator
    strength: shall
    does: svare på spørsmål
```

**Riktig**

```yaml
roles:
  - id: regional_coordinator
    title: Regionkoordinator
    description: Leder tjenesten i én region.
responsibilities:
  - id: answer
    owner: regional_coordinator
    strength: shall
    does: svare på spørsmål
```

**Slik retter du.** Skriv i «description» hvem rollen er og hvem som har den. Er det samme rolle som en annen,
så bruk den andre.
---
The role is used once and not explained

**What.** A role has one single task in the whole agreement, and no description says who it is. Where it is the
only role of its party, title and party say enough.

**Why.** A title that turns up once is often another name of another role, or a post that the other party does
not have.

**Wrong**

```yaml
roles:
  - id: regional_coordinator
    title: Regionkoordinator
responsibilities:
  - id: answer
    owner: regional_coordinator
    strength: shall
    does: svare på spørsmål
```

**Right**

```yaml
roles:
  - id: regional_coordinator
    title: Regionkoordinator
    description: Leder tjenesten i én region.
responsibilities:
  - id: answer
    owner: regional_coordinator
    strength: shall
    does: svare på spørsmål
```

**How to mend it.** Write in “description” what the role is and who holds it. Where it is the same as another
role, use the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """A role used once and defined nowhere (seed 004, §6 D)."""
    count = Counter(use.id for use in facts.uses)
    of_party = Counter(role.party for role in facts.document.roles)
    parties = {party.id for party in facts.document.parties}
    for role in facts.document.roles:
        only = role.title is not None and role.party in parties and of_party[role.party] == 1
        if role.id and count[role.id] == 1 and not only and facts.absent(role, "description"):
            yield fault(
                role.pointer,
                f"«Beskrivelse» (description) mangler: {facts.name(role.id)} er nevnt bare én gang og ikke forklart. "
                "Skriv hvem det er, eller bruk en rolle som alt er forklart.",
                f"“Description” (description) is missing: {facts.name(role.id)} is mentioned once and not explained. "
                "Write who it is, or use a role that is explained already.",
            )
