"""Dokumentet det bygger på, gjelder ikke lenger

**Hva.** Dokumentet over er utløpt eller trukket tilbake, og ingenting har tatt over.

**Hvorfor.** En rutine har sin kraft fra avtalen. Er avtalen borte, binder rutinen ingen.

**Galt**

```yaml
based_on:
  - key: eksempel-nav     # gjaldt til 31.07.2026
    version: '1.00'
```

**Riktig**

```yaml
based_on:
  - key: eksempel-nav     # gjelder til 31.07.2029
    version: '2.00'
```

**Slik retter du.** Forny eller erstatt dokumentet over, og bygg på den nye versjonen. Eller trekk dette
dokumentet tilbake.
---
The document it is based on no longer holds

**What.** The document above has expired or was withdrawn, and nothing has taken over.

**Why.** A routine has its force from the agreement. With the agreement gone it binds nobody.

**Wrong**

```yaml
based_on:
  - key: eksempel-nav     # gjaldt til 31.07.2026
    version: '1.00'
```

**Right**

```yaml
based_on:
  - key: eksempel-nav     # gjelder til 31.07.2029
    version: '2.00'
```

**How to mend it.** Renew or replace the document above, and base this one on the new version. Or withdraw
this document.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.state import state
from avtale.findings import Problem, Severity
from avtale.format.dates import short
from avtale.rules.chain._said import line, links, name
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """Where something has taken over, the document is suspect instead."""
    for link in links(facts):
        if link.parent is None or link.in_circle:
            continue
        now = state(link.parent, facts.repository, facts.on)
        above = name(link.parent)
        if now.name == "expired" and now.span.end is not None:
            yield fault(
                line(link),
                f"«Bygger på» (based_on): {above} gikk ut {short(now.span.end)}, og ingenting har tatt over. Forny det, "
                "eller trekk dette dokumentet tilbake.",
                f"“Based on” (based_on): {above} ended {now.span.end} and nothing has taken over. Renew it, "
                "or withdraw this document.",
            )
        elif now.name == "withdrawn":
            yield fault(
                line(link),
                f"«Bygger på» (based_on): {above} er trukket tilbake. Bygg på et dokument som gjelder, eller trekk også "
                "dette tilbake.",
                f"“Based on” (based_on): {above} was withdrawn. Base this on a document that holds, or withdraw it too.",
            )
