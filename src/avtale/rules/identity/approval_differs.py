"""Godkjenningen i hodet stemmer ikke med registeret

**Hva.** «Godkjent av» eller «Godkjent dato» i dokumenthodet sier noe annet enn godkjenningen i registeret,
eller dokumentet sier at det er godkjent uten at registeret vet om det.

**Hvorfor.** Da ser et dokument godkjent ut uten å være det, eller det viser feil navn til den som leser.

**Galt**

```yaml
control_header:
  approved_by: Kari Eksempel   # ingen godkjenning i registeret
```

**Riktig**

```yaml
control_header:
  written_by: Ola Oppdiktet    # godkjennes med «avtale approve»
```

**Slik retter du.** Skriv ikke i de to feltene selv; «avtale approve» gjør det. Slett dem hvis dokumentet ikke
er godkjent, eller skriv det registeret sier.
---
The approval in the header does not fit the register

**What.** “Approved by” or “Approved on” in the control header differs from the approval in the register, or
the document says that it is approved and the register knows nothing of it.

**Why.** A document then looks approved without being so, or shows its reader the wrong name.

**Wrong**

```yaml
control_header:
  approved_by: Kari Eksempel   # ingen godkjenning i registeret
```

**Right**

```yaml
control_header:
  written_by: Ola Oppdiktet    # godkjennes med «avtale approve»
```

**How to mend it.** Do not write these two fields yourself; “avtale approve” does. Delete them where the
document is not approved, or write what the register says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.dates import short
from avtale.rules.rule import Facts, called, fault

SEVERITY: Severity = "error"

FIELDS = (("approved_by", "Godkjent av", "Approved by"), ("approved_on", "Godkjent dato", "Approved on"))


def check(facts: Facts) -> Iterator[Problem]:
    """A transcription repeats what its source's header says, and a loose file has no register beside it."""
    header = facts.document.control_header
    if header is None or facts.transcribed or facts.repository.root is None:
        return
    event = facts.repository.register.approval(facts.entry.key, facts.entry.version)
    recorded = (None, None) if event is None else (event.approved_by, event.on)
    for (key, nb, en), said, right in zip(
        FIELDS, (header.approved_by, header.approved_on), recorded, strict=True
    ):
        if said == right:
            continue
        pointer = f"/control_header/{key}" if said else "/control_header"
        if event is None:
            yield fault(
                pointer,
                f"«{nb}» ({key}) er {_told(said)}, men registeret har ingen godkjenning av {called(facts.entry.version)}. "
                "Slett feltet og kjør «avtale approve».",
                f"“{en}” ({key}) is {called(said)}, but the register holds no approval of {called(facts.entry.version)}. "
                "Delete the field and run “avtale approve”.",
            )
        else:
            yield fault(
                pointer,
                f"«{nb}» ({key}) er {_told(said)}, men registeret sier {_told(right)}. Skriv {called(right)}.",
                f"“{en}” ({key}) is {said or 'missing'}, but the register says {right}. Write {right}.",
            )


def _told(value: str | dt.date | None) -> str:
    if isinstance(value, dt.date):
        return short(value)
    return value or "tom"
