"""Teksten inneholder malkode

**Hva.** En tekst har tegn som hører hjemme i en mal: «{{», «{%» eller «{#».

**Hvorfor.** Tekst blir aldri kjørt som mal. Leseren ville sett koden i stedet for det den skulle sette inn.

**Galt**

```yaml
scope: "Avtalen gjelder {{ kommune }}."
```

**Riktig**

```yaml
scope: Avtalen gjelder Nordlia kommune.
```

**Slik retter du.** Skriv det koden skulle sette inn. Kommer teksten fra en annen mal, så fyll den ut først.
---
The text holds template code

**What.** A text has signs that belong in a template: “{{”, “{%” or “{#”.

**Why.** Text is never run as a template. The reader would see the code instead of what it was to put in.

**Wrong**

```yaml
scope: "Avtalen gjelder {{ kommune }}."
```

**Right**

```yaml
scope: Avtalen gjelder Nordlia kommune.
```

**How to mend it.** Write what the code was to put in. Where the text comes from another template, fill that
in first.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """In any text, since none of them is ever a template."""
    for pointer, found in facts.forbidden:
        if found.kind == "template":
            yield fault(pointer, found.nb, found.en)
