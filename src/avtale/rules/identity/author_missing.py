"""Ingen står som forfatter

**Hva.** Et utkast i samlingen sier ikke hvem som har skrevet det.

**Hvorfor.** Den som godkjenner, skal være en annen enn den som skrev. Uten forfatter kan ingen se det, og
«avtale approve» sier nei.

**Galt**

```yaml
control_header:
  title: Samarbeid NAV og OT
```

**Riktig**

```yaml
control_header:
  title: Samarbeid NAV og OT
  written_by: Ola Oppdiktet
```

**Slik retter du.** Skriv navnet under «control_header», i «written_by».
---
No author is named

**What.** A draft in the repository does not say who wrote it.

**Why.** Whoever approves has to be another than the author. Without an author nobody can see that, and “avtale
approve” refuses.

**Wrong**

```yaml
control_header:
  title: Samarbeid NAV og OT
```

**Right**

```yaml
control_header:
  title: Samarbeid NAV og OT
  written_by: Ola Oppdiktet
```

**How to mend it.** Write the name under “control_header”, in “written_by”.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "notice"


def check(facts: Facts) -> Iterator[Problem]:
    """A draft that is to be approved; `approve` refuses it (docs/architecture.md, "What is kept, and where")."""
    header = facts.document.control_header
    if header is None or facts.repository.root is None or not facts.absent(header, "written_by"):
        return
    if facts.state.name == "draft":
        yield fault(
            "/control_header",
            "«Skrevet av» (written_by) mangler. Skriv navnet; uten det kan utkastet ikke godkjennes.",
            "“Written by” (written_by) is missing. Write the name; without it the draft cannot be approved.",
            on_key=True,
        )
