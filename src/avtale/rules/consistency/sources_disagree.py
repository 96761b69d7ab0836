"""Kildene sier hver sitt

**Hva.** Dokumentet fører opp at kildene det bygger på, ikke er enige.

**Hvorfor.** Det er riktig å vise det. Men noen må avgjøre hva som skal gjelde, før noen handler etter det.

**Galt**

```yaml
disagreements:
  - id: days
    about: Hvor mange dager veilederen er på skolen
    readings:
      - {value: tre eller fire, source: '[1]'}
      - {value: fire, source: '[2]'}
```

**Riktig**

```yaml
presence:
  - {id: a, who: adviser, place: skolen, place_id: school, days_per_week: {min: 4, max: 4}}
```

**Slik retter du.** Spør den som eier kildene. Når det er avgjort, skriver du svaret der det hører hjemme og
sletter uenigheten.
---
The sources disagree

**What.** The document records that the sources it builds on do not agree.

**Why.** It is right to show it. But someone must decide what shall hold before anyone acts on it.

**Wrong**

```yaml
disagreements:
  - id: days
    about: Hvor mange dager veilederen er på skolen
    readings:
      - {value: tre eller fire, source: '[1]'}
      - {value: fire, source: '[2]'}
```

**Right**

```yaml
presence:
  - {id: a, who: adviser, place: skolen, place_id: school, days_per_week: {min: 4, max: 4}}
```

**How to mend it.** Ask the owner of the sources. Once it is decided, write the answer where it belongs and
delete the disagreement.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import Disagreement
from avtale.rules.rule import Facts, called, fault

SEVERITY: Severity = "notice"


def check(facts: Facts) -> Iterator[Problem]:
    """Where the sources differ, both are given, and this says so."""
    for each in facts.all(Disagreement):
        read = " – ".join(
            f"{reading.value} ({called(reading.source)})" for reading in each.readings if reading.value
        )
        yield fault(
            f"{each.pointer}/about" if each.about else each.pointer,
            f"Kildene sier hver sitt om «{called(each.about, each.id)}»: {read}. Avgjør hva som skal gjelde.",
            f"The sources disagree on “{called(each.about, each.id)}”: {read}. Decide which shall hold.",
        )
