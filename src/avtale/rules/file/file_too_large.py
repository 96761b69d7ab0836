"""Filen er for stor

**Hva.** Filen er større enn én megabyte.

**Hvorfor.** En avtale på tolv sider er på noen titalls kilobyte. En så stor fil har trolig fått med noe som
ikke hører hjemme i teksten.

**Galt**

```yaml
scope: '… en million tegn limt inn her …'
```

**Riktig**

```yaml
annexes:
  - title: Skoler i fylket
    file: skoler.pdf
```

**Slik retter du.** Flytt bilder, tabeller og lister til vedlegg, eller del dokumentet i flere.
---
The file is too large

**What.** The file is larger than one megabyte.

**Why.** An agreement of twelve pages has some tens of kilobytes. So large a file has probably caught
something that does not belong in the text.

**Wrong**

```yaml
scope: '… en million tegn limt inn her …'
```

**Right**

```yaml
annexes:
  - title: Skoler i fylket
    file: skoler.pdf
```

**How to mend it.** Move pictures, tables and lists to annexes, or split the document.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
