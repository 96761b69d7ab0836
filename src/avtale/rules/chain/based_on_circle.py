"""Dokumentene bygger på hverandre i ring

**Hva.** Et dokument bygger på et annet som igjen bygger på det første, rett fram eller gjennom flere.

**Hvorfor.** I en ring står ingenting øverst, så ingen kan si hva som binder hva. Det som ville vært arvet i
ringen, er holdt utenfor.

**Galt**

```yaml
# i avtalen
based_on:
  - key: eksempel-rutine
    version: '1.00'
```

**Riktig**

```yaml
# i rutinen
based_on:
  - key: eksempel-nav
    version: '1.00'
```

**Slik retter du.** Finn ut hvilket dokument som står øverst, og slett linjen under «based_on» i det.
---
The documents are based on each other in a circle

**What.** A document is based on another that is based on the first, straight or through several.

**Why.** In a circle nothing stands on top, so nobody can say what binds what. What would have been inherited
around it is left out.

**Wrong**

```yaml
# i avtalen
based_on:
  - key: eksempel-rutine
    version: '1.00'
```

**Right**

```yaml
# i rutinen
based_on:
  - key: eksempel-nav
    version: '1.00'
```

**How to mend it.** Find out which document stands on top, and delete its line under “based_on”.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.rules.chain._said import line, name
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "error"
_MOST = 6  # documents of a circle that a message lists


def check(facts: Facts) -> Iterator[Problem]:
    """Told in each document of the circle, at the line that leads into it."""
    way = facts.chain.circle(facts.entry)
    for link in facts.chain.links(facts.entry) if way else ():
        if link.in_circle and (len(way) == 1 or link.parent is way[1]):
            listed = [name(entry) for entry in (*way, facts.entry)]
            shown = " → ".join(listed if len(listed) <= _MOST else [*listed[:3], "…", *listed[-2:]])
            yield fault(
                line(link),
                f"«Bygger på» (based_on): dokumentene bygger på hverandre i ring: {shown}. Slett linjen i det som står øverst.",
                f"“Based on” (based_on): the documents are based on each other in a circle: {shown}. "
                "Delete the line in the one that stands on top.",
            )
