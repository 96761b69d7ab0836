"""Filen kan ikke leses

**Hva.** Filen, eller mappen, ligger i samlingen, men systemet gir oss ikke innholdet: du mangler tilgang, disken feiler,
eller filen ble borte mens vi leste. De andre filene er sjekket som vanlig.

**Hvorfor.** Ingen vet hva som står i den. Er det en avtale, er den ikke sjekket. Er det en godkjenning i registeret,
teller den ikke.

**Galt**

```yaml
# agreements/ot/avtale-1.00.yaml, som bare kari har lov til å lese
```

**Riktig**

```yaml
# agreements/ot/avtale-1.00.yaml, som alle med tilgang til samlingen har lov til å lese
format: 1
kind: agreement
```

**Slik retter du.** Gi deg selv lov til å lese filen, eller be den som eier den. Hent den på nytt fra git hvis disken er
skadet. Hører den ikke til i samlingen, så flytt den ut. Ble den borte mens vi leste, så kjør en gang til.
---
The file cannot be read

**What.** The file, or folder, lies in the repository, but the system does not give us its content: you have no access, the
disk fails, or the file went away while we read. The other files were checked as usual.

**Why.** Nobody knows what stands in it. An agreement was not checked. An approval in the register does not count.

**Wrong**

```yaml
# agreements/ot/avtale-1.00.yaml, which only kari may read
```

**Right**

```yaml
# agreements/ot/avtale-1.00.yaml, which all with access to the repository may read
format: 1
kind: agreement
```

**How to mend it.** Give yourself leave to read the file, or ask its owner. Fetch it anew from git where the disk is damaged.
Move it out where it does not belong in the repository. Where it went away while we read, run again.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
