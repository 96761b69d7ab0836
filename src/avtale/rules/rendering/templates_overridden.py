"""Samlingens egne maler trykker dokumentene

**Hva.** I `agreements/overrides/` ligger maler eller stiler som brukes i stedet for dem som følger med avtale.

**Hvorfor.** En mal kan skrive mer på siden enn det som står i kilden, eller skjule noe av det. Godkjenningen gjelder
kilden; det partene underskriver, er sidene. Den første underskriften binder malene: registeret tar vare på
fingeravtrykket deres, og `avtale verify` sier at egne maler har trykt filen.

**Galt**

```text
agreements/overrides/document.html.jinja     # med et avsnitt som ikke står i kilden
```

**Riktig**

```text
agreements/overrides/                        # tom: malene som følger med, brukes
```

**Slik retter du.** Les malene, og slett dem dere ikke trenger. Skal de være der, så ta dem med når noen godkjenner, og
før funnet opp i grunnlinjen (`avtale check --write-baseline`).
---
The repository's own templates print the documents

**What.** In `agreements/overrides/` lie templates or styles that are used in place of those that come with avtale.

**Why.** A template can write more on the page than the source says, or hide some of it. The approval is about the
source; what the parties sign is the pages. The first signature binds the templates: the register keeps their
fingerprint, and `avtale verify` says that templates of one's own printed the file.

**Wrong**

```text
agreements/overrides/document.html.jinja     # med et avsnitt som ikke står i kilden
```

**Right**

```text
agreements/overrides/                        # tom: malene som følger med, brukes
```

**How to mend it.** Read the templates, and delete those you do not need. Where they are to be there, show them to whoever
approves, and put the finding into the baseline (`avtale check --write-baseline`).
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.overrides import overriding
from avtale.facts.repository import Repository
from avtale.findings import Severity
from avtale.rules.rule import Located, fault

SEVERITY: Severity = "warning"
_MOST = 5


def check_repository(repository: Repository, history: History | None) -> Iterator[Located]:  # noqa: ARG001
    """Told once for the repository, in its settings: the templates are about every document."""
    names = overriding(repository)
    if not names or repository.settings_source is None:
        return
    listed = ", ".join(names[:_MOST]) + (", …" if len(names) > _MOST else "")
    yield (
        repository.settings_source,
        fault(
            "",
            f"Dokumentene trykkes med samlingens egne maler, som kan si mer enn kilden: overrides/ har {listed}. Les dem.",
            f"The documents are printed with the repository's own templates, which may say more than the source: overrides/ "
            f"holds {listed}. Read them.",
        ),
    )
