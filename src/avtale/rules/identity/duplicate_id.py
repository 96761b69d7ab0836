"""Samme id to ganger

**Hva.** To parter eller roller, to plikter eller møter, eller to punkter i samme liste har fått samme «id».

**Hvorfor.** Id-en er det andre deler av avtalen, kalenderen og loggen kjenner saken igjen på. Står den to
ganger, vet ingen hvilken som menes.

**Galt**

```yaml
roles:
  - id: adviser
    title: Veileder
  - id: adviser
    title: Rådgiver
```

**Riktig**

```yaml
roles:
  - id: adviser
    title: Veileder
  - id: counsellor
    title: Rådgiver
```

**Slik retter du.** Gi den ene en annen id. Var de to ment å være det samme, så slett den ene. Behold den
id-en som sto i forrige versjon.
---
The same id twice

**What.** Two parties or roles, two duties or meetings, or two items of one list bear the same “id”.

**Why.** The id is how other parts of the agreement, the calendar and the log know a thing. Where it stands
twice, nobody can tell which is meant.

**Wrong**

```yaml
roles:
  - id: adviser
    title: Veileder
  - id: adviser
    title: Rådgiver
```

**Right**

```yaml
roles:
  - id: adviser
    title: Veileder
  - id: counsellor
    title: Rådgiver
```

**How to mend it.** Give one of them another id. If the two were meant to be the same, delete one. Keep the id
that the previous version had.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import (
    Cost,
    Disagreement,
    Duty,
    Item,
    Meeting,
    Part,
    Party,
    Presence,
    Role,
    Scheme,
    Section,
    TargetGroup,
)
from avtale.rules.rule import Facts, fault
from avtale.source.pointer import parent

SEVERITY: Severity = "error"

WITHIN_A_LIST: tuple[type[Part], ...] = (Presence, Item, TargetGroup, Scheme, Cost, Section, Disagreement)


def check(facts: Facts) -> Iterator[Problem]:
    """Ids are unique among those one could take for another (docs/architecture.md, "The documents")."""
    yield from _twice([*facts.all(Party), *facts.all(Role)], facts)
    yield from _twice([*facts.all(Duty), *facts.all(Meeting)], facts)
    lists: dict[str, list[Part]] = {}
    for cls in WITHIN_A_LIST:
        for part in facts.all(cls):
            lists.setdefault(parent(part.pointer), []).append(part)
    for each in lists.values():
        yield from _twice(each, facts)


def _twice(named: Iterable[Part], facts: Facts) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for part in named:
        own = getattr(part, "id", None)
        if own in first:
            line, _ = facts.entry.source.position(f"{first[own]}/id")
            yield fault(
                f"{part.pointer}/id",
                f"«Id» (id): «{own}» er alt brukt på linje {line}. Gi denne en annen id.",
                f"“Id” (id): “{own}” is already used on line {line}. Give this one another id.",
            )
        elif own:
            first[own] = part.pointer
