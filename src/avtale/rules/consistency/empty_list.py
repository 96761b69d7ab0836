"""Listen er tom

**Hva.** En liste har overskrift eller plass i dokumentet, men ingen punkter.

**Hvorfor.** «Kontaktpersoner er:» uten et navn etter er verre enn ingenting: leseren leter etter noe som ikke
er der.

**Galt**

```yaml
purposes:
  heading: Formålet er
  items: []
```

**Riktig**

```yaml
purposes:
  heading: Formålet er
  items:
    - {id: complete, text: Flere fullfører.}
```

**Slik retter du.** Fyll inn punktene, eller slett hele listen. Navn på personer hører ikke hjemme i avtalen;
skriv roller og steder.
---
The list is empty

**What.** A list has a heading or a place in the document, and no items.

**Why.** “Contacts are:” with nothing after it is worse than nothing: the reader looks for what is not there.

**Wrong**

```yaml
purposes:
  heading: Formålet er
  items: []
```

**Right**

```yaml
purposes:
  heading: Formålet er
  items:
    - {id: complete, text: Flere fullfører.}
```

**How to mend it.** Fill in the items, or delete the whole list. Names of persons do not belong in the
agreement; write roles and places.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import ContactList, ListOfItems, Needs
from avtale.rules.rule import Facts, fault
from avtale.source import pointer as pointers

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """An announced list that is empty (seed 001, contacts)."""
    lists: tuple[ListOfItems | Needs | ContactList, ...] = (
        *facts.all(ListOfItems),
        *facts.all(Needs),
        *facts.all(ContactList),
    )
    for each in lists:
        if not each.items and _is_empty(each.pointer, facts):
            key = pointers.split(each.pointer)[-1]
            heading, heading_en = (f" «{each.heading}»", f" “{each.heading}”") if each.heading else ("", "")
            yield fault(
                f"{each.pointer}/items",
                f"«Punkter» (items): listen{heading} ({key}) er tom. Fyll den, eller slett den.",
                f"“Items” (items): the list{heading_en} ({key}) is empty. Fill it, or delete it.",
                on_key=True,
            )


def _is_empty(pointer: str, facts: Facts) -> bool:
    """Items that are there and cannot be read are the schema's to tell of."""
    try:
        return pointers.resolve(facts.entry.source.data, [*pointers.split(pointer), "items"]) == []
    except KeyError:
        return False
