"""Samtykket er trukket eller utløpt

**Hva.** Samtykket er trukket tilbake eller gått ut, og ikke noe annet samtykke gjelder for dem som deler.

**Hvorfor.** Et samtykke som er trukket, stanser delingen samme dag. Planen må ikke late som noe annet.

**Galt**

```yaml
consents:
  - id: share-plan
    given_by: ungdommen selv
    shared_between: [school, nav_contact]
    withdrawn_on: 2026-10-01
    kept_at: fylkeskommunens arkiv, sak 2026/000
```

**Riktig**

```yaml
consents:
  - id: share-plan
    given_by: ungdommen selv
    shared_between: [school, nav_contact]
    given_on: 2026-09-14
    kept_at: fylkeskommunens arkiv, sak 2026/000
```

**Slik retter du.** Stans delingen. Innhent et nytt samtykke og før det inn ved siden av det gamle, eller
skriv planen om så bare én tjeneste har den.
---
The consent was withdrawn or has expired

**What.** The consent was withdrawn or has expired, and no other consent holds for those who share.

**Why.** A consent that is withdrawn stops the sharing the same day. The plan must not pretend otherwise.

**Wrong**

```yaml
consents:
  - id: share-plan
    given_by: ungdommen selv
    shared_between: [school, nav_contact]
    withdrawn_on: 2026-10-01
    kept_at: fylkeskommunens arkiv, sak 2026/000
```

**Right**

```yaml
consents:
  - id: share-plan
    given_by: ungdommen selv
    shared_between: [school, nav_contact]
    given_on: 2026-09-14
    kept_at: fylkeskommunens arkiv, sak 2026/000
```

**How to mend it.** Stop sharing. Obtain a new consent and enter it beside the old one, or rewrite the plan so
that only one service has it.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.dates import short
from avtale.format.model import FollowUpPlan
from avtale.rules.plan._actors import in_force, party_of, sharing
from avtale.rules.rule import Facts, called, fault

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """A consent may be withdrawn at any time (docs/domain.md, "Confidentiality and consent")."""
    plan = facts.document
    if not isinstance(plan, FollowUpPlan) or any(in_force(each, facts.on) for each in plan.consents):
        return
    if len({party_of(facts, use.id) for use in sharing(facts)}) < 2:
        return
    for consent in plan.consents:
        if consent.withdrawn_on is not None and consent.withdrawn_on <= facts.on:
            key, day, nb, en = "withdrawn_on", consent.withdrawn_on, "trukket tilbake", "withdrawn on"
        elif consent.expires_on is not None and consent.expires_on < facts.on:
            key, day, nb, en = "expires_on", consent.expires_on, "gyldig til", "valid until"
        else:
            continue
        yield fault(
            f"{consent.pointer}/{key}",
            f"Samtykket «{called(consent.id)}» er {nb} {short(day)}, og ikke noe annet gjelder. Stans delingen, og innhent et nytt.",
            f"The consent “{called(consent.id)}” was {en} {day}, and no other holds. Stop sharing, and obtain a new one.",
        )
