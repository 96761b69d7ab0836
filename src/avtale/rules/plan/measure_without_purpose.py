"""Tiltaket mangler formål eller ansvarlig

**Hva.** Et tiltak sier ikke hva det skal føre til, eller hvem som følger det opp.

**Hvorfor.** Formålet avgjør hvem som har ansvaret. Mangler ett av dem, tror begge tjenestene at den andre
følger opp.

**Galt**

```yaml
measures:
  - id: maths
    title: Støtte i matematikk
    type: education
```

**Riktig**

```yaml
measures:
  - id: maths
    title: Støtte i matematikk
    type: education
    purpose: å bestå matematikk før jul
    responsible: school
```

**Slik retter du.** Skriv formålet under «purpose», og sett «responsible» til den som følger opp.
---
The measure lacks a purpose or somebody responsible

**What.** A measure does not say what it is to lead to, or who follows it up.

**Why.** The purpose decides who is responsible. If one of them is missing, each service believes that the
other follows up.

**Wrong**

```yaml
measures:
  - id: maths
    title: Støtte i matematikk
    type: education
```

**Right**

```yaml
measures:
  - id: maths
    title: Støtte i matematikk
    type: education
    purpose: å bestå matematikk før jul
    responsible: school
```

**How to mend it.** Write the purpose under “purpose”, and set “responsible” to the one who follows up.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import FollowUpPlan
from avtale.rules.rule import Facts, called, fault

SEVERITY: Severity = "warning"


_FIELDS = {
    "purpose": ("Formål", "Purpose", "Skriv hva tiltaket skal føre til.", "Write what it is to lead to."),
    "responsible": ("Ansvarlig", "Responsible", "Skriv hvem som følger opp.", "Write who follows up."),
}


def check(facts: Facts) -> Iterator[Problem]:
    """The purpose of a measure decides who follows up (seed 004, §6 B)."""
    if not isinstance(facts.document, FollowUpPlan):
        return
    for measure in facts.document.measures:
        for key, (nb, en, do_nb, do_en) in _FIELDS.items():
            if facts.absent(measure, key):
                name = called(measure.title, measure.id)
                yield fault(
                    measure.pointer,
                    f"«{nb}» ({key}) mangler for «{name}». {do_nb}",
                    f"“{en}” ({key}) is missing for “{name}”. {do_en}",
                )
