"""For mange nivåer inni hverandre

**Hva.** Filen har flere nivåer inni hverandre enn noe dokument trenger.

**Hvorfor.** Det er nesten alltid en parentes for mye, eller en fil som er laget for å skade.

**Galt**

```yaml
roles: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
```

**Riktig**

```yaml
roles: []
```

**Slik retter du.** Se etter en hakeparentes eller krøllparentes for mye der meldingen peker.
---
Too many levels inside each other

**What.** The file has more levels inside each other than any document needs.

**Why.** It is nearly always a bracket too many, or a file made to do harm.

**Wrong**

```yaml
roles: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
```

**Right**

```yaml
roles: []
```

**How to mend it.** Look for a bracket or brace too many where the message points.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
