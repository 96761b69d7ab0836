"""Behandlingsgrunnlaget mangler

**Hva.** Planen sier ikke med hvilken hjemmel opplysningene om ungdommen behandles.

**Hvorfor.** Hver tjeneste må ha et behandlingsgrunnlag etter personvernforordningen. Samtykket som opphever
taushetsplikten, er noe annet.

**Galt**

```yaml
legal_bases: []
```

**Riktig**

```yaml
legal_bases:
  - title: Opplæringslova
    section: § 9-4
    in_force_from: 2024-08-01
    relation: legal_basis
```

**Slik retter du.** Skriv hjemmelen under «legal_bases»: loven, paragrafen og dagen den gjelder fra. Spør
personvernombudet hvis du er i tvil.
---
The legal basis for processing is missing

**What.** The plan does not say on what legal basis the youth's information is processed.

**Why.** Each service must have a legal basis by the General Data Protection Regulation. The consent that
lifts the duty of confidentiality is something else.

**Wrong**

```yaml
legal_bases: []
```

**Right**

```yaml
legal_bases:
  - title: Opplæringslova
    section: § 9-4
    in_force_from: 2024-08-01
    relation: legal_basis
```

**How to mend it.** Write the basis under “legal_bases”: the law, its section and the day it holds from. Ask
the data protection officer if in doubt.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import FollowUpPlan
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """The legal basis and the consent are two fields (docs/domain.md, "Confidentiality and consent")."""
    if isinstance(facts.document, FollowUpPlan) and not facts.document.legal_bases:
        yield fault(
            "",
            "«Behandlingsgrunnlag» (legal_bases) mangler. Skriv loven og paragrafen opplysningene behandles etter; "
            "samtykket er ikke grunnlaget.",
            "“Legal bases for processing” (legal_bases) is missing. Write the law and section; the consent is not the basis.",
        )
