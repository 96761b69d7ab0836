"""Samtykke står som behandlingsgrunnlag

**Hva.** Et behandlingsgrunnlag i planen er samtykke, for eksempel artikkel 6 nr. 1 bokstav a.

**Hvorfor.** En offentlig tjeneste som har en plikt etter loven, skal ikke bygge behandlingen på samtykke:
ungdommen kan ikke si fritt nei. Samtykket i planen opphever bare taushetsplikten.

**Galt**

```yaml
legal_bases:
  - title: Personvernforordningen (GDPR)
    section: artikkel 6 nr. 1 bokstav a
    in_force_from: 2018-07-20
```

**Riktig**

```yaml
legal_bases:
  - title: Personvernforordningen (GDPR)
    section: artikkel 6 nr. 1 bokstav e
    in_force_from: 2018-07-20
```

**Slik retter du.** Skriv den loven som gir tjenesten oppgaven, og artikkelen den svarer til. La samtykket stå
under «consents».
---
Consent stands as the legal basis for processing

**What.** A legal basis of the plan is consent, such as article 6 no. 1 letter a.

**Why.** A public service with a duty by law is not to build its processing on consent: the youth cannot
freely refuse. The consent of the plan only lifts the duty of confidentiality.

**Wrong**

```yaml
legal_bases:
  - title: Personvernforordningen (GDPR)
    section: artikkel 6 nr. 1 bokstav a
    in_force_from: 2018-07-20
```

**Right**

```yaml
legal_bases:
  - title: Personvernforordningen (GDPR)
    section: artikkel 6 nr. 1 bokstav e
    in_force_from: 2018-07-20
```

**How to mend it.** Write the law that gives the service its task, and the article it answers to. Let the
consent stand under “consents”.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import FollowUpPlan
from avtale.locales.patterns import in_plan
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """Udir advises against consent as the basis (docs/domain.md, "Confidentiality and consent")."""
    if not isinstance(facts.document, FollowUpPlan):
        return
    for basis in facts.document.legal_bases:
        said = " ".join(str(text) for text in (basis.title, basis.section) if text)
        if in_plan("consent", said):
            yield fault(
                basis.pointer,
                f"«Behandlingsgrunnlag» (legal_bases): «{said}» er samtykke. Skriv hjemmelen tjenesten har i loven, og la "
                "samtykket stå under «consents».",
                f"“Legal bases for processing” (legal_bases): “{said}” is consent. Write the basis the service has by law, "
                "and let the consent stand under “consents”.",
            )
