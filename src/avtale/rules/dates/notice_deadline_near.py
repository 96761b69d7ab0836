"""Siste dag for oppsigelse er nær

**Hva.** Den siste dagen en part kan si opp avtalen i tide, kommer snart. Hvor lenge på forhånd det sies fra,
står under «lead_times: duty» i innstillingene; ellers er det en måned.

**Hvorfor.** Sier ingen opp i tide, er alle bundet en periode til. Det bør være noe dere velger, ikke noe som
bare skjer.

**Galt**

```yaml
# 10. september 2026
validity:
  from: 2024-01-01
  termination:
    demand_by: {month: 10, day: 1}
    ends_after: 15 months
```

**Riktig**

```yaml
# 10. november 2026, med samme avtale
validity:
  from: 2024-01-01
  termination:
    demand_by: {month: 10, day: 1}
    ends_after: 15 months
```

**Slik retter du.** Bestem dere. Skal avtalen sies opp, så før det med «avtale terminate». Ellers er det ikke
noe å gjøre; funnet blir borte når dagen er gått.
---
The last day to give notice is near

**What.** The last day on which a party can give notice in time is coming up. How long ahead it is told stands
under “lead_times: duty” in the settings; otherwise it is a month.

**Why.** Where nobody gives notice in time, all are bound for another period. That should be a choice and not
something that merely happens.

**Wrong**

```yaml
# 10. september 2026
validity:
  from: 2024-01-01
  termination:
    demand_by: {month: 10, day: 1}
    ends_after: 15 months
```

**Right**

```yaml
# 10. november 2026, med samme avtale
validity:
  from: 2024-01-01
  termination:
    demand_by: {month: 10, day: 1}
    ends_after: 15 months
```

**How to mend it.** Make up your minds. Where notice is to be given, record it with “avtale terminate”.
Otherwise there is nothing to do; the finding goes when the day has passed.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.lead_times import lead_time
from avtale.facts.validity import ahead_of
from avtale.findings import Problem, Severity
from avtale.format.dates import short
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "notice"


def check(facts: Facts) -> Iterator[Problem]:
    """The first day to come, where it lies within the lead time (docs/domain.md, "Forms of validity")."""
    validity = facts.document.validity
    if validity is None or not (validity.notice or validity.termination):
        return
    if facts.state.name not in ("in_force", "expires_soon"):
        return
    lead = lead_time("notice", facts.repository.settings)
    for one in facts.own_occurrences:
        if one.duty.kind == "notice" and one.status == "due":
            if ahead_of(one.date, lead) <= facts.on:
                yield fault(
                    one.duty.pointer,
                    f"«Oppsigelse»: den siste dagen å si opp på er {short(one.date)}. Bestem om avtalen skal løpe videre.",
                    f"“Termination”: the last day to give notice is {one.date}. Decide whether the agreement is to run on.",
                )
            return
