"""Plikten er svakere enn i dokumentet over

**Hva.** En plikt er gjort svakere enn i dokumentet den er arvet fra: skal er blitt bør eller kan, eller det
den lokale rutinen må følge, er blitt valgfritt.

**Hvorfor.** Partene har skrevet under på at de skal. Et dokument under kan gjøre et kan til et skal, ikke
omvendt.

**Galt**

```yaml
# avtalen sier strength: shall
responsibilities:
  - id: tell-nav
    strength: may
```

**Riktig**

```yaml
responsibilities:
  - id: tell-nav
    strength: shall
```

**Slik retter du.** Slett linjen, så arves styrken, eller skriv den samme eller en sterkere.
---
The duty is weaker than in the document above

**What.** A duty was made weaker than in the document it is inherited from: shall has become should or may, or
what a local routine must follow has become optional.

**Why.** The parties signed that they shall. A document below may turn a may into a shall, never the other
way.

**Wrong**

```yaml
# avtalen sier strength: shall
responsibilities:
  - id: tell-nav
    strength: may
```

**Right**

```yaml
responsibilities:
  - id: tell-nav
    strength: shall
```

**How to mend it.** Delete the line so that the strength is inherited, or write the same or a stronger one.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.rules.chain._said import moves, words
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """A child may raise a strength and never lower it (docs/architecture.md, "The chain")."""
    for move in moves(facts):
        if move.relation != "broken" or move.field not in ("strength", "required"):
            continue
        nb, en = words(move, facts, "nb"), words(move, facts, "en")
        yield fault(
            move.pointer,
            f"{nb.label} er {nb.below} her, men {nb.document} sier {nb.above}. Skriv {nb.above}, eller slett linjen så det arves.",
            f"{en.label} is {en.below} here, but {en.document} says {en.above}. Write {en.above}, or delete the line "
            "so that it is inherited.",
        )
