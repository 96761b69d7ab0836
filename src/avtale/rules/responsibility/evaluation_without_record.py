"""Ingen vet hvor evalueringen skrives ned

**Hva.** Avtalen skal evalueres regelmessig, men sier ikke hvor det blir ført at det er gjort.

**Hvorfor.** Uten referat kan ingen vise at evalueringen ble holdt, og det dere fant ut, blir glemt.

**Galt**

```yaml
evaluation:
  every: 1 year
  month: 4
```

**Riktig**

```yaml
evaluation:
  every: 1 year
  month: 4
  record: Referatet føres i fylkeskommunens arkiv innen to uker.
```

**Slik retter du.** Skriv i «record» hvor referatet legges, og gjerne innen når.
---
Nobody knows where the evaluation is recorded

**What.** The agreement is to be evaluated regularly and does not say where it is recorded that it was done.

**Why.** Without a record nobody can show that the evaluation was held, and what was found is forgotten.

**Wrong**

```yaml
evaluation:
  every: 1 year
  month: 4
```

**Right**

```yaml
evaluation:
  every: 1 year
  month: 4
  record: Referatet føres i fylkeskommunens arkiv innen to uker.
```

**How to mend it.** Write in “record” where the record is kept, and preferably by when.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """Yearly evaluation without a record (seed 004, §5)."""
    evaluation = facts.document.evaluation
    if evaluation is not None and evaluation.every is not None and facts.absent(evaluation, "record"):
        yield fault(
            "/evaluation",
            "«Referat» (record) mangler for evalueringen. Skriv hvor det føres at den er holdt.",
            "“Record” (record) is missing for the evaluation. Write where it is recorded that it was held.",
            on_key=True,
        )
