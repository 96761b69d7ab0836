"""To versjoner begynner samme dag

**Hva.** En ny versjon begynner samme dag som den forrige, og den forrige er alt tatt i bruk. En versjon begynner
den seneste dagen av «Gjelder fra» i dokumenthodet (effective_from) og «Gjelder fra» i varigheten (from). For et
utkast er det en feil som må rettes før det godkjennes; er versjonen alt godkjent, er det en advarsel.

**Hvorfor.** Den høyeste versjonen gjelder. Begynner den samme dag som den forrige, har den forrige aldri vært i
bruk, enda folk har arbeidet etter den.

**Galt**

```yaml
# 1.00 gjelder fra 2025-01-01
control_header:
  version: '1.01'
  effective_from: 2025-01-01
```

**Riktig**

```yaml
# 1.00 gjelder fra 2025-01-01
control_header:
  version: '1.01'
  effective_from: 2027-01-01
```

**Slik retter du.** Sett «effective_from» til den dagen den nye tas i bruk; varigheten kan være den samme. «avtale
bump --effective-from» gjør det med en gang.
---
Two versions begin on the same day

**What.** A new version begins on the same day as the one before, which is already in use. A version begins on
the later day of “Effective from” in the control header (effective_from) and “Valid from” in the validity (from).
In a draft it is an error, to be mended before the approval; where the version is approved already, a warning.

**Why.** The highest version holds. Where it begins on the same day as the one before, that one was never in
use, though people have worked by it.

**Wrong**

```yaml
# 1.00 gjelder fra 2025-01-01
control_header:
  version: '1.01'
  effective_from: 2025-01-01
```

**Right**

```yaml
# 1.00 gjelder fra 2025-01-01
control_header:
  version: '1.01'
  effective_from: 2027-01-01
```

**How to mend it.** Set “effective_from” to the day the new one is taken into use; the validity may stay as it is.
“avtale bump --effective-from” does so at once.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.decided import first_day
from avtale.facts.version import order
from avtale.findings import Problem, Severity
from avtale.format.dates import short
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """A mistake mended before the older one began is none: then the older one shall never be in use."""
    entry, repository = facts.entry, facts.repository
    versions = repository.versions.get(entry.key or "", ())
    header = facts.document.control_header
    if len(versions) < 2 or header is None or facts.transcribed:
        return
    begins = first_day(entry, repository)
    approval = repository.register.approval(entry.key, entry.version)
    decided = approval.on if approval is not None and approval.on else facts.on
    if facts.state.name in ("withdrawn", "superseded", "expired") or begins is None or begins > decided:
        return
    for other in reversed(versions):
        if other.document is None or order(other.version) >= order(entry.version):
            continue
        if repository.register.approval(other.key, other.version) is None:
            continue
        if repository.register.of(other.key, other.version, "withdrawal"):
            continue
        if first_day(other, repository) == begins:
            yield fault(
                "/control_header/effective_from" if header.effective_from else "/control_header",
                f"«Gjelder fra» (effective_from): {entry.version} begynner {short(begins)}, samme dag som {other.version}, som da "
                f"aldri har vært i bruk. Skriv dagen {entry.version} tas i bruk.",
                f"“Effective from” (effective_from): {entry.version} begins {begins}, on the same day as {other.version}, which "
                f"then was never in use. Write the day {entry.version} is taken into use.",
                severity="warning" if approval is not None else None,
            )
        return
