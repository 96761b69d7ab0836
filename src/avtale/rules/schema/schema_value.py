"""Verdien er ikke blant de tillatte

**Hva.** Feltet kan bare ha noen få ord, og dette er ikke ett av dem.

**Hvorfor.** Ordene styrer hva programmet gjør: hva som er et krav, når noen minnes på det, hvordan det vises.

**Galt**

```yaml
strength: må
```

**Riktig**

```yaml
strength: shall
```

**Slik retter du.** Velg ett av ordene meldingen nevner.
---
The value is not among those allowed

**What.** The field can hold only a few words, and this is none of them.

**Why.** The words decide what avtale does: what is demanded, when someone is reminded, how it is shown.

**Wrong**

```yaml
strength: må
```

**Right**

```yaml
strength: shall
```

**How to mend it.** Choose one of the words in the message.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
