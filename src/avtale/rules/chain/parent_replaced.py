"""Dokumentet det bygger på, er erstattet

**Hva.** Dokumentet over er erstattet av et nytt, noen har sett på følgene, og dette dokumentet fikk stå. Det
nevner fortsatt det gamle.

**Hvorfor.** Den som slår opp det gamle, leser noe som ikke gjelder.

**Galt**

```yaml
based_on:
  - key: eksempel-nav
    version: '1.00'       # 2.00 gjelder nå
```

**Riktig**

```yaml
based_on:
  - key: eksempel-nav
    version: '2.00'
```

**Slik retter du.** Bygg på det nye neste gang du lager en versjon.
---
The document it is based on was replaced

**What.** The document above was replaced by a new one, somebody has looked at what follows, and this document
was kept. It still names the old one.

**Why.** Whoever looks up the old one reads what does not hold.

**Wrong**

```yaml
based_on:
  - key: eksempel-nav
    version: '1.00'       # 2.00 gjelder nå
```

**Right**

```yaml
based_on:
  - key: eksempel-nav
    version: '2.00'
```

**How to mend it.** Base it on the new one when you next make a version.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.state import superseding
from avtale.findings import Problem, Severity
from avtale.inheritance.suspects import suspicions
from avtale.rules.chain._said import line, links, name
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "notice"


def check(facts: Facts) -> Iterator[Problem]:
    """Only when somebody has looked at it and kept it; until then it is suspect."""
    for link in links(facts):
        successor = superseding(link.parent, facts.repository, facts.on) if link.parent else None
        if successor is None or link.parent is None or link.in_circle:
            continue
        found = suspicions(facts.entry, facts.repository, facts.on)
        told = [
            one
            for one in found
            if one.parent is link.parent and not (one.review and one.review.decision == "kept")
        ]
        if not told:
            above, new = name(link.parent), name(successor)
            yield fault(
                line(link),
                f"«Bygger på» (based_on): {above} er erstattet av {new}. Bygg på {new} neste gang du lager en versjon.",
                f"“Based on” (based_on): {above} was replaced by {new}. Base it on {new} when you next make a version.",
            )
