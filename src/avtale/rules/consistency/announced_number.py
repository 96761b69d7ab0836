"""Antallet stemmer ikke med listen

**Hva.** Teksten varsler et antall, for eksempel «fem formål», og listen har et annet.

**Hvorfor.** Enten er et punkt falt ut, eller så er et kommet til uten at noen har sett det.

**Galt**

```yaml
purposes:
  announced: 3
  items:
    - {id: complete, text: Flere fullfører.}
    - {id: work, text: Flere kommer i arbeid.}
```

**Riktig**

```yaml
purposes:
  announced: 2
  items:
    - {id: complete, text: Flere fullfører.}
    - {id: work, text: Flere kommer i arbeid.}
```

**Slik retter du.** Finn ut hva partene ble enige om. Rett tallet i «announced», eller legg til punktet som
mangler.
---
The number does not fit the list

**What.** The text announces a number, such as “five purposes”, and the list has another.

**Why.** Either an item was lost, or one was added unseen.

**Wrong**

```yaml
purposes:
  announced: 3
  items:
    - {id: complete, text: Flere fullfører.}
    - {id: work, text: Flere kommer i arbeid.}
```

**Right**

```yaml
purposes:
  announced: 2
  items:
    - {id: complete, text: Flere fullfører.}
    - {id: work, text: Flere kommer i arbeid.}
```

**How to mend it.** Find out what the parties agreed on. Correct the number in “announced”, or add the item
that is missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import ListOfItems
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """“Fem formål” and five items is right (docs/domain.md, "What a good tool finds wrong"); an empty list is another rule's."""
    for each in facts.all(ListOfItems):
        if each.announced is not None and each.items and each.announced != len(each.items):
            yield fault(
                f"{each.pointer}/announced",
                f"«Varslet antall» (announced) er {each.announced}, men listen har {len(each.items)}. "
                "Rett tallet, eller legg til det som mangler.",
                f"“Announced number” (announced) is {each.announced}, but the list has {len(each.items)}. "
                "Correct the number, or add what is missing.",
            )
