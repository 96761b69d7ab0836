"""En henvisning i filen kan ikke følges

**Hva.** Filen bruker en stjerne (*navn) som i YAML betyr «det samme som et annet sted». Det stedet finnes
ikke, det peker på seg selv, eller det gjør filen enormt stor.

**Hvorfor.** Ingen kan vite hva som skal stå der. En liten fil kan på denne måten også fylle hele maskinen.

**Galt**

```yaml
scope: *samme-som-sist
```

**Riktig**

```yaml
scope: Avtalen gjelder bare samarbeidet.
```

**Slik retter du.** Skriv teksten ut. Hører stjernen til teksten, så sett teksten i anførselstegn.
---
An alias in the file cannot be followed

**What.** The file uses an asterisk (*name), which in YAML means “the same as elsewhere”. That place is not
there, points at itself, or makes the file enormous.

**Why.** Nobody can know what shall stand there. A small file can also fill a whole machine in this way.

**Wrong**

```yaml
scope: *samme-som-sist
```

**Right**

```yaml
scope: Avtalen gjelder bare samarbeidet.
```

**How to mend it.** Write the text out. Where the asterisk is part of the text, put the text in quotes.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
