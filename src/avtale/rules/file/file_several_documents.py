"""Flere dokumenter i én fil

**Hva.** Filen har en linje med tre bindestreker (---) og et nytt dokument etter den.

**Hvorfor.** Hver fil er én versjon av ett dokument. Det andre ville aldri blitt sjekket eller vist.

**Galt**

```yaml
format: 1
kind: agreement
---                # her begynner et nytt dokument
format: 1
kind: agreement
```

**Riktig**

```yaml
format: 1
kind: agreement
```

**Slik retter du.** Flytt det andre dokumentet til en egen fil. Er linjen der ved et uhell, så slett den.
---
Several documents in one file

**What.** The file has a line of three hyphens (---) and a new document after it.

**Why.** Each file is one version of one document. The second would never be checked or shown.

**Wrong**

```yaml
format: 1
kind: agreement
---                # her begynner et nytt dokument
format: 1
kind: agreement
```

**Right**

```yaml
format: 1
kind: agreement
```

**How to mend it.** Move the second document to a file of its own. Where the line is there by accident, delete
it.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
