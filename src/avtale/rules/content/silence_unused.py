"""Et unntak som ikke stilner noe

**Hva.** Et unntak under «silences» gjelder et funn som ikke lenger er der, eller det har gått ut på dato.

**Hvorfor.** Et gammelt unntak kan en dag skjule en ny feil på samme sted.

**Galt**

```yaml
silences:
  - code: role-unused
    at: /roles/2
    reason: Brukes i en lokal rutine.
# og dokumentet har ingen rolle nummer tre
```

**Riktig**

```yaml
silences:
  - code: role-unused
    at: /roles/1          # rollen som ikke er i bruk
    reason: Brukes i en lokal rutine.
```

**Slik retter du.** Slett unntaket. Er det gått ut, så rett det funnet gjelder, eller gi unntaket en ny dato
og en grunn som holder.
---
A silence that silences nothing

**What.** A silence under “silences” concerns a finding that is no longer there, or its date has passed.

**Why.** An old silence may one day hide a new fault in the same place.

**Wrong**

```yaml
silences:
  - code: role-unused
    at: /roles/2
    reason: Brukes i en lokal rutine.
# og dokumentet har ingen rolle nummer tre
```

**Right**

```yaml
silences:
  - code: role-unused
    at: /roles/1          # rollen som ikke er i bruk
    reason: Brukes i en lokal rutine.
```

**How to mend it.** Delete the silence. Where it has ended, mend what it concerns, or give it a new date and a
reason that holds.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "notice"
