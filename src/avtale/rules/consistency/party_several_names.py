"""Parten omtales med flere navn

**Hva.** Dokumentet kaller den samme parten ulike ting på ulike steder.

**Hvorfor.** Da kan man tvile på om det er samme part, og hvem som har bundet seg.

**Galt**

```yaml
parties:
  - id: county
    names:
      - name: Eksempel fylkeskommune
    also_named:
      - name: utdanningsavdelingen
        where: tittelen
```

**Riktig**

```yaml
parties:
  - id: county
    names:
      - name: Eksempel fylkeskommune
```

**Slik retter du.** Bruk ett navn gjennom hele dokumentet, og ta bort «also_named». Handler noen for parten,
hører det hjemme i «acts_through». Offisielle navn på flere språk står i «names» og er ikke noe funn.
---
The party goes by several names

**What.** The document calls one party by different names in different places.

**Why.** One may then doubt whether it is the same party, and who is bound.

**Wrong**

```yaml
parties:
  - id: county
    names:
      - name: Eksempel fylkeskommune
    also_named:
      - name: utdanningsavdelingen
        where: tittelen
```

**Right**

```yaml
parties:
  - id: county
    names:
      - name: Eksempel fylkeskommune
```

**How to mend it.** Use one name throughout and take “also_named” away. Someone who acts for the party belongs
in “acts_through”. Official names in several languages stand in “names” and are no finding.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """One party under several names (seed 004, title, §1 and signatures)."""
    for party in facts.document.parties:
        others = [(alias.name, alias.where) for alias in party.also_named if alias.name]
        if others:
            listed = ", ".join(f"«{name}»{f' ({where})' if where else ''}" for name, where in others)
            listed_en = ", ".join(f"“{name}”{f' ({where})' if where else ''}" for name, where in others)
            name = facts.name(party.id)
            yield fault(
                f"{party.pointer}/also_named",
                f"«Andre navn i dokumentet» (also_named): {name} kalles også {listed}. Bruk ett navn overalt.",
                f"“Other names in the document” (also_named): {name} is also called {listed_en}. Use one name throughout.",
                on_key=True,
            )
