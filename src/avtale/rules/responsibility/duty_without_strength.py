"""Plikten mangler skal, bør eller kan

**Hva.** En plikt eller handling sier ikke hvor sterkt den binder: «shall» (skal), «should» (bør) eller «may»
(kan).

**Hvorfor.** Uten det vet ingen om noe er et krav eller et råd, og det kan ikke følges opp.

**Galt**

```yaml
responsibilities:
  - id: call
    owner: adviser
    does: ringe ungdommen
```

**Riktig**

```yaml
responsibilities:
  - id: call
    owner: adviser
    strength: shall
    does: ringe ungdommen
```

**Slik retter du.** Sett «strength» til shall, should eller may. Si det samme som partene ble enige om, ikke
mer.
---
The duty lacks shall, should or may

**What.** A duty or action does not say how strongly it binds: “shall”, “should” or “may”.

**Why.** Without it nobody knows whether something is demanded or advised, and it cannot be followed up.

**Wrong**

```yaml
responsibilities:
  - id: call
    owner: adviser
    does: ringe ungdommen
```

**Right**

```yaml
responsibilities:
  - id: call
    owner: adviser
    strength: shall
    does: ringe ungdommen
```

**How to mend it.** Set “strength” to shall, should or may. Say what the parties agreed on, no more.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import Duty
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """Every duty has its skal, bør or kan (docs/domain.md, "What a good tool finds wrong")."""
    for duty in facts.all(Duty):
        if facts.absent(duty, "strength"):
            what = f" {facts.name(duty.owner)} {duty.does}" if duty.owner and duty.does else ""
            yield fault(
                duty.pointer,
                f"«Styrke» (strength) mangler: skal, bør eller kan{what}? Legg til «strength:» med shall, should eller may.",
                f"“Strength” (strength) is missing: shall, should or may{what}? Add “strength:” with shall, should or may.",
            )
