"""Ingen kaller inn til møtet

**Hva.** Avtalen lover et møte, men sier ikke hvem som kaller inn.

**Hvorfor.** Når begge parter venter på den andre, blir møtet ikke holdt.

**Galt**

```yaml
meetings:
  - id: local-meeting
    title: Lokalt samarbeidsmøte
    every: 3 months
```

**Riktig**

```yaml
meetings:
  - id: local-meeting
    title: Lokalt samarbeidsmøte
    every: 3 months
    convened_by: adviser
```

**Slik retter du.** Sett «convened_by» til id-en til rollen eller parten som kaller inn. Bytter dere på det,
så skriv alle, i rekkefølge, under «convener_alternates».
---
Nobody convenes the meeting

**What.** The agreement promises a meeting and does not say who convenes it.

**Why.** When each party waits for the other, the meeting is not held.

**Wrong**

```yaml
meetings:
  - id: local-meeting
    title: Lokalt samarbeidsmøte
    every: 3 months
```

**Right**

```yaml
meetings:
  - id: local-meeting
    title: Lokalt samarbeidsmøte
    every: 3 months
    convened_by: adviser
```

**How to mend it.** Set “convened_by” to the id of the role or party that convenes. Where it alternates,
write all of them, in turn, under “convener_alternates”.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import Meeting
from avtale.message import Message
from avtale.rules.rule import Facts, called, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """Meetings that nobody is to call (seed 004, §4)."""
    for meeting in facts.all(Meeting):
        if facts.absent(meeting, "convened_by") and not meeting.convener_alternates:
            names = [facts.name(actor) for actor in meeting.between]
            between = Message(" mellom {names}", " between {names}", names=names) if names else ""
            yield fault(
                meeting.pointer,
                "«Innkalles av» (convened_by) mangler for «{meeting}»{between}. Legg til «convened_by:».",
                "“Convened by” (convened_by) is missing for “{meeting}”{between}. Add “convened_by:”.",
                meeting=called(meeting.title, meeting.id),
                between=between,
            )
