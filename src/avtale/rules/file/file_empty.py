"""Filen er tom

**Hva.** Filen har ikke noe innhold, eller bare kommentarer.

**Hvorfor.** En tom fil i samlingen er som regel et dokument som gikk tapt, eller et som aldri ble påbegynt.

**Galt**

```yaml
# bare en kommentar
```

**Riktig**

```yaml
format: 1
kind: agreement
```

**Slik retter du.** Hent innholdet tilbake fra git, lag et utkast med «avtale new», eller slett filen.
---
The file is empty

**What.** The file has no content, or only comments.

**Why.** An empty file in the repository is mostly a document that was lost, or one that was never begun.

**Wrong**

```yaml
# bare en kommentar
```

**Right**

```yaml
format: 1
kind: agreement
```

**How to mend it.** Restore the content from git, make a draft with “avtale new”, or delete the file.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
