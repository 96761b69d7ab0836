"""Tallet er for stort eller for lite

**Hva.** Et tall ligger utenfor det feltet kan ha, for eksempel måned 13.

**Hvorfor.** Et slikt tall er nesten alltid en skrivefeil, og ingen frist kan regnes ut av det.

**Galt**

```yaml
evaluation:
  month: 13
```

**Riktig**

```yaml
evaluation:
  month: 4
```

**Slik retter du.** Rett tallet. Meldingen sier hva som er mulig.
---
The number is too large or too small

**What.** A number lies outside what the field can hold, such as month 13.

**Why.** Such a number is nearly always a slip, and no deadline can be worked out from it.

**Wrong**

```yaml
evaluation:
  month: 13
```

**Right**

```yaml
evaluation:
  month: 4
```

**How to mend it.** Correct the number. The message says what is possible.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
