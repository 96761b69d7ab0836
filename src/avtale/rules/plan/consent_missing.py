"""Flere tjenester deler opplysninger uten samtykke

**Hva.** Planen deler ansvaret mellom tjenester hos flere parter, men har ikke noe samtykke som opphever
taushetsplikten.

**Hvorfor.** Taushetsplikten gjelder også mellom tjenester som samarbeider. Samtykket sier hvem som kan dele
hva, og til hva.

**Galt**

```yaml
measures:
  - {id: maths, title: Matematikk, responsible: school}
  - {id: garage, title: Verksted, responsible: nav_contact}
consents: []
```

**Riktig**

```yaml
consents:
  - id: share-plan
    given_by: ungdommen selv
    information: [planen]
    shared_between: [school, nav_contact]
    purpose: å følge opp tiltakene sammen
    given_on: 2026-09-14
    kept_at: fylkeskommunens arkiv, sak 2026/000
```

**Slik retter du.** Innhent et skriftlig samtykke, og skriv under «consents» hvem som ga det, hva det gjelder,
hvem som kan dele, når det ble gitt og hvor det er lagret. Deler dere med hjemmel i lov, så gi et unntak og
skriv hjemmelen som grunn.
---
Several services share information without consent

**What.** The plan divides the work between services of several parties, but has no consent that lifts the
duty of confidentiality.

**Why.** The duty of confidentiality also holds between services that work together. The consent says who may
share what, and what for.

**Wrong**

```yaml
measures:
  - {id: maths, title: Matematikk, responsible: school}
  - {id: garage, title: Verksted, responsible: nav_contact}
consents: []
```

**Right**

```yaml
consents:
  - id: share-plan
    given_by: ungdommen selv
    information: [planen]
    shared_between: [school, nav_contact]
    purpose: å følge opp tiltakene sammen
    given_on: 2026-09-14
    kept_at: fylkeskommunens arkiv, sak 2026/000
```

**How to mend it.** Obtain a written consent and write under “consents” who gave it, what it is about, who may
share, when it was given and where it is kept. If you share by law, add a silence with the section as its
reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import FollowUpPlan
from avtale.rules.plan._actors import party_of, sharing
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """The plan holds a consent declaration (seed 004, §6 B); needed once two parties share."""
    plan = facts.document
    if not isinstance(plan, FollowUpPlan) or plan.consents:
        return
    parties = {party_of(facts, use.id) for use in sharing(facts)}
    if len(parties) > 1:
        names = sorted({facts.name(party) for party in parties})
        yield fault(
            "",
            f"«Samtykker» (consents) mangler, men {', '.join(names[:-1])} og {names[-1]} deler på oppfølgingen. Skriv samtykket og hvor det er lagret.",
            f"“Consents” (consents) is missing, but {', '.join(names[:-1])} and {names[-1]} share the follow-up. Write the consent and where it is kept.",
        )
