"""Planen ligger utenfor plans/

**Hva.** En oppfølgingsplan ligger et annet sted i samlingen enn i agreements/plans/.

**Hvorfor.** Bare plans/ er holdt utenfor git, status og kalender. Ligger planen et annet sted, blir den med
neste gang noen lagrer.

**Galt**

```yaml
# agreements/ot/ungdom-1.00.yaml
kind: follow_up_plan
```

**Riktig**

```yaml
# agreements/plans/ungdom-1.00.yaml
kind: follow_up_plan
```

**Slik retter du.** Flytt filen til agreements/plans/.
---
The plan lies outside plans/

**What.** A follow-up plan lies elsewhere in the repository than in agreements/plans/.

**Why.** Only plans/ is kept out of git, status and calendar. Elsewhere the plan goes along the next time
somebody commits.

**Wrong**

```yaml
# agreements/ot/ungdom-1.00.yaml
kind: follow_up_plan
```

**Right**

```yaml
# agreements/plans/ungdom-1.00.yaml
kind: follow_up_plan
```

**How to mend it.** Move the file to agreements/plans/.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.root import PLANS
from avtale.findings import Problem, Severity
from avtale.format.model import FollowUpPlan
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """Plans lie in agreements/plans/, which git ignores (docs/architecture.md, "What is kept, and where")."""
    root = facts.repository.root
    if root is None or not isinstance(facts.document, FollowUpPlan):
        return
    if root / PLANS not in facts.entry.path.parents:
        yield fault(
            "",
            f"Oppfølgingsplanen {facts.entry.path.name} ligger utenfor agreements/plans/. Flytt den dit, så den ikke blir med i git.",
            f"The follow-up plan {facts.entry.path.name} lies outside agreements/plans/. Move it there, so that it stays out of git.",
        )
