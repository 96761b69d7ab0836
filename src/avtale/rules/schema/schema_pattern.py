"""Verdien har feil form

**Hva.** Noen felter har en fast form: en nøkkel har små bokstaver, en versjon er tall med punktum, et tidsrom
er et tall og en enhet. Verdien her er skrevet annerledes.

**Hvorfor.** Formen gjør at verdien kan brukes: til filnavn, til å regne ut en dato, til å finne den nyeste
versjonen.

**Galt**

```yaml
validity:
  notice: tre måneder
```

**Riktig**

```yaml
validity:
  notice: 3 months
```

**Slik retter du.** Skriv verdien slik meldingen forklarer.
---
The value has the wrong form

**What.** Some fields have a fixed form: a key has lower case, a version is digits and dots, a period is a
number and a unit. The value here is written otherwise.

**Why.** The form is what makes the value useful: for file names, for working out a date, for finding the
newest version.

**Wrong**

```yaml
validity:
  notice: tre måneder
```

**Right**

```yaml
validity:
  notice: 3 months
```

**How to mend it.** Write the value as the message explains.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
