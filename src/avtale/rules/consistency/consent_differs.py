"""Samtykke kreves ett sted og bare ved behov et annet

**Hva.** En handling i avtalen krever samtykke, og en annen krever det bare ved behov.

**Hvorfor.** Den som følger rutinen, må vite når opplysninger kan deles. Sier avtalen to ting, blir det delt
for mye eller for lite.

**Galt**

```yaml
actions:
  - id: obtain-consent
    consent: when_needed
  - id: share-plan
    consent: required
```

**Riktig**

```yaml
actions:
  - id: obtain-consent
    consent: required
  - id: share-plan
    consent: required
```

**Slik retter du.** Bli enige om når samtykke trengs, og skriv det samme begge steder. Er forskjellen ment, så
legg inn et unntak som sier hvorfor.
---
Consent is required in one place and only when needed in another

**What.** One action of the agreement requires consent, and another requires it only when needed.

**Why.** Whoever follows the routine must know when information may be shared. Where the agreement says two
things, too much is shared or too little.

**Wrong**

```yaml
actions:
  - id: obtain-consent
    consent: when_needed
  - id: share-plan
    consent: required
```

**Right**

```yaml
actions:
  - id: obtain-consent
    consent: required
  - id: share-plan
    consent: required
```

**How to mend it.** Agree on when consent is needed and write the same in both places. Where the difference is
meant, add a silence that says why.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import Duty
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """Told where consent is the weaker (seed 004, §6 A and B)."""
    duties = facts.all(Duty)
    required = next((duty for duty in duties if duty.consent == "required"), None)
    if required is None:
        return
    for duty in duties:
        if duty.consent == "when_needed":
            where, where_en = facts.spot(required)
            yield fault(
                f"{duty.pointer}/consent",
                f"«Samtykke» (consent): bare ved behov her, men alltid i {where}. "
                "Skriv det samme begge steder, eller gi et unntak med grunn.",
                f"“Consent” (consent): only when needed here, but always in {where_en}. "
                "Write the same in both places, or add a silence with a reason.",
            )
