"""Den som skrev dokumentet, har godkjent det

**Hva.** Samme navn står som forfatter og som godkjenner.

**Hvorfor.** Godkjenning skal være et nytt par øyne. Den som skrev teksten, ser ikke sine egne hull.

**Galt**

```yaml
control_header:
  written_by: Ola Oppdiktet
  approved_by: Ola Oppdiktet
```

**Riktig**

```yaml
control_header:
  written_by: Ola Oppdiktet
  approved_by: Kari Eksempel
```

**Slik retter du.** La en annen lese og godkjenne med «avtale approve». Er navnet i «Skrevet av» feil, så rett
det før godkjenningen.
---
Whoever wrote the document has approved it

**What.** The same name stands as author and as approver.

**Why.** An approval is a second pair of eyes. Whoever wrote the text does not see its gaps.

**Wrong**

```yaml
control_header:
  written_by: Ola Oppdiktet
  approved_by: Ola Oppdiktet
```

**Right**

```yaml
control_header:
  written_by: Ola Oppdiktet
  approved_by: Kari Eksempel
```

**How to mend it.** Let someone else read it and approve it with “avtale approve”. Where the name in “Written
by” is wrong, correct it before the approval.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.persons import among
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """Compare the names of the header, and that of the register, as a reader sees them."""
    header = facts.document.control_header
    if header is None or not header.written_by:
        return
    event = facts.repository.register.approval(facts.entry.key, facts.entry.version)
    approver = header.approved_by or (event.approved_by if event else None)
    names = [name for name in (approver, event.approved_by if event else None) if name]
    approver = next((name for name in names if among(name, header.written_by)), None)
    if approver is None:
        return
    yield fault(
        "/control_header/approved_by" if header.approved_by else "/control_header/written_by",
        f"«Godkjent av» (approved_by): {approver} har selv skrevet dokumentet. La en annen godkjenne det.",
        f"“Approved by” (approved_by): {approver} also wrote the document. Let someone else approve it.",
    )
