"""NAV gir et tiltak før opplæringen har prøvd

**Hva.** Planen har et tiltak fra NAV, men sier ikke hva som ble prøvd innenfor opplæringen før det begynte.

**Hvorfor.** Fylkeskommunens egne virkemidler skal prøves først. NAV skal spørre OT om det, og planen skal
kunne svare.

**Galt**

```yaml
measures:
  - id: garage
    title: Arbeidstrening på verksted
    provider: nav_contact
    from: 2026-09-21
```

**Riktig**

```yaml
means_tried:
  - id: smaller-group
    what: Undervisning i mindre gruppe
    from: 2026-01-07
measures:
  - id: garage
    title: Arbeidstrening på verksted
    provider: nav_contact
    from: 2026-09-21
```

**Slik retter du.** Skriv under «means_tried» hva som er prøvd, av hvem og når. Er ingenting prøvd, så begynn
der.
---
NAV gives a measure before education has tried

**What.** The plan has a measure by NAV but does not say what was tried within education before it began.

**Why.** The county's own means come first. NAV is to ask OT about them, and the plan is to have the answer.

**Wrong**

```yaml
measures:
  - id: garage
    title: Arbeidstrening på verksted
    provider: nav_contact
    from: 2026-09-21
```

**Right**

```yaml
means_tried:
  - id: smaller-group
    what: Undervisning i mindre gruppe
    from: 2026-01-07
measures:
  - id: garage
    title: Arbeidstrening på verksted
    provider: nav_contact
    from: 2026-09-21
```

**How to mend it.** Write under “means_tried” what was tried, by whom and when. If nothing was, begin there.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import FollowUpPlan
from avtale.rules.plan._actors import is_nav
from avtale.rules.rule import Facts, called, fault

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """What adapted education can do is used before NAV's measures are offered (seed 004, §3)."""
    plan = facts.document
    if not isinstance(plan, FollowUpPlan):
        return
    for measure in plan.measures:
        if not is_nav(facts, measure.provider):
            continue
        began = [each.from_ for each in plan.means_tried]
        if any(day is None or measure.from_ is None or day < measure.from_ for day in began):
            continue
        name = called(measure.title, measure.id)
        yield fault(
            measure.pointer,
            f"«Prøvd i opplæringen» (means_tried) sier ikke hva som ble prøvd før NAV ga «{name}». Skriv hva, av hvem og når.",
            f"“Means tried” (means_tried) does not say what was tried before NAV gave “{name}”. Write what, by whom and when.",
        )
