"""Grunnlinjen har vokst

**Hva.** Grunnlinjen godtar et funn som den ikke godtok der grenen skilte lag med hovedgrenen i git, i en fil som fantes
da. Gjelder det filer som er kommet til siden, er det bare en merknad om hvor mange funn som blir tatt inn. Det sjekkes med
`--baseline` når hele samlingen sjekkes.

**Hvorfor.** Grunnlinjen er for det som var galt da avtalene ble tatt inn. Kan den som gjør en ny feil, også godta den, i
samme endring, stopper kontrollen ingenting.

**Galt**

```yaml
# agreements/baseline.json, med en linje mer enn i main
{"format": 1, "baseline": [
  {"code": "unsigned", "file": "agreements/gamle/eksempel-nav-1.00.yaml", "pointer": "", "content": ""},
  {"code": "meeting-without-cadence", "file": "agreements/gamle/eksempel-nav-1.00.yaml", "pointer": "/meetings/[id=contact]", "content": ""}
]}
```

**Riktig**

```yaml
# agreements/baseline.json, som i main
{"format": 1, "baseline": [
  {"code": "unsigned", "file": "agreements/gamle/eksempel-nav-1.00.yaml", "pointer": "", "content": ""}
]}
```

**Slik retter du.** Ta bort linjen, og rett funnet. Er det noe dere har bestemt skal være slik, eller som en ny utgave av
avtale har begynt å si fra om, så skriv et unntak med grunn (`silences`). Har filen fått et annet navn, er den ny her.
---
The baseline has grown

**What.** The baseline accepts a finding that it did not where the branch parted from the main branch in git, in a file
that was there then. For files that have come since, it is only a notice of how many findings are taken in. It is looked
at with `--baseline` when the whole repository is checked.

**Why.** The baseline is for what was wrong when the agreements were taken in. Where whoever makes a new fault may accept
it too, in the same change, the check stops nothing.

**Wrong**

```yaml
# agreements/baseline.json, with one line more than in main
{"format": 1, "baseline": [
  {"code": "unsigned", "file": "agreements/gamle/eksempel-nav-1.00.yaml", "pointer": "", "content": ""},
  {"code": "meeting-without-cadence", "file": "agreements/gamle/eksempel-nav-1.00.yaml", "pointer": "/meetings/[id=contact]", "content": ""}
]}
```

**Right**

```yaml
# agreements/baseline.json, as in main
{"format": 1, "baseline": [
  {"code": "unsigned", "file": "agreements/gamle/eksempel-nav-1.00.yaml", "pointer": "", "content": ""}
]}
```

**How to mend it.** Take the line away, and mend the finding. What you have decided shall be so, or what a new release of
avtale has begun to tell of, gets a silence with a reason (`silences`). A file under another name is new here.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
