"""Loggfilen ligger feil

**Hva.** En fil i loggen skal hete dagen fristen falt på og id-en til plikten, og ligge i mappen med dokumentets
nøkkel. Denne heter noe annet enn det som står i den.

**Hvorfor.** Navnet gjør at samme plikt ikke kan føres to ganger for samme frist. En fil som sier noe annet enn
navnet sitt, teller ikke, og plikten står som ikke utført.

**Galt**

```yaml
# log/eksempel-nav/2027-04-30-evaluation.yaml
key: eksempel-nav
duty: evaluation
occurrence: 2027-04-12
```

**Riktig**

```yaml
# log/eksempel-nav/2027-04-30-evaluation.yaml
key: eksempel-nav
duty: evaluation
occurrence: 2027-04-30
done_on: 2027-04-12
```

**Slik retter du.** Sett «Frist» (occurrence) til dagen dokumentet gir, og «Gjort dato» (done_on) til dagen det
ble gjort. Gi filen navnet meldingen nevner.
---
The log file lies in the wrong place

**What.** A file of the log shall be named by the day the duty fell due and the duty's id, and lie in the folder of
the document's key. This one is named otherwise than what stands in it.

**Why.** The name keeps one duty from being written down twice for the same day. A file that says something else
than its name does not count, and the duty stands as not done.

**Wrong**

```yaml
# log/eksempel-nav/2027-04-30-evaluation.yaml
key: eksempel-nav
duty: evaluation
occurrence: 2027-04-12
```

**Right**

```yaml
# log/eksempel-nav/2027-04-30-evaluation.yaml
key: eksempel-nav
duty: evaluation
occurrence: 2027-04-30
done_on: 2027-04-12
```

**How to mend it.** Let `occurrence` be the day the document gives and `done_on` the day it was done. Give the
file the name in the message.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
