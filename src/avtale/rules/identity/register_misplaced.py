"""Hendelsen ligger i feil mappe

**Hva.** En fil i registeret skal ligge i mappen med sin egen nøkkel og versjon, og hete det hendelsen er.

**Hvorfor.** Lå den et annet sted, kunne en godkjenning gå god for et annet dokument. Derfor teller den ikke.

**Galt**

```yaml
# register/eksempel-nav/2.00/approval.yaml
key: eksempel-nav
version: '1.00'
```

**Riktig**

```yaml
# register/eksempel-nav/1.00/approval.yaml
key: eksempel-nav
version: '1.00'
```

**Slik retter du.** Flytt filen til mappen meldingen nevner. Ble den kopiert fra et annet dokument, så slett
kopien og godkjenn dette dokumentet for seg.
---
The event lies in the wrong folder

**What.** A file of the register lies in the folder of its own key and version and is named by what the event
is.

**Why.** Elsewhere an approval could vouch for another document. So it does not count.

**Wrong**

```yaml
# register/eksempel-nav/2.00/approval.yaml
key: eksempel-nav
version: '1.00'
```

**Right**

```yaml
# register/eksempel-nav/1.00/approval.yaml
key: eksempel-nav
version: '1.00'
```

**How to mend it.** Move the file to the folder in the message. Where it was copied from another document,
delete the copy and approve this document by itself.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
