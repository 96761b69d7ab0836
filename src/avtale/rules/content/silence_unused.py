"""Et unntak som ikke stilner noe

**Hva.** Et unntak under «silences» gjelder et funn som ikke er der, en kode som ikke finnes, eller et funn
som ikke kan stilnes. Eller det har gått ut på dato: det gjelder til og med dagen i «until».

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
    at: /roles/librarian  # rollen som ikke er i bruk
    reason: Brukes i en lokal rutine.
```

**Slik retter du.** Slett unntaket. Er det gått ut, så rett det funnet gjelder, eller gi unntaket en ny dato
og en grunn som holder. Bruk id-en i «at» når det som stilnes, har en: et nummer peker på noe annet når det
kommer et nytt punkt foran.
---
A silence that silences nothing

**What.** A silence under “silences” concerns a finding that is not there, a code that does not exist, or a
finding that cannot be silenced. Or it has ended: it holds through the day in “until”.

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
    at: /roles/librarian  # rollen som ikke er i bruk
    reason: Brukes i en lokal rutine.
```

**How to mend it.** Delete the silence. Where it has ended, mend what it concerns, or give it a new date and a
reason that holds. Use the id in “at” where what is silenced has one: a number points elsewhere once an item
is put in before it.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "notice"
