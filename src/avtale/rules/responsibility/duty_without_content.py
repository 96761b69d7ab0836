"""Plikten sier ikke hva som skal gjøres

**Hva.** En plikt eller handling har verken «does» eller punkter.

**Hvorfor.** Det står da at noen har et ansvar, men ikke for hva. Ingen kan gjøre det, og ingen kan si at det er
gjort.

**Galt**

```yaml
responsibilities:
  - id: first-duty
    owner: county
    strength: shall
```

**Riktig**

```yaml
responsibilities:
  - id: first-duty
    owner: county
    strength: shall
    does: gi melding om avbruddet
```

**Slik retter du.** Skriv hva den ansvarlige gjør, i infinitiv uten «å»: «gi melding om avbruddet». Er plikten
ikke bestemt, så slett den.
---
The duty does not say what is to be done

**What.** A duty or action has neither “does” nor any parts.

**Why.** It then says that somebody is responsible, but not for what. Nobody can do it, and nobody can say that
it was done.

**Wrong**

```yaml
responsibilities:
  - id: first-duty
    owner: county
    strength: shall
```

**Right**

```yaml
responsibilities:
  - id: first-duty
    owner: county
    strength: shall
    does: gi melding om avbruddet
```

**How to mend it.** Write what the owner does, in the infinitive without “to”: “report the interruption”. Where
it is undecided, delete the duty.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import Duty
from avtale.rules.rule import Facts, called, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """What is inherited counts; an empty field is the schema's to tell of."""
    for duty in facts.all(Duty):
        if (
            duty.does is None
            and not duty.items
            and facts.absent(duty, "does")
            and facts.absent(duty, "items")
        ):
            owner = facts.name(duty.owner)
            yield fault(
                duty.pointer,
                f"«Gjør» (does) mangler for «{called(duty.id)}»: hva gjør {owner or 'den ansvarlige'}? Legg til «does:».",
                f"“Does” (does) is missing for “{called(duty.id)}”: what does {owner or 'the owner'} do? Add “does:”.",
            )
