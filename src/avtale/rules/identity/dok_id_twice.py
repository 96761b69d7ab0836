"""Samme Dok.id på to dokumenter

**Hva.** Dok.id er nummeret kvalitetssystemet gir. Her står det samme nummeret på to dokumenter med ulik
nøkkel.

**Hvorfor.** Den som slår opp nummeret, kan få feil dokument.

**Galt**

```yaml
# i to filer med ulik nøkkel
control_header:
  id: 2.1.7
```

**Riktig**

```yaml
# den andre filen har
control_header:
  id: 2.1.8
```

**Slik retter du.** Rett nummeret på det dokumentet som ikke eier det. Har dokumentet ikke fått nummer ennå,
så ta feltet bort.
---
One document id on two documents

**What.** The document id is the number the quality system gives. Here one number stands on two documents with
different keys.

**Why.** Whoever looks the number up may get the wrong document.

**Wrong**

```yaml
# i to filer med ulik nøkkel
control_header:
  id: 2.1.7
```

**Right**

```yaml
# den andre filen har
control_header:
  id: 2.1.8
```

**How to mend it.** Correct the number on the document that does not own it. Where it has no number yet, take
the field away.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """Versions of one key share their id; two keys do not."""
    entry = facts.entry
    if not entry.id or not entry.key:
        return
    others = [other for other in facts.repository.keys_by_id.get(entry.id, ()) if other.key != entry.key]
    if others:
        listed = ", ".join(f"{other.key} ({other.name})" for other in others)
        yield fault(
            "/control_header/id",
            f"«Dok.id.» (id): {entry.id} står også på {listed}. Hvert dokument skal ha sitt eget nummer.",
            f"“Document id” (id): {entry.id} also stands on {listed}. Each document needs a number of its own.",
        )
