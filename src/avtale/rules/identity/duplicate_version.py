"""Samme versjon i to filer

**Hva.** To filer har samme nøkkel og samme versjon. 1.1 og 1.01 er samme versjon.

**Hvorfor.** Da finnes det to utgaver av det samme, og godkjenning og underskrift kan gjelde hvilken som helst
av dem.

**Galt**

```yaml
# to filer med
key: eksempel-nav
control_header:
  version: '1.00'
```

**Riktig**

```yaml
# den andre filen har
key: eksempel-nav
control_header:
  version: '1.01'
```

**Slik retter du.** Slett den filen som ikke gjelder, eller gi den en ny versjon.
---
The same version in two files

**What.** Two files have the same key and the same version. 1.1 and 1.01 are the same version.

**Why.** There are then two editions of one thing, and an approval or a signature may concern either.

**Wrong**

```yaml
# to filer med
key: eksempel-nav
control_header:
  version: '1.00'
```

**Right**

```yaml
# den andre filen har
key: eksempel-nav
control_header:
  version: '1.01'
```

**How to mend it.** Delete the file that does not count, or give it a new version.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.version import order
from avtale.findings import Problem, Severity
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """Told in each of the files, naming the others."""
    entry = facts.entry
    if not entry.key or not entry.version:
        return
    same = [
        e for e in facts.repository.versions.get(entry.key, ()) if order(e.version) == order(entry.version)
    ]
    others = ", ".join(other.name for other in same if other.name != entry.name)
    if others:
        yield fault(
            "/control_header/version",
            f"«Versjon» (version): {entry} står også i {others}. Behold én av filene, eller gi den ene en ny versjon.",
            f"“Version” (version): {entry} also stands in {others}. Keep one of the files, or give one a new version.",
        )
