"""Underskriften har verken navn eller stilling

**Hva.** En linje for underskrift sier hvilken part den er for, men ikke hvem som skriver under: verken
stillingen eller navnet.

**Hvorfor.** En part kan bare bindes av den som har myndighet til det. Uten stilling kan ingen se om rett person
skrev under.

**Galt**

```yaml
signatories:
  - party: county
```

**Riktig**

```yaml
signatories:
  - party: county
    title: Direktør for utdanning
```

**Slik retter du.** Skriv stillingen i «title», for eksempel «Direktør». Navnet kan vente til det er kjent.
---
The signature has neither name nor office

**What.** A line for a signature says which party it is for but not who signs: neither the office nor the name.

**Why.** A party can only be bound by somebody with the authority. Without an office nobody can see whether the
right person signed.

**Wrong**

```yaml
signatories:
  - party: county
```

**Right**

```yaml
signatories:
  - party: county
    title: Direktør for utdanning
```

**How to mend it.** Write the office in “title”, such as “Director”. The name can wait until it is known.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import Signatory
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """A line without a party too is responsibility/signatory_without_party's."""
    for signatory in facts.all(Signatory):
        if signatory.party and facts.absent(signatory, "title") and facts.absent(signatory, "name"):
            name = facts.name(signatory.party)
            yield fault(
                signatory.pointer,
                f"«Tittel» (title) mangler: i hvilken stilling skriver noen under for {name}? Legg til «title:».",
                f"“Title” (title) is missing: in which office does somebody sign for {name}? Add “title:”.",
            )
