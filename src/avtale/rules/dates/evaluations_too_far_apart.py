"""Evalueringene er lenger fra hverandre enn lovet

**Hva.** Avtalen sier hvor ofte den skal evalueres, og loggen viser at det gikk lenger tid mellom de to siste.
Det godtas at den kommer så mye senere som det ellers varsles på forhånd («lead_times: evaluation»).

**Hvorfor.** Partene har lovet hverandre å se på samarbeidet så ofte. Går det for lang tid, får feil leve i
fred.

**Galt**

```yaml
evaluation:
  every: 1 year
# log/eksempel-nav/: done_on 2024-04-20, og så done_on 2026-04-22
```

**Riktig**

```yaml
evaluation:
  every: 1 year
# log/eksempel-nav/: done_on 2025-04-20, og så done_on 2026-04-22
```

**Slik retter du.** Hold den neste i tide; da blir funnet borte. Er det for ofte, så bli enige om en annen
«every» i neste versjon.
---
The evaluations are further apart than promised

**What.** The agreement says how often it is evaluated, and the log shows a longer time between the last two. It
may come as much later as is otherwise warned ahead (“lead_times: evaluation”).

**Why.** The parties promised each other to look at the cooperation that often. Where too long passes, faults
live in peace.

**Wrong**

```yaml
evaluation:
  every: 1 year
# log/eksempel-nav/: done_on 2024-04-20, og så done_on 2026-04-22
```

**Right**

```yaml
evaluation:
  every: 1 year
# log/eksempel-nav/: done_on 2025-04-20, og så done_on 2026-04-22
```

**How to mend it.** Hold the next one in time; the finding then goes away. Where it is too often, agree on
another “every” in the next version.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.lead_times import lead_time
from avtale.facts.validity import after
from avtale.findings import Problem, Severity
from avtale.format.dates import short
from avtale.format.told import told_period
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """The last two of the log, where both were held under this version; older ones can no longer be mended."""
    evaluation = facts.document.evaluation
    if evaluation is None or evaluation.every is None or facts.repository.root is None:
        return
    start = facts.span.start
    records = facts.repository.log.of(facts.entry.key, "evaluation")
    days = [one.done_on for one in records if one.done_on and one.done_on <= facts.on]
    days = [day for day in days if start is None or day >= start]
    if len(days) < 2 or facts.state.name not in ("in_force", "expires_soon"):
        return
    before, last = days[-2:]
    if last <= after(after(before, evaluation.every), lead_time("evaluation", facts.repository.settings)):
        return
    yield fault(
        "/evaluation/every",
        f"«Hvor ofte» (every) er {told_period(evaluation.every, 'nb')}, men loggen sier at evalueringen ble holdt {short(before)} og så "
        f"først {short(last)}. Hold den neste i tide, eller bli enige om en annen hyppighet.",
        f"“How often” (every) is {evaluation.every}, but the log says that the evaluation was held on {before} and then "
        f"only on {last}. Hold the next one in time, or agree on another frequency.",
    )
