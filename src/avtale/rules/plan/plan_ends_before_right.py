"""Planen slutter før retten gjør det

**Hva.** Planen varer ikke så lenge som ungdommens rett til videregående opplæring.

**Hvorfor.** Planen bør dekke hele tiden ungdommen har rett til opplæring. Slutter den før, er det ingen som
følger opp den siste tiden.

**Galt**

```yaml
right:
  to: 2029-07-31
validity:
  to: 2027-07-31
```

**Riktig**

```yaml
right:
  to: 2029-07-31
validity:
  to: 2029-07-31
```

**Slik retter du.** La planen vare til retten er brukt opp, eller skriv i et unntak hvorfor den er kortere.
---
The plan ends before the right does

**What.** The plan does not last as long as the youth's right to upper secondary education.

**Why.** The plan should span the whole time of the right. If it ends earlier, nobody follows up the last
part.

**Wrong**

```yaml
right:
  to: 2029-07-31
validity:
  to: 2027-07-31
```

**Right**

```yaml
right:
  to: 2029-07-31
validity:
  to: 2029-07-31
```

**How to mend it.** Let the plan last until the right is used, or say in a silence why it is shorter.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.dates import short
from avtale.format.model import FollowUpPlan
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """The plan should span the right to upper secondary education (seed 004, §6 B)."""
    plan = facts.document
    right = plan.right.to if isinstance(plan, FollowUpPlan) and plan.right else None
    end = facts.span.end
    if right is not None and end is not None and end < right:
        yield fault(
            "/validity/to" if plan.validity and plan.validity.to else "/validity",
            f"Planen slutter {short(end)}, men retten til opplæring varer til {short(right)}. La planen vare like lenge.",
            f"The plan ends {end}, but the right to education lasts until {right}. Let the plan last as long.",
        )
