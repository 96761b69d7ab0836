"""Teksten har et bilde

**Hva.** En tekst henter inn et bilde.

**Hvorfor.** Bildet må ligge et annet sted, og det kan bli byttet ut etter at avtalen er underskrevet. Den som
ikke ser, får heller ikke vite hva det viser.

**Galt**

```yaml
scope: |
  ![Kart over regionen](kart.png)
```

**Riktig**

```yaml
scope: Avtalen gjelder i alle kommunene i regionen.
```

**Slik retter du.** Skriv det bildet viser med ord, eller legg bildet i et vedlegg.
---
The text has a picture

**What.** A text draws in a picture.

**Why.** The picture must lie elsewhere, and it can be swapped after the agreement was signed. Nor is one who
cannot see told what it shows.

**Wrong**

```yaml
scope: |
  ![Kart over regionen](kart.png)
```

**Right**

```yaml
scope: Avtalen gjelder i alle kommunene i regionen.
```

**How to mend it.** Write in words what the picture shows, or put it into an annex.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """Nothing outside the repository is drawn in."""
    for pointer, found in facts.forbidden:
        if found.kind == "image":
            yield fault(pointer, found.nb, found.en)
