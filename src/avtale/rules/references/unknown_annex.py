"""Teksten viser til et vedlegg som ikke finnes

**Hva.** En tekst nevner et vedlegg med nummer, for eksempel «vedlegg 3», og dokumentet har ikke så mange
vedlegg.

**Hvorfor.** Et vedlegg er en del av det partene blir enige om. Finnes det ikke, er de ikke enige om det.

**Galt**

```yaml
scope: Satsene står i vedlegg 2.
annexes:
  - {title: Kontorer, file: kontorer.pdf}
```

**Riktig**

```yaml
scope: Kontorene står i vedlegg 1.
annexes:
  - {title: Kontorer, file: kontorer.pdf}
```

**Slik retter du.** Før opp vedlegget under «annexes», eller rett nummeret. Står vedlegget i et annet dokument,
så nevn det dokumentet.
---
The text points at an annex that is not there

**What.** A text mentions an annex by its number, such as “annex 3”, and the document does not have that many.

**Why.** An annex is part of what the parties agree on. Where it does not exist, they have not agreed on it.

**Wrong**

```yaml
scope: Satsene står i vedlegg 2.
annexes:
  - {title: Kontorer, file: kontorer.pdf}
```

**Right**

```yaml
scope: Kontorene står i vedlegg 1.
annexes:
  - {title: Kontorer, file: kontorer.pdf}
```

**How to mend it.** Enter the annex under “annexes”, or correct the number. Where the annex belongs to another
document, name that document.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.locales.patterns import patterns
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """Annexes are numbered in the order they are listed; a document without any announces none here."""
    above = facts.effective.value("/annexes") if facts.effective is not None else None
    listed = max(len(facts.document.annexes), len(above) if isinstance(above, list) else 0)
    annex = patterns(facts.document.language or "nb").annex
    if not listed or not annex.stands_in(facts.entry.source.text):
        return
    for pointer, said in facts.strings:
        if pointer.startswith(("/annexes/", "/silences/", "/references/", "/based_on/")) or pointer.endswith(
            "/source"
        ):
            continue
        for found in annex.all(said):
            if int(found["number"]) > listed or found["number"] == "0":
                yield fault(
                    pointer,
                    f"«{found[0]}»: dokumentet har {listed} vedlegg. Før det opp under «annexes», eller rett nummeret.",
                    f"“{found[0]}”: the document has {listed} {'annex' if listed == 1 else 'annexes'}. Enter it under “annexes”, "
                    "or correct the number.",
                )
                break
