"""Ulikt antall dager på samme sted

**Hva.** To punkter om tilstedeværelse gjelder samme sted og oppgir ulikt antall dager i uka.

**Hvorfor.** Skolen og kontoret planlegger etter hvert sitt tall.

**Galt**

```yaml
presence:
  - {id: a, who: adviser, place: skolen, place_id: school, days_per_week: {min: 3, max: 4}}
  - {id: b, who: adviser, place: skolen, place_id: school, days_per_week: {min: 4, max: 4}}
```

**Riktig**

```yaml
presence:
  - {id: a, who: adviser, place: skolen, place_id: school, days_per_week: {min: 4, max: 4}}
```

**Slik retter du.** Skriv det samme tallet begge steder, eller behold bare det ene punktet. Er det to
forskjellige steder, så gi dem hver sin «place_id».
---
Different days at the same place

**What.** Two entries of presence concern one place and give different days a week.

**Why.** School and office plan by different numbers.

**Wrong**

```yaml
presence:
  - {id: a, who: adviser, place: skolen, place_id: school, days_per_week: {min: 3, max: 4}}
  - {id: b, who: adviser, place: skolen, place_id: school, days_per_week: {min: 4, max: 4}}
```

**Right**

```yaml
presence:
  - {id: a, who: adviser, place: skolen, place_id: school, days_per_week: {min: 4, max: 4}}
```

**How to mend it.** Write the same number in both, or keep only one entry. Where the places are two, give each
a “place_id” of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import Presence, Quantity
from avtale.rules.rule import Facts, called, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """Three to four days and four days (seeds 000 and 001)."""
    first: dict[tuple[str, str | None], tuple[Presence, Quantity]] = {}
    for presence in facts.all(Presence):
        days, place = presence.days_per_week, presence.place_id
        if days is None or place is None:
            continue
        earlier, wanted = first.setdefault((place, presence.who), (presence, days))
        if (days.min, days.max) == (wanted.min, wanted.max):
            continue
        yield fault(
            days.pointer,
            f"«Dager i uka» (days_per_week): {_told(days)} på «{called(presence.place, presence.id)}», men {_told(wanted)} på "
            f"«{called(earlier.place, earlier.id)}» ({earlier.pointer}), som er samme sted. Skriv det samme tallet.",
            f"“Days a week” (days_per_week): {_told(days)} at “{called(presence.place, presence.id)}”, but {_told(wanted)} at "
            f"“{called(earlier.place, earlier.id)}” ({earlier.pointer}), the same place. Write the same number.",
            on_key=True,
        )


def _told(days: Quantity) -> str:
    numbers = dict.fromkeys(str(number) for number in (days.min, days.max) if number is not None)
    return "–".join(numbers) or "?"
