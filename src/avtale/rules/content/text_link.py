"""Lenken fører til et sted leseren ikke kan gå

**Hva.** En lenke peker til en fil på en maskin, til en adresse inne i et nett, eller til noe som ikke er en
nettadresse.

**Hvorfor.** Leseren kommer ikke dit. Slike lenker kan også brukes til å lure noen til å åpne noe på sin egen
maskin.

**Galt**

```yaml
scope: Se [rutinen](file:///F:/felles/rutine.docx).
```

**Riktig**

```yaml
scope: Se [rutinen](https://www.example.org/rutine).
```

**Slik retter du.** Bruk en adresse som begynner med https:// eller mailto:, eller et sted i dokumentet (#).
Legg ellers det leseren trenger i et vedlegg.
---
The link leads where the reader cannot go

**What.** A link points at a file on a machine, at an address inside a network, or at something that is no web
address.

**Why.** The reader does not get there. Such links can also be used to trick someone into opening something on
their own machine.

**Wrong**

```yaml
scope: Se [rutinen](file:///F:/felles/rutine.docx).
```

**Right**

```yaml
scope: Se [rutinen](https://www.example.org/rutine).
```

**How to mend it.** Use an address that begins with https:// or mailto:, or a place in the document (#).
Otherwise put what the reader needs into an annex.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """To the web, to a mail address, or within the document."""
    for pointer, found in facts.forbidden:
        if found.kind == "link":
            yield fault(pointer, found.nb, found.en)
