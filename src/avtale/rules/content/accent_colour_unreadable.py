"""Fargen i innstillingene er for lys

**Hva.** `rendering.accent_colour` brukes til overskrifter og lenker, og bak hvit tekst. Den er for lys til det:
kontrasten skal være minst 4,5 : 1, både mot hvitt og mot de grå feltene. Funnet sier hvor stor den er.

**Hvorfor.** Kravet til universell utforming (WCAG 2.1, 1.4.3) gjelder hver side. Til fargen er rettet, får dokumentene
avtales egen farge i stedet.

**Galt**

```yaml
rendering:
  accent_colour: "#ffff00"
```

**Riktig**

```yaml
rendering:
  accent_colour: "#00549f"
```

**Slik retter du.** Velg en mørkere utgave av fargen.
---
The colour of the settings is too light

**What.** `rendering.accent_colour` is used for headings and links, and behind white text. It is too light for that: the
contrast has to be at least 4.5 : 1, both with white and with the grey panels. The finding says what it is.

**Why.** The accessibility requirement (WCAG 2.1, 1.4.3) holds for every page. Until the colour is mended, documents get
avtale's own colour instead.

**Wrong**

```yaml
rendering:
  accent_colour: "#ffff00"
```

**Right**

```yaml
rendering:
  accent_colour: "#00549f"
```

**How to mend it.** Choose a darker shade of the colour.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.repository import Repository
from avtale.findings import Severity
from avtale.format.contrast import ENOUGH, shown, worst
from avtale.rules.rule import Located, fault

SEVERITY: Severity = "warning"


def check_repository(repository: Repository, history: History | None) -> Iterator[Located]:
    """The colour of the settings; one that is none is the schema's to tell of."""
    del history
    rendering, source = repository.settings.rendering, repository.settings_source
    colour = rendering.accent_colour if rendering else None
    ratio = worst(colour) if colour else None
    if source is None or ratio is None or ratio >= ENOUGH:
        return
    yield (
        source,
        fault(
            "/rendering/accent_colour",
            f"Fargen {colour} er for lys: kontrasten er {shown(ratio)}, og den skal være minst 4,5 : 1. Velg en mørkere.",
            f"The colour {colour} is too light: its contrast is {shown(ratio, 'en')}, and has to be at least 4.5 : 1. "
            "Choose a darker one.",
        ),
    )
