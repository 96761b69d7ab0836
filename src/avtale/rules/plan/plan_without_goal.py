"""Planen har verken utdanningsmål eller aktiviteter

**Hva.** Oppfølgingsplanen sier ikke hvilken utdanning ungdommen sikter mot, og heller ikke hva som kan vekke
interesse for en.

**Hvorfor.** Uten mål henger tiltakene i luften, og ingen kan si om planen virker.

**Galt**

```yaml
education_goal: null
```

**Riktig**

```yaml
education_goal:
  id: trade-certificate
  text: Fagbrev som bilmekaniker
```

**Slik retter du.** Skriv utdanningsmålet under «education_goal». Har ungdommen ikke noe mål ennå, så skriv
aktiviteter som kan vekke interesse, under «interest_activities».
---
The plan has neither an education goal nor activities

**What.** The follow-up plan does not say which education the youth aims for, nor what may wake an interest in
one.

**Why.** Without a goal the measures hang in the air, and nobody can tell whether the plan works.

**Wrong**

```yaml
education_goal: null
```

**Right**

```yaml
education_goal:
  id: trade-certificate
  text: Fagbrev som bilmekaniker
```

**How to mend it.** Write the goal under “education_goal”. If the youth has none yet, write activities that
may wake an interest under “interest_activities”.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import FollowUpPlan
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """A goal if possible, else activities that wake an interest (seed 004, §6 B)."""
    plan = facts.document
    if not isinstance(plan, FollowUpPlan) or plan.education_goal is not None:
        return
    if plan.interest_activities is None or not plan.interest_activities.items:
        yield fault(
            "",
            "«Utdanningsmål» (education_goal) mangler, og planen har ingen «Aktiviteter som kan vekke interesse» "
            "(interest_activities). Skriv ett av dem.",
            "“Education goal” (education_goal) is missing, and there are no “Activities that may wake an interest” "
            "(interest_activities). Write one of them.",
        )
