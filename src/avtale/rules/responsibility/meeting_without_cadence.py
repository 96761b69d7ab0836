"""Møtet har ingen hyppighet

**Hva.** Avtalen lover et møte, men sier ikke hvor ofte det holdes.

**Hvorfor.** «Jevnlig» kan bety hver uke og hvert tredje år. Møtet kan da ikke komme i kalenderen, og ingen
merker at det uteblir.

**Galt**

```yaml
meetings:
  - id: local-meeting
    title: Lokalt samarbeidsmøte
    convened_by: adviser
```

**Riktig**

```yaml
meetings:
  - id: local-meeting
    title: Lokalt samarbeidsmøte
    convened_by: adviser
    every: 3 months
    month: 2
```

**Slik retter du.** Sett «every» til hvor ofte, for eksempel «3 months», og gjerne «month» til måneden for
årets første møte.
---
The meeting has no cadence

**What.** The agreement promises a meeting and does not say how often it is held.

**Why.** “Regularly” may mean every week or every third year. The meeting cannot enter a calendar, and nobody
notices that it is not held.

**Wrong**

```yaml
meetings:
  - id: local-meeting
    title: Lokalt samarbeidsmøte
    convened_by: adviser
```

**Right**

```yaml
meetings:
  - id: local-meeting
    title: Lokalt samarbeidsmøte
    convened_by: adviser
    every: 3 months
    month: 2
```

**How to mend it.** Set “every” to how often, such as “3 months”, and preferably “month” to the month of the
year's first meeting.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import Meeting
from avtale.rules.rule import Facts, called, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """Meetings without cadence (seed 004, §4)."""
    for meeting in facts.all(Meeting):
        if facts.absent(meeting, "every"):
            yield fault(
                meeting.pointer,
                f"«Hvor ofte» (every) mangler for «{called(meeting.title, meeting.id)}». Legg til for eksempel «every: 3 months».",
                f"“How often” (every) is missing for “{called(meeting.title, meeting.id)}”. Add for instance “every: 3 months”.",
            )
