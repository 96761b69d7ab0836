"""Arbeidstreningen er ikke knyttet til utdanningsmålet

**Hva.** Et tiltak er arbeidstrening, men «supports» mangler eller peker på et mål som ikke står i planen.

**Hvorfor.** Arbeidstrening skal bringe ungdommen nærmere utdanningen. Ellers kan den bli et sted å vente.

**Galt**

```yaml
measures:
  - id: garage
    title: Arbeidstrening på verksted
    type: work_training
```

**Riktig**

```yaml
measures:
  - id: garage
    title: Arbeidstrening på verksted
    type: work_training
    supports: trade-certificate
```

**Slik retter du.** Sett «supports» til id-en til utdanningsmålet. Henger de ikke sammen, så velg et annet
sted å trene.
---
The work training is not tied to the education goal

**What.** A measure is work training, but “supports” is missing or names a goal that the plan does not have.

**Why.** Work training is to bring the youth closer to the education. Otherwise it may become a place to wait.

**Wrong**

```yaml
measures:
  - id: garage
    title: Arbeidstrening på verksted
    type: work_training
```

**Right**

```yaml
measures:
  - id: garage
    title: Arbeidstrening på verksted
    type: work_training
    supports: trade-certificate
```

**How to mend it.** Set “supports” to the id of the education goal. If they have nothing to do with each
other, choose another place to train.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import EducationGoal, FollowUpPlan
from avtale.rules.rule import Facts, called, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """Work training should tie directly to the goal (seed 004, §6 B)."""
    if not isinstance(facts.document, FollowUpPlan):
        return
    goals = {goal.id for goal in facts.all(EducationGoal)}
    for measure in facts.document.measures:
        if measure.type != "work_training" or measure.supports in goals - {None}:
            continue
        name = called(measure.title, measure.id)
        if measure.supports is None:
            yield fault(
                measure.pointer,
                f"«Støtter målet» (supports) mangler for «{name}». Skriv id-en til utdanningsmålet arbeidstreningen hører til.",
                f"“Supports the goal” (supports) is missing for “{name}”. Write the id of the education goal it belongs to.",
            )
        else:
            yield fault(
                f"{measure.pointer}/supports",
                f"«{measure.supports}» er ikke utdanningsmålet i planen. Rett id-en, eller skriv målet under «education_goal».",
                f"“{measure.supports}” is not the education goal of the plan. Correct the id, or write the goal under “education_goal”.",
            )
