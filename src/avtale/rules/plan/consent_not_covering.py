"""Samtykket dekker ikke alle som deler

**Hva.** En tjeneste har en oppgave i planen, men står ikke blant dem som kan dele opplysninger etter noe
samtykke som gjelder.

**Hvorfor.** Samtykket gjelder bare dem det nevner. Den som ikke er nevnt, og de andre har taushetsplikt
overfor hverandre.

**Galt**

```yaml
measures:
  - {id: talks, title: Samtaler, responsible: nurse}
consents:
  - id: share-plan
    given_by: ungdommen selv
    shared_between: [ot, school, nav_contact]
    kept_at: fylkeskommunens arkiv, sak 2026/000
```

**Riktig**

```yaml
measures:
  - {id: talks, title: Samtaler, responsible: nurse}
consents:
  - id: share-plan
    given_by: ungdommen selv
    shared_between: [ot, school, nav_contact, nurse]
    kept_at: fylkeskommunens arkiv, sak 2026/000
```

**Slik retter du.** Spør ungdommen om også denne tjenesten kan være med, og før det inn når samtykket er gitt.
Ta ellers oppgaven ut av planen.
---
The consent does not cover everyone who shares

**What.** A service has a task in the plan but is not among those who may share information by any consent
that holds.

**Why.** The consent holds for those it names. Whoever is not named must keep silent towards the others, and
they towards it.

**Wrong**

```yaml
measures:
  - {id: talks, title: Samtaler, responsible: nurse}
consents:
  - id: share-plan
    given_by: ungdommen selv
    shared_between: [ot, school, nav_contact]
    kept_at: fylkeskommunens arkiv, sak 2026/000
```

**Right**

```yaml
measures:
  - {id: talks, title: Samtaler, responsible: nurse}
consents:
  - id: share-plan
    given_by: ungdommen selv
    shared_between: [ot, school, nav_contact, nurse]
    kept_at: fylkeskommunens arkiv, sak 2026/000
```

**How to mend it.** Ask the youth whether this service may take part too, and enter it when the consent is
given. Otherwise take the task out of the plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import FollowUpPlan
from avtale.rules.plan._actors import in_force, party_of, sharing
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """Each who shares is named by a consent in force, by itself or by its party."""
    plan = facts.document
    valid = (
        [each for each in plan.consents if in_force(each, facts.on)] if isinstance(plan, FollowUpPlan) else []
    )
    uses = sharing(facts)
    if not valid or len({party_of(facts, use.id) for use in uses}) < 2:
        return
    covered = {actor for consent in valid for actor in consent.shared_between}
    parties = {party_of(facts, actor) for actor in covered}
    told: set[str] = set()
    for use in uses:
        if use.id in covered or party_of(facts, use.id) in parties or use.id in told:
            continue
        told.add(use.id)
        name = facts.name(use.id)
        yield fault(
            use.pointer,
            f"{name} er med i planen, men står ikke under «Deles mellom» (shared_between) i noe samtykke som gjelder.",
            f"{name} takes part in the plan but is not under “Shared between” (shared_between) of any consent that holds.",
        )
