"""Planen mangler det NAV trenger

**Hva.** NAV er med i planen, men «nav_requires» er tom.

**Hvorfor.** Planen skal være med i samtalen med NAV. Mangler det NAV trenger, må ungdommen komme tilbake en
gang til.

**Galt**

```yaml
measures:
  - id: garage
    title: Arbeidstrening på verksted
    provider: nav_contact
```

**Riktig**

```yaml
measures:
  - id: garage
    title: Arbeidstrening på verksted
    provider: nav_contact
nav_requires:
  items:
    - id: hours
      text: Hvor mange timer i uken ungdommen kan møte.
```

**Slik retter du.** Spør kontaktpersonen i NAV hva som må stå der, og skriv det under «nav_requires».
---
The plan lacks what NAV needs

**What.** NAV takes part in the plan, but “nav_requires” is empty.

**Why.** The plan is to be brought to the conversation with NAV. If what NAV needs is missing, the youth must
come once more.

**Wrong**

```yaml
measures:
  - id: garage
    title: Arbeidstrening på verksted
    provider: nav_contact
```

**Right**

```yaml
measures:
  - id: garage
    title: Arbeidstrening på verksted
    provider: nav_contact
nav_requires:
  items:
    - id: hours
      text: Hvor mange timer i uken ungdommen kan møte.
```

**How to mend it.** Ask NAV's contact person what must stand there, and write it under “nav_requires”.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import FollowUpPlan
from avtale.rules.plan._actors import is_nav, sharing
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """The plan holds what NAV requires (seed 004, §6 B)."""
    plan = facts.document
    if not isinstance(plan, FollowUpPlan) or (plan.nav_requires and plan.nav_requires.items):
        return
    if any(is_nav(facts, use.id) for use in sharing(facts)):
        yield fault(
            "",
            "«Det NAV trenger» (nav_requires) mangler. Skriv det NAV må vite for å følge opp.",
            "“What NAV requires” (nav_requires) is missing. Write what NAV must know to follow up.",
        )
