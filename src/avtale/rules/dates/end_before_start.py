"""Slutten kommer før begynnelsen

**Hva.** Et tidsrom har en «til»-dag som er tidligere enn «fra»-dagen.

**Hvorfor.** Et slikt tidsrom inneholder ingen dager. Ingen kan da si om noe gjelder, og frister kan ikke
regnes ut.

**Galt**

```yaml
validity:
  from: 2026-08-01
  to: 2025-07-31
```

**Riktig**

```yaml
validity:
  from: 2026-08-01
  to: 2029-07-31
```

**Slik retter du.** Se etter ombyttede datoer eller feil årstall. Er slutten ikke avtalt, så ta bort «to».
---
The end comes before the beginning

**What.** A span has a “to” day earlier than its “from” day.

**Why.** Such a span holds no days. Nobody can tell whether anything applies, and deadlines cannot be worked
out.

**Wrong**

```yaml
validity:
  from: 2026-08-01
  to: 2025-07-31
```

**Right**

```yaml
validity:
  from: 2026-08-01
  to: 2029-07-31
```

**How to mend it.** Look for swapped dates or a wrong year. Where no end is agreed, take “to” away.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.dates import short
from avtale.format.model import Name, Part, Reference, Span, Validity
from avtale.rules.dates._amended import also_amended
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """Of an amendment also what it makes of the dates of the agreement."""
    yield from also_amended(facts, _of)


def _of(facts: Facts) -> Iterator[Problem]:
    """Every span of days in the document."""
    spans: tuple[Validity | Span | Name, ...] = (*facts.all(Validity), *facts.all(Span), *facts.all(Name))
    for part in spans:
        yield from _reversed(part, part.from_, part.to, "from", "to")
    for reference in facts.all(Reference):
        start, end = reference.in_force_from, reference.in_force_to
        yield from _reversed(reference, start, end, "in_force_from", "in_force_to")


def _reversed(
    part: Part, start: dt.date | None, end: dt.date | None, first: str, last: str
) -> Iterator[Problem]:
    if start is None or end is None or start <= end:
        return
    nb, en = ("Gjelder til", "Valid to") if isinstance(part, Validity) else ("Til", "To")
    yield fault(
        f"{part.pointer}/{last}",
        f"«{nb}» ({last}) er {short(end)}, før «fra» ({first}), som er {short(start)}. Rett den datoen som er feil.",
        f"“{en}” ({last}) is {end}, before “from” ({first}), which is {start}. Correct the one that is wrong.",
    )
