"""Målgruppene har ulike aldersgrenser

**Hva.** To målgrupper i samme avtale har ikke samme alder.

**Hvorfor.** En ungdom kan da være med i den ene gruppen og falle utenfor den andre. Er det ikke ment slik,
får noen ikke det de skal ha.

**Galt**

```yaml
target_groups:
  - id: outside
    title: Unge utenfor
    age: {from: 16, to: 21}
  - id: followed-up
    title: Unge med oppfølging
    age: {from: 16, to: 24}
```

**Riktig**

```yaml
target_groups:
  - id: outside
    title: Unge utenfor
    age: {from: 16, to: 21}
  - id: followed-up
    title: Unge med oppfølging
    age: {from: 16, to: 21}
```

**Slik retter du.** Skriv samme alder i begge, med «from», «to» og «to_bound». Er forskjellen ment, så legg
inn et unntak som sier hvorfor.
---
The target groups have different ages

**What.** Two target groups of one agreement do not have the same age.

**Why.** A youth may then belong to one group and fall outside the other. Where that is not meant, someone
does not get what is due.

**Wrong**

```yaml
target_groups:
  - id: outside
    title: Unge utenfor
    age: {from: 16, to: 21}
  - id: followed-up
    title: Unge med oppfølging
    age: {from: 16, to: 24}
```

**Right**

```yaml
target_groups:
  - id: outside
    title: Unge utenfor
    age: {from: 16, to: 21}
  - id: followed-up
    title: Unge med oppfølging
    age: {from: 16, to: 21}
```

**How to mend it.** Write the same age in both, with “from”, “to” and “to_bound”. Where the difference is
meant, add a silence that says why.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import Age
from avtale.rules.rule import Facts, called, fault

SEVERITY: Severity = "warning"

_BOUNDS = {
    "inclusive": ("til og med {}", "to and including {}"),
    "end_of_year": ("til ut det året de fyller {}", "to the end of the year they turn {}"),
    "under": ("under {}", "under {}"),
}


def check(facts: Facts) -> Iterator[Problem]:
    """Each group is compared with the first that has an age (seed 004, §3)."""
    groups = [
        (group, group.age) for group in getattr(facts.document, "target_groups", ()) if group.age is not None
    ]
    for group, age in groups[1:]:
        first, wanted = groups[0]
        if _span(age) == _span(wanted):
            continue
        yield fault(
            age.pointer,
            f"«Alder» (age): «{called(group.title, group.id)}» er {_told(age, 0)}, men «{called(first.title, first.id)}» er "
            f"{_told(wanted, 0)}. Skriv samme alder, eller gi et unntak med grunn.",
            f"“Age” (age): “{called(group.title, group.id)}” is {_told(age, 1)}, but “{called(first.title, first.id)}” is "
            f"{_told(wanted, 1)}. Write the same age, or add a silence with a reason.",
            on_key=True,
        )


def _span(age: Age) -> tuple[object, ...]:
    event = str(age.from_event).casefold() if age.from_event else None
    return (age.from_, event, age.to, age.to_bound)


def _told(age: Age, lang: int) -> str:
    start = str(age.from_) if age.from_ is not None else str(age.from_event or "")
    bound = _BOUNDS.get(age.to_bound or "", ("til {}", "to {}"))[lang]
    words = [
        f"{('fra', 'from')[lang]} {start}" if start else "",
        bound.format(age.to) if age.to is not None else "",
    ]
    return " ".join(filter(None, words)) or ("uten grense", "without a limit")[lang]
