"""Samme felt to ganger

**Hva.** Et felt står to ganger på samme sted i filen.

**Hvorfor.** Bare det ene kan gjelde, og ulike programmer velger ulikt.

**Galt**

```yaml
validity:
  from: 2026-08-01
  from: 2026-09-01
```

**Riktig**

```yaml
validity:
  from: 2026-09-01
```

**Slik retter du.** Behold det riktige, og slett det andre. Meldingen sier hvor det første står.
---
The same field twice

**What.** A field stands twice in the same place of the file.

**Why.** Only one can hold, and different programs choose differently.

**Wrong**

```yaml
validity:
  from: 2026-08-01
  from: 2026-09-01
```

**Right**

```yaml
validity:
  from: 2026-09-01
```

**How to mend it.** Keep the right one and delete the other. The message says where the first stands.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
