"""Noe er endret over, og ingen har sett på følgene

**Hva.** Dokumentet over har fått en ny godkjent versjon, eller en endringsavtale, og ingen har ført at de har
sett på hva det betyr her. Er det bestemt at dokumentet må endres, står funnet som en merknad til det er
gjort.

**Hvorfor.** Det er slik rutiner slutter å si det samme som avtalen: noen endrer den øverst, og ingen ser
etter under.

**Galt**

```yaml
based_on:
  - key: eksempel-nav     # 2.00 er godkjent
    version: '1.00'
```

**Riktig**

```yaml
based_on:
  - key: eksempel-nav
    version: '2.00'
```

**Slik retter du.** Se hva som er endret med «avtale suspects». Før det så med «avtale review», eller lag en
ny versjon som bygger på den nye.
---
Something has changed above and nobody has looked

**What.** The document above has a new approved version, or an amendment, and nobody has recorded that they
looked at what it means here. Where it was decided that the document must change, the finding stays as a
notice until it has.

**Why.** This is how routines stop saying what the agreement says: it is changed at the top, and nobody looks
below.

**Wrong**

```yaml
based_on:
  - key: eksempel-nav     # 2.00 er godkjent
    version: '1.00'
```

**Right**

```yaml
based_on:
  - key: eksempel-nav
    version: '2.00'
```

**How to mend it.** See what has changed with “avtale suspects”. Then record it with “avtale review”, or make
a new version based on the new one.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.inheritance.suspects import Suspect, suspicions
from avtale.rules.chain._said import name
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """Suspect until somebody has looked (DESIGN.md, "The chain")."""
    for one in suspicions(facts.entry, facts.repository, facts.on):
        if one.review is None:
            yield _not_looked_at(one)
        elif one.review.decision == "changes":
            new, who = name(one.changed), one.review.reviewed_by or ""
            yield fault(
                one.line,
                f"«Bygger på» (based_on): {who} har bestemt at dokumentet må endres etter {new}. Lag en ny versjon.",
                f"“Based on” (based_on): {who} decided that the document must change after {new}. Make a new version.",
                severity="notice",
            )


def _not_looked_at(one: Suspect) -> Problem:
    old, new = name(one.parent), name(one.changed)
    # A youth's plan is never in the register, so nobody can record there that it was looked at.
    if one.entry.document is not None and one.entry.document.kind == "follow_up_plan":
        do, do_en = f"Se over planen, og bygg den på {new}.", f"Look over the plan, and base it on {new}."
    else:
        asked = f"avtale review {one.entry} --parent {one.changed}"
        do, do_en = (
            f"Se over dokumentet, og før det med «{asked}».",
            f"Look it over, and record it with “{asked}”.",
        )
    through = f" gjennom {', '.join(name(each) for each in one.via)}" if one.via else ""
    through_en = f" through {', '.join(name(each) for each in one.via)}" if one.via else ""
    return fault(
        one.line,
        f"«Bygger på» (based_on): dokumentet bygger på {old}{through}, og {new} er godkjent siden. {do}",
        f"“Based on” (based_on): the document is based on {old}{through_en}, and {new} was approved since. {do_en}",
        severity="notice" if one.via else None,
    )
