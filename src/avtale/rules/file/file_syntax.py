"""Filen kan ikke leses

**Hva.** Noe i skrivemåten hindrer filen i å bli lest: et innrykk, et kolon, et anførselstegn eller en
parentes.

**Hvorfor.** Før filen kan leses, kan ikke noe annet i den sjekkes.

**Galt**

```yaml
title: Samarbeid: NAV og OT
```

**Riktig**

```yaml
title: 'Samarbeid: NAV og OT'
```

**Slik retter du.** Gå til linjen meldingen nevner, og se også på den over. Bruk to mellomrom for hvert nivå.
Sett tekst med kolon, # eller klammer i anførselstegn.
---
The file cannot be read

**What.** Something in the writing keeps the file from being read: an indentation, a colon, a quote or a
bracket.

**Why.** Until the file can be read, nothing else in it can be checked.

**Wrong**

```yaml
title: Samarbeid: NAV og OT
```

**Right**

```yaml
title: 'Samarbeid: NAV og OT'
```

**How to mend it.** Go to the line in the message and look at the one above as well. Use two spaces for each
level. Put text with a colon, # or brackets in quotes.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
