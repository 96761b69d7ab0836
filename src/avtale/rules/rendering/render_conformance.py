"""PDF-en holder ikke standarden den oppgir

**Hva.** PDF-en sier at den er PDF/A og PDF/UA. Den ble prøvd da den var ferdig, og noe i den bryter et punkt i en av
standardene. Funnet nevner punktet.

**Hvorfor.** Et arkiv kan avvise filen, og en skjermleser kan lese den feil. Det en fil oppgir, skal den holde: uten
`--force` blir den ikke skrevet, og den kan ikke underskrives.

**Galt**

```css
.frist { opacity: 0.6; }
```

**Riktig**

```css
.frist { color: rgba(27, 35, 38, 0.75); }
```

**Slik retter du.** Rett det meldingen nevner, i teksten eller i malen i agreements/overrides/. Er malen vår egen, er
feilen vår: meld fra.
---
The PDF does not keep the standard that it claims

**What.** The PDF says that it is PDF/A and PDF/UA. It was judged when it was finished, and something in it breaks a
clause of one of them. The finding names the clause.

**Why.** An archive may turn the file away, and a screen reader may read it wrongly. What a file claims it has to keep:
without `--force` it is not written, and it cannot be signed.

**Wrong**

```css
.frist { opacity: 0.6; }
```

**Right**

```css
.frist { color: rgba(27, 35, 38, 0.75); }
```

**How to mend it.** Mend what the message names, in the text or in the template in agreements/overrides/. Where the
template is ours, the fault is ours: tell us.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
