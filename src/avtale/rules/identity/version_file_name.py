"""Filen heter noe annet enn dokumentet

**Hva.** En fil i samlingen skal hete nøkkelen, en bindestrek og versjonen: «eksempel-nav-1.00.yaml». Denne
heter noe annet.

**Hvorfor.** Den som leter etter en versjon, leter etter filnavnet. Stemmer det ikke, er det lett å rette i
feil fil.

**Galt**

```yaml
# agreements/eksempel-nav-1.00.yaml
key: eksempel-nav
control_header:
  version: '1.01'
```

**Riktig**

```yaml
# agreements/eksempel-nav-1.01.yaml
key: eksempel-nav
control_header:
  version: '1.01'
```

**Slik retter du.** Gi filen det navnet meldingen nevner, eller rett versjonen i dokumenthodet. Er dokumentet
godkjent, så rett filnavnet og ikke innholdet.
---
The file is called something else than the document

**What.** A file of the repository is called by its key, a hyphen and its version: “eksempel-nav-1.00.yaml”.
This one is not.

**Why.** Whoever looks for a version looks for the file's name. Where the two differ, it is easy to edit the
wrong file.

**Wrong**

```yaml
# agreements/eksempel-nav-1.00.yaml
key: eksempel-nav
control_header:
  version: '1.01'
```

**Right**

```yaml
# agreements/eksempel-nav-1.01.yaml
key: eksempel-nav
control_header:
  version: '1.01'
```

**How to mend it.** Give the file the name in the message, or correct the version in the control header. Where
the document is approved, correct the file's name and not the content.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """Only in a repository; a loose file may be called anything."""
    entry, root = facts.entry, facts.repository.root
    if root is None or not entry.key or not entry.version or not entry.path.is_relative_to(root):
        return
    if not {"/key", "/control_header/version"}.isdisjoint(problem.pointer for problem in entry.problems):
        return  # no name of a file: that is to be mended first
    wanted = f"{entry.key}-{entry.version}"
    if entry.path.stem == wanted:
        return
    yield fault(
        "/control_header/version",
        f"«Versjon» (version) er {entry.version}, men filen heter {entry.path.name}. "
        f"Gi filen navnet {wanted}.yaml, eller rett versjonen.",
        f"“Version” (version) is {entry.version}, but the file is called {entry.path.name}. "
        f"Rename the file to {wanted}.yaml, or correct the version.",
    )
