"""Filen er en lenke ut av samlingen

**Hva.** Filen er en symbolsk lenke som peker på en fil utenfor samlingen, eller på en fil som ikke finnes.

**Hvorfor.** Den som henter samlingen, får lenken og ikke innholdet. En lenke kan også dra inn noe som ikke skal ut.

**Galt**

```yaml
# agreements/ot/avtale-1.00.yaml -> ../../../kari/avtale.yaml
```

**Riktig**

```yaml
# agreements/ot/avtale-1.00.yaml
format: 1
kind: agreement
```

**Slik retter du.** Legg selve filen i samlingen, eller slett lenken.
---
The file is a link out of the repository

**What.** The file is a symbolic link to a file outside the repository, or to one that is not there.

**Why.** Whoever fetches the repository gets the link and not the content. A link can also draw in what must not leave.

**Wrong**

```yaml
# agreements/ot/avtale-1.00.yaml -> ../../../kari/avtale.yaml
```

**Right**

```yaml
# agreements/ot/avtale-1.00.yaml
format: 1
kind: agreement
```

**How to mend it.** Put the file itself into the repository, or delete the link.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
