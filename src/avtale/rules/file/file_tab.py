"""Innrykk med tabulator

**Hva.** En linje er rykket inn med tabulatortasten.

**Hvorfor.** En tabulator er bred på én skjerm og smal på en annen. Derfor er den ikke tillatt som innrykk.

**Galt**

```yaml
validity:
→ from: 2026-08-01     # pilen er en tabulator
```

**Riktig**

```yaml
validity:
  from: 2026-08-01
```

**Slik retter du.** Bytt tabulatoren med mellomrom, to for hvert nivå. De fleste redigeringsprogrammer kan
gjøre det for hele filen.
---
Indentation by tab

**What.** A line is indented with the tab key.

**Why.** A tab is wide on one screen and narrow on another. So it is not allowed for indentation.

**Wrong**

```yaml
validity:
→ from: 2026-08-01     # pilen er en tabulator
```

**Right**

```yaml
validity:
  from: 2026-08-01
```

**How to mend it.** Replace the tab by spaces, two for each level. Most editors can do so for the whole file.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
