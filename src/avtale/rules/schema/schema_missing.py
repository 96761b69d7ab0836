"""Et felt mangler

**Hva.** Et felt som dokumentet må ha, er ikke der.

**Hvorfor.** Uten det kan dokumentet ikke vises, finnes igjen eller følges opp.

**Galt**

```yaml
control_header:
  title: Samarbeid NAV og OT
```

**Riktig**

```yaml
control_header:
  title: Samarbeid NAV og OT
  version: '1.00'
```

**Slik retter du.** Legg til feltet der meldingen peker. «avtale schema» viser hva det kan inneholde.
---
A field is missing

**What.** A field that the document must have is not there.

**Why.** Without it the document cannot be shown, found or followed up.

**Wrong**

```yaml
control_header:
  title: Samarbeid NAV og OT
```

**Right**

```yaml
control_header:
  title: Samarbeid NAV og OT
  version: '1.00'
```

**How to mend it.** Add the field where the message points. “avtale schema” shows what it can hold.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
