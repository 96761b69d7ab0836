"""Rollen hører ikke til noen part

**Hva.** En rolle har ansvar for noe i dokumentet, men sier verken hvilken part den hører til, eller med en
beskrivelse hvem den er.

**Hvorfor.** Det er partene som skriver under. En oppgave som ligger hos en rolle utenfor partene, har ingen
lovet å gjøre.

**Galt**

```yaml
roles:
  - id: coordinator
    title: Koordinator
```

**Riktig**

```yaml
roles:
  - id: coordinator
    title: Koordinator
    party: county
```

**Slik retter du.** Sett «party» til parten som fyller rollen. Kan det være den ene eller den andre, så skriv
det i «description».
---
The role belongs to no party

**What.** A role is responsible for something in the document but says neither which party it belongs to nor, in
a description, who it is.

**Why.** It is the parties that sign. Nobody has promised to do what lies with a role outside of them.

**Wrong**

```yaml
roles:
  - id: coordinator
    title: Koordinator
```

**Right**

```yaml
roles:
  - id: coordinator
    title: Koordinator
    party: county
```

**How to mend it.** Set “party” to the party that fills the role. Where it may be one or the other, say so in
“description”.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "notice"

_OWNS = ("/owner", "/convened_by")


def check(facts: Facts) -> Iterator[Problem]:
    """Where there are parties; a role that is mentioned once is responsibility/role_undefined's."""
    if not facts.document.parties:
        return
    open_roles = [
        role for role in facts.document.roles if role.id and role.party is None and role.description is None
    ]
    if not open_roles:
        return
    count = Counter(use.id for use in facts.uses)
    owning = {use.id for use in facts.uses if use.pointer.endswith(_OWNS)}
    for role in open_roles:
        if (
            role.id in owning
            and count[role.id] > 1
            and facts.absent(role, "party")
            and facts.absent(role, "description")
        ):
            yield fault(
                role.pointer,
                f"«Part» (party) mangler: {facts.name(role.id)} har oppgaver, men hører ikke til noen part. "
                "Legg til «party:», eller skriv i «description» hvem det er.",
                f"“Party” (party) is missing: {facts.name(role.id)} has tasks but belongs to no party. "
                "Add “party:”, or say in “description” who it is.",
            )
