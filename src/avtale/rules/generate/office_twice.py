"""Samme kontor to ganger i listen

**Hva.** To rader i kontorlisten er det samme kontoret: samme navn, organisasjonsnummer, Dok.id. eller nøkkel.

**Hvorfor.** Hvilken av dem som er riktig, vet bare den som skrev listen. Ingen av dem er tatt inn; de andre kontorene er.

**Galt**

```csv
Kontor;Telefon
NAV Eksempelvik;00 00 00 01
Nav Eksempelvik;00 00 00 02
```

**Riktig**

```csv
Kontor;Telefon
NAV Eksempelvik;00 00 00 02
```

**Slik retter du.** Slett den raden som er gammel. Er det to kontorer med samme navn, så gi hvert sin nøkkel i en kolonne «Nøkkel».
---
The same office twice in the list

**What.** Two rows of the list of offices are the same office: the same name, organisation number, document id or key.

**Why.** Which of them is right, only the one who wrote the list knows. Neither was taken in; the other offices were.

**Wrong**

```csv
Kontor;Telefon
NAV Eksempelvik;00 00 00 01
Nav Eksempelvik;00 00 00 02
```

**Right**

```csv
Kontor;Telefon
NAV Eksempelvik;00 00 00 02
```

**How to mend it.** Delete the row that is old. If they are two offices of the same name, give each a key in a column “Nøkkel”.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
