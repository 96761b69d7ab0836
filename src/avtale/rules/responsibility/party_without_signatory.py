"""Ingen skriver under for parten

**Hva.** En part i avtalen har ingen under «Underskrifter».

**Hvorfor.** En part som ikke skriver under, er ikke bundet.

**Galt**

```yaml
parties:
  - id: county
  - id: nav
signatories:
  - party: county
    title: Direktør for utdanning
```

**Riktig**

```yaml
parties:
  - id: county
  - id: nav
signatories:
  - party: county
    title: Direktør for utdanning
  - party: nav
    title: Leder for NAV-kontoret
```

**Slik retter du.** Legg til en underskriver for parten, gjerne med stilling og uten navn. Skal den ikke binde
seg, så gjør den til en rolle.
---
Nobody signs for the party

**What.** A party of the agreement has nobody under “Signatories”.

**Why.** A party that does not sign is not bound.

**Wrong**

```yaml
parties:
  - id: county
  - id: nav
signatories:
  - party: county
    title: Direktør for utdanning
```

**Right**

```yaml
parties:
  - id: county
  - id: nav
signatories:
  - party: county
    title: Direktør for utdanning
  - party: nav
    title: Leder for NAV-kontoret
```

**How to mend it.** Add a signatory for the party, preferably by office and without a name. Where it shall not
bind itself, make it a role.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import Agreement
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """Only kinds that are signed; while a signatory has no party, signatory-without-party tells of it."""
    document = facts.document
    if not isinstance(document, Agreement) or any(s.party is None for s in document.signatories):
        return
    signing = {signatory.party for signatory in document.signatories}
    adopting = {adoption.party for adoption in document.adoptions}
    for party in document.parties:
        if party.id and party.id not in signing | adopting:
            name = facts.name(party.id)
            yield fault(
                party.pointer,
                f"«Underskrifter» (signatories): ingen skriver under for {name}. Legg til «- party: {party.id}» med stillingen.",
                f"“Signatories” (signatories): nobody signs for {name}. Add “- party: {party.id}” with the office.",
            )
