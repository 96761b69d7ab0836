"""Feltet er tomt

**Hva.** Et felt står der, men har ikke noe innhold.

**Hvorfor.** Et tomt felt kan bety at noe skal komme, eller at noe ikke gjelder. Leseren vet ikke hvilket.

**Galt**

```yaml
subject:
```

**Riktig**

```yaml
subject: Samarbeid om oppfølging av unge
```

**Slik retter du.** Fyll inn, eller slett linjen.
---
The field is empty

**What.** A field stands there without content.

**Why.** An empty field may mean that something is to come, or that it does not apply. The reader cannot tell.

**Wrong**

```yaml
subject:
```

**Right**

```yaml
subject: Samarbeid om oppfølging av unge
```

**How to mend it.** Fill it in, or delete the line.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
