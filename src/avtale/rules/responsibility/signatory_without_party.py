"""Underskriften er ikke knyttet til en part

**Hva.** En som skal skrive under, står med navn eller tittel, men ikke med hvilken part det skrives under
for.

**Hvorfor.** En underskrift binder bare den parten den er gitt for. En tittel alene sier ikke hvem det er.

**Galt**

```yaml
signatories:
  - title: Direktør for utdanning
```

**Riktig**

```yaml
signatories:
  - party: county
    title: Direktør for utdanning
```

**Slik retter du.** Sett «party» til id-en til parten.
---
The signature is not tied to a party

**What.** A signatory stands with name or title but not with the party signed for.

**Why.** A signature binds only the party it is given for. A title alone does not say which.

**Wrong**

```yaml
signatories:
  - title: Direktør for utdanning
```

**Right**

```yaml
signatories:
  - party: county
    title: Direktør for utdanning
```

**How to mend it.** Set “party” to the party's id.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import Signatory
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """Nothing ties a title to a party (seed 004, last page)."""
    for signatory in facts.all(Signatory):
        if facts.absent(signatory, "party"):
            who = str(signatory.title or "noen")
            who_en = str(signatory.title or "someone")
            yield fault(
                signatory.pointer,
                f"«Part» (party) mangler: hvem skriver {who} under for? Legg til «party:».",
                f"“Party” (party) is missing: whom does {who_en} sign for? Add “party:”.",
            )
