"""Logoen kan ikke brukes

**Hva.** `rendering.logo` nevner en fil som ikke finnes, som ligger utenfor samlingen, som er for stor, eller som ikke er
en ren SVG eller en PNG. Dokumentene blir laget uten logo.

**Hvorfor.** Det som tegnes, må ligge i samlingen og ikke hente noe: ellers ser dokumentet annerledes ut i morgen.

**Galt**

```yaml
rendering:
  logo:
    file: ../logo.svg
    text: Fylkesvåpenet
```

**Riktig**

```yaml
rendering:
  logo:
    file: logo.svg
    text: Fylkesvåpenet
```

**Slik retter du.** Legg filen i mappen avtale.yaml ligger i, høyst 500 kB. Lagre en SVG som ren SVG, uten bilder,
skript og lenker.
---
The logo cannot be used

**What.** `rendering.logo` names a file that is not there, that lies outside the repository, that is too large, or that is
no plain SVG and no PNG. Documents are made without a logo.

**Why.** What is drawn has to lie in the repository and to fetch nothing: else the document looks different tomorrow.

**Wrong**

```yaml
rendering:
  logo:
    file: ../logo.svg
    text: Fylkesvåpenet
```

**Right**

```yaml
rendering:
  logo:
    file: logo.svg
    text: Fylkesvåpenet
```

**How to mend it.** Put the file into the folder of avtale.yaml, at most 500 kB. Save an SVG as plain SVG, without
pictures, scripts and links.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.logo import logo
from avtale.facts.repository import Repository
from avtale.findings import Severity
from avtale.message import Message
from avtale.rules.rule import Located, fault

SEVERITY: Severity = "error"


def check_repository(repository: Repository, history: History | None) -> Iterator[Located]:
    """The logo of the settings."""
    del history
    found = logo(repository)
    if isinstance(found, Message) and repository.settings_source is not None:
        yield repository.settings_source, fault("/rendering/logo/file", found.nb, found.en)
