"""Andelene blir ikke hundre prosent

**Hva.** Fordelingsnøkkelen gir partene andeler som til sammen ikke blir 100 prosent.

**Hvorfor.** Regningen skal gå opp. Blir summen en annen, er det ingen som skal betale resten, eller noen
betaler for mye.

**Galt**

```yaml
economy:
  shares:
    - {party: county, percent: 60}
    - {party: nav, percent: 30}
```

**Riktig**

```yaml
economy:
  shares:
    - {party: county, percent: 60}
    - {party: nav, percent: 40}
```

**Slik retter du.** Rett andelene, så de blir 100 til sammen. Skal noe av utgiften dekkes av andre, så skriv
dem som part eller som en egen kostnad.
---
The shares do not make a hundred per cent

**What.** The cost key gives the parties shares that together are not 100 per cent.

**Why.** The bill has to add up. If the sum is another, nobody is to pay the rest, or somebody pays too much.

**Wrong**

```yaml
economy:
  shares:
    - {party: county, percent: 60}
    - {party: nav, percent: 30}
```

**Right**

```yaml
economy:
  shares:
    - {party: county, percent: 60}
    - {party: nav, percent: 40}
```

**How to mend it.** Correct the shares so that they make 100. If others pay a part, write them as a party or
as a cost of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import Economy
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """A cost key in per cent adds up (docs/domain.md, "Forms of validity")."""
    for economy in facts.all(Economy):
        given = [share.percent for share in economy.shares if share.percent is not None]
        if given and len(given) == len(economy.shares) and sum(given) != 100:
            yield fault(
                f"{economy.pointer}/shares",
                f"«Fordelingsnøkkel» (shares): andelene blir {sum(given)} prosent til sammen. Rett dem, så de blir 100.",
                f"“Cost key” (shares): the shares make {sum(given)} per cent. Correct them, so that they make 100.",
                on_key=True,
            )
