"""Samlingen har ingen dokumenter

**Hva.** Det er ikke noe dokument å sjekke i samlingen.

**Hvorfor.** Et svar uten funn skal bety at noe er sett på. Er samlingen tom, er det som regel feil mappe, eller filene mangler.

**Galt**

```yaml
# agreements/avtale.yaml, og ikke noe annet
format: 1
```

**Riktig**

```yaml
# agreements/eksempel-nav-1.00.yaml
format: 1
kind: agreement
```

**Slik retter du.** Lag et dokument med «avtale new», hent filene fra git, eller pek på riktig samling med --repo.
---
The repository has no documents

**What.** There is no document to check in the repository.

**Why.** An answer without findings shall mean that something was looked at. An empty repository is mostly the wrong folder, or
its files are missing.

**Wrong**

```yaml
# agreements/avtale.yaml, og ikke noe annet
format: 1
```

**Right**

```yaml
# agreements/eksempel-nav-1.00.yaml
format: 1
kind: agreement
```

**How to mend it.** Make a document with `avtale new`, fetch the files from git, or point at the right repository with `--repo`.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.repository import Repository
from avtale.findings import Severity
from avtale.rules.rule import Located, fault

SEVERITY: Severity = "error"


def check_repository(repository: Repository, _history: History | None) -> Iterator[Located]:
    """Plans count too: they are documents, and are checked."""
    if repository.settings_source is not None and not repository.entries and not repository.plans:
        yield (
            repository.settings_source,
            fault(
                "",
                "Samlingen har ingen dokumenter, så ingenting er sjekket. Lag et med «avtale new», eller pek på riktig "
                "samling med --repo.",
                "The repository has no documents, so nothing was checked. Make one with “avtale new”, or point at the right "
                "repository with --repo.",
            ),
        )
