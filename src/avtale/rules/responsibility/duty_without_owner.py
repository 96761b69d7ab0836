"""Plikten har ingen ansvarlig

**Hva.** En plikt eller handling sier hva som skal gjøres, men ikke hvem som gjør det.

**Hvorfor.** Det alle skal gjøre, blir ofte gjort av ingen. Ingen kan heller minnes på det.

**Galt**

```yaml
responsibilities:
  - id: call
    strength: shall
    does: ringe ungdommen
```

**Riktig**

```yaml
responsibilities:
  - id: call
    owner: adviser
    strength: shall
    does: ringe ungdommen
```

**Slik retter du.** Sett «owner» til id-en til rollen eller parten som har ansvaret. Er det flere, så velg én
og før resten opp under «together_with». Skal noe avtales i fellesskap, så skriv «agreed_between».
---
The duty has no owner

**What.** A duty or action says what shall be done but not who does it.

**Why.** What everybody shall do is often done by nobody. Nor can anyone be reminded.

**Wrong**

```yaml
responsibilities:
  - id: call
    strength: shall
    does: ringe ungdommen
```

**Right**

```yaml
responsibilities:
  - id: call
    owner: adviser
    strength: shall
    does: ringe ungdommen
```

**How to mend it.** Set “owner” to the id of the role or party responsible. Where there are several, choose
one and list the rest under “together_with”. For something agreed in common write “agreed_between”.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import Duty
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """What several agree between them is owned by all of them."""
    for duty in facts.all(Duty):
        if facts.absent(duty, "owner") and not duty.agreed_between:
            nb = f"å {duty.does}" if duty.does else f"«{duty.id}»" if duty.id else "denne plikten"
            en = f"“{duty.does or duty.id}”" if duty.does or duty.id else "this duty"
            yield fault(
                duty.pointer,
                f"«Ansvarlig» (owner) mangler: hvem har ansvaret for {nb}? Legg til «owner:».",
                f"“Owner” (owner) is missing: who is responsible for {en}? Add “owner:”.",
            )
