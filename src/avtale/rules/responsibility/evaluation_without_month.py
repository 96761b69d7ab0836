"""Evalueringen har ingen måned

**Hva.** Avtalen skal evalueres regelmessig, men det står ikke i hvilken måned.

**Hvorfor.** «En gang i året» har ingen frist. Det går lett et år til, og ingen får en påminnelse.

**Galt**

```yaml
evaluation:
  every: 1 year
  record: Referatet ligger i arkivet.
```

**Riktig**

```yaml
evaluation:
  every: 1 year
  month: 4
  record: Referatet ligger i arkivet.
```

**Slik retter du.** Sett «month» til et tall fra 1 til 12. Velg en måned som gir tid til å bruke det dere
finner ut.
---
The evaluation has no month

**What.** The agreement is to be evaluated regularly, and the month is not given.

**Why.** “Once a year” has no deadline. Another year passes easily, and nobody is reminded.

**Wrong**

```yaml
evaluation:
  every: 1 year
  record: Referatet ligger i arkivet.
```

**Right**

```yaml
evaluation:
  every: 1 year
  month: 4
  record: Referatet ligger i arkivet.
```

**How to mend it.** Set “month” to a number from 1 to 12. Choose a month that leaves time to use what you
find.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """Yearly evaluation without a month (seed 004, §5); what comes oftener than monthly needs none."""
    evaluation = facts.document.evaluation
    if evaluation is None or evaluation.every is None or not facts.absent(evaluation, "month"):
        return
    if evaluation.every.unit in ("month", "year"):
        yield fault(
            "/evaluation/every",
            "«Måned» (month) mangler for evalueringen. Legg til «month:» med et tall fra 1 til 12, så den får en frist.",
            "“Month” (month) is missing for the evaluation. Add “month:” with a number from 1 to 12, so that it falls due.",
        )
