"""Grensen er videre enn den i dokumentet over

**Hva.** Et dokument setter en videre grense enn det dokumentet det bygger på: en lengre frist, flere dager i
uka, et sjeldnere møte, en annen ansvarlig. Kan de to ikke sammenlignes, er det en advarsel.

**Hvorfor.** Det som står over, binder det som står under. En rutine som gir lengre tid enn avtalen, bryter
avtalen hver gang noen følger den.

**Galt**

```yaml
# avtalen sier innen 5 working days
responsibilities:
  - id: tell-nav
    deadline:
      within: 10 working days
```

**Riktig**

```yaml
responsibilities:
  - id: tell-nav
    deadline:
      within: 3 working days
```

**Slik retter du.** Sett verdien innenfor grensen, eller slett linjen, så arves den. Er det grensen over som
er feil, må den endres der.
---
The bound is wider than the one above

**What.** A document sets a wider bound than the document it is based on: a longer deadline, more days a week,
a rarer meeting, another owner. Where the two cannot be compared, it is a warning.

**Why.** What stands above binds what stands below. A routine that gives more time than the agreement breaks
the agreement each time it is followed.

**Wrong**

```yaml
# avtalen sier innen 5 working days
responsibilities:
  - id: tell-nav
    deadline:
      within: 10 working days
```

**Right**

```yaml
responsibilities:
  - id: tell-nav
    deadline:
      within: 3 working days
```

**How to mend it.** Set the value within the bound, or delete the line so that it is inherited. Where the
bound above is wrong, it must be changed there.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.rules.chain._said import loosened, moves
from avtale.rules.rule import Facts

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """Bounds whose direction is `within` (docs/architecture.md, "The chain")."""
    for move in moves(facts):
        if move.direction == "within" and move.relation in ("broken", "unclear"):
            yield loosened(move, facts)
