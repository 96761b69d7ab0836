"""Datoen er ikke skrevet som år-måned-dag

**Hva.** Et felt for en dag har noe annet enn en dag som finnes, skrevet slik: 2026-08-01.

**Hvorfor.** 01.02.2026 er 1. februar for noen og 2. januar for andre. Med år først er det ingen tvil, og
frister kan regnes ut.

**Galt**

```yaml
validity:
  from: 01.08.2026
```

**Riktig**

```yaml
validity:
  from: 2026-08-01
```

**Slik retter du.** Skriv år, måned og dag med bindestrek. Meldingen gir den riktige formen der den kan.
---
The date is not written year-month-day

**What.** A field for a day holds something other than a day that exists, written like this: 2026-08-01.

**Why.** 01.02.2026 is 1 February to some and 2 January to others. With the year first there is no doubt, and
deadlines can be worked out.

**Wrong**

```yaml
validity:
  from: 01.08.2026
```

**Right**

```yaml
validity:
  from: 2026-08-01
```

**How to mend it.** Write year, month and day with hyphens. The message gives the right form where it can.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
