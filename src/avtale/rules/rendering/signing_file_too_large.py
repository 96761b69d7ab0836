"""Filen er større enn signeringstjenesten tar

**Hva.** Innstillingene velger en signeringstjeneste, eller setter en grense selv, og PDF-en eller et vedlegg er større.
Det sees først når PDF-en lages.

**Hvorfor.** Tjenesten tar ikke imot filen.

**Galt**

```yaml
signing:
  service: posten      # høyst 10 MB, og et vedlegg er på 14 MB
```

**Riktig**

```yaml
signing:
  service: none        # partene underskriver med egne nøkler, uten noen slik grense
```

**Slik retter du.** Gjør bildene i vedlegget mindre, eller del det. Har dere avtalt en annen grense med tjenesten, så sett
den under «signing: limits: megabytes:».
---
The file is larger than the signing service takes

**What.** The settings choose a signing service, or set a limit themselves, and the PDF or an annex is larger. That is seen
only when the PDF is made.

**Why.** The service does not take the file.

**Wrong**

```yaml
signing:
  service: posten      # høyst 10 MB, og et vedlegg er på 14 MB
```

**Right**

```yaml
signing:
  service: none        # partene underskriver med egne nøkler, uten noen slik grense
```

**How to mend it.** Make the pictures of the annex smaller, or divide it. Where you have another limit with the service, set
it under “signing: limits: megabytes:”.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
