"""Varigheten stemmer ikke med datoene

**Hva.** Avtalen oppgir både fra-dag, til-dag og hvor lenge den varer, og de tre passer ikke sammen. «Til»
regnes til og med.

**Hvorfor.** Den som leser tallet, og den som leser datoen, får hvert sitt svar på når avtalen er slutt.

**Galt**

```yaml
validity:
  from: 2026-08-01
  to: 2029-07-31
  duration: 2 years
```

**Riktig**

```yaml
validity:
  from: 2026-08-01
  to: 2029-07-31
  duration: 3 years
```

**Slik retter du.** Finn ut hva partene ble enige om, og rett den av de tre som er feil. Du kan også nøye deg
med datoene.
---
The duration does not fit the dates

**What.** The agreement gives a first day, a last day and how long it lasts, and the three do not fit
together. The last day is included.

**Why.** One reads the number and another the date, and each gets an answer of their own on when the agreement
ends.

**Wrong**

```yaml
validity:
  from: 2026-08-01
  to: 2029-07-31
  duration: 2 years
```

**Right**

```yaml
validity:
  from: 2026-08-01
  to: 2029-07-31
  duration: 3 years
```

**How to mend it.** Find out what the parties agreed on and correct the one that is wrong. The dates alone are
enough.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from avtale.facts.validity import after
from avtale.findings import Problem, Severity
from avtale.format.dates import short
from avtale.format.told import told_period
from avtale.rules.dates._amended import also_amended
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """Of an amendment also what it makes of the dates of the agreement."""
    yield from also_amended(facts, _of)


def _of(facts: Facts) -> Iterator[Problem]:
    """The last day by the duration is the day before the same date later (docs/domain.md, "Forms of validity")."""
    validity = facts.document.validity
    if validity is None or validity.from_ is None or validity.to is None or validity.duration is None:
        return
    if validity.to < validity.from_:
        return  # dates/end_before_start tells of it
    last = after(validity.from_, validity.duration) - dt.timedelta(days=1)
    if last == validity.to:
        return
    yield fault(
        "/validity/duration",
        f"«Varer i» (duration) er {told_period(validity.duration, 'nb')}, og det gir {short(last)} som siste dag, "
        f"men «Gjelder til» (to) er {short(validity.to)}. Rett den ene.",
        f"“Lasts” (duration) is {validity.duration}, which makes {last} the last day, "
        f"but “Valid to” (to) is {validity.to}. Correct one of them.",
    )
