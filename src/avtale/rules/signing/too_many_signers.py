"""Flere underskrivere enn signeringstjenesten tar

**Hva.** Innstillingene velger en signeringstjeneste, og dokumentet skal underskrives av flere enn den tar i ett oppdrag.

**Hvorfor.** Tjenesten avviser oppdraget. Det viser seg først når alle venter på å skrive under.

**Galt**

```yaml
signing:
  service: posten      # høyst 10, og avtalen har 11 som skal skrive under
```

**Riktig**

```yaml
signing:
  service: none        # partene underskriver med egne nøkler, uten noen slik grense
```

**Slik retter du.** La partene som kan, vedta avtalen i et organ («adoptions») i stedet for å skrive under, eller del den i
en rammeavtale og flere mindre. Har dere avtalt andre grenser med tjenesten, så sett dem under «signing: limits:».
---
More signers than the signing service takes

**What.** The settings choose a signing service, and more are to sign the document than it takes in one request.

**Why.** The service turns the request down. That shows only when everyone is waiting to sign.

**Wrong**

```yaml
signing:
  service: posten      # høyst 10, og avtalen har 11 som skal skrive under
```

**Right**

```yaml
signing:
  service: none        # partene underskriver med egne nøkler, uten noen slik grense
```

**How to mend it.** Let the parties that can, adopt the agreement in a body (“adoptions”) instead of signing, or divide it
into a framework and several smaller ones. Where you have other limits with the service, set them under
“signing: limits:”.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.signing import required_fields
from avtale.rules.rule import Facts, fault
from avtale.rules.signing._shared import limits

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """By the fields that the page reserves for signatures."""
    found = limits(facts)
    if found is None or found.signers is None:
        return
    count = len(required_fields(facts.document))
    if count > found.signers:
        there = "signatories" in facts.entry.source.data
        yield fault(
            "/signatories" if there else "/parties",
            f"«Underskrifter» (signatories): {count} skal skrive under, og {found.said('nb')} tar høyst {found.signers}. "
            "La noen vedta i stedet, eller del avtalen.",
            f"“Signatories” (signatories): {count} are to sign, and {found.said('en')} takes at most {found.signers}. "
            "Let some adopt instead, or divide the agreement.",
            on_key=True,
        )
