"""Godkjent, men ikke av noen

**Hva.** Dokumenthodet har en dato for godkjenningen, men ikke navnet på den som godkjente.

**Hvorfor.** Godkjenningen er at noen står inne for dokumentet. En dato alene gjør ikke det.

**Galt**

```yaml
control_header:
  approved_on: 2022-10-24
```

**Riktig**

```yaml
control_header:
  approved_by: Kari Eksempel
  approved_on: 2022-10-24
```

**Slik retter du.** Skriv navnet slik det står i kilden. Er dokumentet ditt eget, så slett datoen og kjør
«avtale approve», som skriver begge.
---
Approved, but by nobody

**What.** The control header has a date of approval, but not the name of who approved.

**Why.** An approval is somebody vouching for the document. A date alone does not.

**Wrong**

```yaml
control_header:
  approved_on: 2022-10-24
```

**Right**

```yaml
control_header:
  approved_by: Kari Eksempel
  approved_on: 2022-10-24
```

**How to mend it.** Write the name as it stands in the source. Where the document is your own, delete the date
and run “avtale approve”, which writes both.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.dates import short
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """Where no register can tell: a transcription, a loose file. Else identity/approval_differs does."""
    header = facts.document.control_header
    if header is None or header.approved_on is None or not facts.absent(header, "approved_by"):
        return
    if facts.repository.root is not None and not facts.transcribed:
        return
    yield fault(
        "/control_header/approved_on",
        f"«Godkjent av» (approved_by) mangler, men dokumentet er godkjent {short(header.approved_on)}. Skriv hvem som godkjente.",
        f"“Approved by” (approved_by) is missing, but the document was approved on {header.approved_on}. Write who approved.",
    )
