"""En varslet oversikt er ikke vedlagt

**Hva.** Utvalget av skoler viser til en oversikt, men dokumentet har ingen vedlegg.

**Hvorfor.** Leseren får ikke vite hvilke skoler det gjelder.

**Galt**

```yaml
selection:
  annex: Oversikt over skolene
```

**Riktig**

```yaml
selection:
  annex: Oversikt over skolene
annexes:
  - title: Oversikt over skolene
    file: skoler.pdf
```

**Slik retter du.** Legg oversikten i samlingen og før den opp under «Vedlegg». Finnes den ikke lenger, så
skriv skolene i teksten eller ta henvisningen bort.
---
An announced list is not annexed

**What.** The selection of schools points at a list, but the document has no annexes.

**Why.** The reader is not told which schools are meant.

**Wrong**

```yaml
selection:
  annex: Oversikt over skolene
```

**Right**

```yaml
selection:
  annex: Oversikt over skolene
annexes:
  - title: Oversikt over skolene
    file: skoler.pdf
```

**How to mend it.** Put the list into the repository and enter it under “Annexes”. Where it is gone, write the
schools into the text or take the pointer away.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import Selection
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """Seed 001 says “se oversikt over skolene”, and has none; an annex that is listed is judged by annex-missing."""
    if facts.document.annexes:
        return
    for selection in facts.all(Selection):
        if selection.annex is not None:
            yield fault(
                f"{selection.pointer}/annex",
                f"«Oversikt» (annex): «{selection.annex}» er varslet, men dokumentet har ingen vedlegg. "
                "Før den opp under «annexes», eller ta henvisningen bort.",
                f"“Overview” (annex): “{selection.annex}” is announced, but the document has no annexes. "
                "Enter it under “annexes”, or take the pointer away.",
            )
