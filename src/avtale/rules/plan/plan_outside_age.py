"""Ungdommen er utenfor avtalens alder

**Hva.** Alderen i planen ligger utenfor aldersgrensene i avtalen planen bygger på.

**Hvorfor.** En ungdom som er for ung eller for gammel for avtalen, har ikke rett til det den lover, og må
følges opp på en annen måte.

**Galt**

```yaml
youth:
  age: 27
```

**Riktig**

```yaml
youth:
  age: 18
```

**Slik retter du.** Rett alderen, eller finn ordningen som gjelder for ungdommen, og bygg planen på den.
---
The youth is outside the agreement's age

**What.** The age in the plan lies outside that of the agreement the plan is based on.

**Why.** A youth too young or too old for the agreement has no right to what it promises, and must be followed
up in another way.

**Wrong**

```yaml
youth:
  age: 27
```

**Right**

```yaml
youth:
  age: 18
```

**How to mend it.** Correct the age, or find the scheme that holds for the youth and base the plan on that.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.tree import at
from avtale.findings import Problem, Severity
from avtale.format.bind import bind
from avtale.format.model import Age, FollowUpPlan
from avtale.format.told import spoken_age
from avtale.message import Message
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """The youth's age is within some target group of what the plan is based on."""
    plan, above = facts.document, facts.resolved.above if facts.resolved else None
    age = plan.youth.age if isinstance(plan, FollowUpPlan) and plan.youth else None
    if age is None or above is None:
        return
    groups = at(above.data, "/target_groups")
    found = [bind(Age, group.get("age")) for group in groups or () if isinstance(group, dict)]
    spans = [span for span in found if span is not None and (span.from_ is not None or span.to is not None)]
    if spans and not any(_holds(span, age) for span in spans):
        nb, en = (", ".join(dict.fromkeys(spoken_age(span, lang) for span in spans)) for lang in ("nb", "en"))
        yield fault(
            "/youth/age",
            "«Alder» (age): {age} år er utenfor {entry} ({spans}). Rett alderen, eller bygg på en annen ordning.",
            "“Age” (age): {age} years is outside {entry} ({spans}). Correct it, or base the plan on another scheme.",
            age=age,
            entry=above.entry,
            spans=Message(nb, en),
        )


def _holds(span: Age, age: int) -> bool:
    if span.from_ is not None and age < span.from_:
        return False
    if span.to is None:
        return True
    return age < span.to if span.to_bound == "under" else age <= span.to
