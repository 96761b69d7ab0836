"""Rutinen og kontorlisten er endret hver for seg

**Hva.** Siden rutinen sist ble laget av listen, er det samme endret både i filen og i listen, til to forskjellige ting.
Det gjelder også contacts.yaml.

**Hvorfor.** Det du har skrevet for hånd, blir aldri skrevet over. Funnet viser begge tekstene; ingenting er skrevet for
kontoret før en av dem er valgt.

**Galt**

```yaml
# I filen, rettet for hånd; listen sier nå Storgata 3
address: Storgata 2
```

**Riktig**

```yaml
address: Storgata 3
```

**Slik retter du.** Er listen riktig, så skriv det samme i filen. Er filen riktig, så rett listen, eller kjør med `--mine`: da
står det i filen, og listen blir regnet som sett.
---
The routine and the list of offices were each changed

**What.** Since the routine was last made from the list, the same was changed both in the file and in the list, to two
different things. That goes for contacts.yaml as well.

**Why.** What you wrote by hand is never overwritten. The finding shows both texts; nothing was written for the office until
one of them is chosen.

**Wrong**

```yaml
# In the file, corrected by hand; the list now says Storgata 3
address: Storgata 2
```

**Right**

```yaml
address: Storgata 3
```

**How to mend it.** If the list is right, write the same in the file. If the file is right, correct the list, or run with
`--mine`: then the file stands, and the list counts as seen.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
