"""Feltet finnes ikke

**Hva.** Et feltnavn er skrevet feil, står på feil sted, eller finnes ikke i dette dokumentslaget.

**Hvorfor.** Innholdet ville aldri blitt vist eller sjekket. Det er verre enn en feilmelding.

**Galt**

```yaml
validity:
  gjelder_fra: 2026-08-01
```

**Riktig**

```yaml
validity:
  from: 2026-08-01
```

**Slik retter du.** Bruk navnet meldingen foreslår, eller flytt feltet dit det hører hjemme. Feltene heter det
samme på alle språk.
---
There is no such field

**What.** A field's name is misspelt, stands in the wrong place, or does not exist in this kind of document.

**Why.** Its content would never be shown or checked. That is worse than a message.

**Wrong**

```yaml
validity:
  gjelder_fra: 2026-08-01
```

**Right**

```yaml
validity:
  from: 2026-08-01
```

**How to mend it.** Use the name in the message, or move the field to where it belongs. The fields have the
same names in every language.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
