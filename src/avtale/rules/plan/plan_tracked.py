"""Git følger en oppfølgingsplan

**Hva.** En oppfølgingsplan er lagt inn i git. Bare oppdiktede eksempler («invented: true») kan ligge der.

**Hvorfor.** Det som er lagt i git, blir i historien og hos alle som har en kopi. Opplysninger om en ungdom
hører ikke hjemme der.

**Galt**

```yaml
# agreements/plans/ungdom-1.00.yaml, lagt til med «git add»
kind: follow_up_plan
```

**Riktig**

```yaml
# agreements/plans/eksempel-1.00.yaml
kind: follow_up_plan
invented: true
```

**Slik retter du.** Kjør «git rm --cached FIL» og lagre endringen i git. La «agreements/plans/» stå i .gitignore.
Er planen delt alt, må historien skrives om, og personvernombudet skal ha beskjed.
---
Git follows a follow-up plan

**What.** A follow-up plan was put into git. Only invented examples (“invented: true”) may lie there.

**Why.** What was put into git stays in its history and with everyone who has a copy. A youth's information
does not belong there.

**Wrong**

```yaml
# agreements/plans/ungdom-1.00.yaml, lagt til med «git add»
kind: follow_up_plan
```

**Right**

```yaml
# agreements/plans/eksempel-1.00.yaml
kind: follow_up_plan
invented: true
```

**How to mend it.** Run “git rm --cached FILE” and commit. Keep “agreements/plans/” in .gitignore. If the plan
was shared already, the history must be rewritten and the data protection officer told.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import tracked
from avtale.findings import Problem, Severity
from avtale.format.model import FollowUpPlan
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """A plan never enters git (docs/architecture.md, "What leaves the house")."""
    plan = facts.document
    if isinstance(plan, FollowUpPlan) and not plan.invented and tracked(facts.entry.path):
        name = facts.entry.path.name
        yield fault(
            "",
            f"Git følger {name}. En ungdoms plan skal aldri inn i git: kjør «git rm --cached {name}», og behold "
            "agreements/plans/ i .gitignore.",
            f"Git follows {name}. A youth's plan never enters git: run “git rm --cached {name}”, and keep agreements/plans/ "
            "in .gitignore.",
        )
