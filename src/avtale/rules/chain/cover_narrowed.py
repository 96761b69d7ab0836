"""Færre er med enn i dokumentet over

**Hva.** Et dokument tar med færre enn dokumentet det bygger på: en kortere aldersgruppe, færre som får
melding, et svakere krav om samtykke, færre til stede, kortere oppsigelsestid. Kan de to ikke sammenlignes, er
det en advarsel.

**Hvorfor.** Når avtalen sier alle fra 16 år, har en 16-åring krav på kontakten. En rutine som begynner på 17,
er ingen innstramming; den utelater noen.

**Galt**

```yaml
# avtalen sier fra 16 til og med 21
target_groups:
  - id: outside-school
    title: Unge utenfor skole og arbeid
    age:
      from: 17
```

**Riktig**

```yaml
target_groups:
  - id: outside-school
    title: Unge utenfor skole og arbeid
    age:
      from: 15
```

**Slik retter du.** Ta med alle som dokumentet over tar med, eller slett linjen, så arves den. Du kan ta med
flere.
---
Fewer are covered than in the document above

**What.** A document covers fewer than the one it is based on: a shorter age span, fewer who are told, a
weaker demand for consent, a lower quorum, shorter notice. Where the two cannot be compared, it is a warning.

**Why.** Where the agreement says everyone from 16, a youth of 16 is owed the contact. A routine that begins
at 17 is no tightening; it leaves somebody out.

**Wrong**

```yaml
# avtalen sier fra 16 til og med 21
target_groups:
  - id: outside-school
    title: Unge utenfor skole og arbeid
    age:
      from: 17
```

**Right**

```yaml
target_groups:
  - id: outside-school
    title: Unge utenfor skole og arbeid
    age:
      from: 15
```

**How to mend it.** Cover all whom the document above covers, or delete the line so that it is inherited. You
may cover more.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.rules.chain._said import loosened, moves
from avtale.rules.rule import Facts

SEVERITY: Severity = "error"
_OTHERS = ("strength", "required")  # strength-lowered tells of them


def check(facts: Facts) -> Iterator[Problem]:
    """Bounds whose direction is `covers` (docs/architecture.md, "The chain")."""
    for move in moves(facts):
        if (
            move.direction == "covers"
            and move.field not in _OTHERS
            and move.relation in ("broken", "unclear")
        ):
            yield loosened(move, facts)
