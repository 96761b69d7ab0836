"""Registeret gjelder et dokument som ikke finnes

**Hva.** Registeret har en hendelse for en nøkkel og versjon som ingen fil i samlingen har.

**Hvorfor.** Noe som er godkjent eller underskrevet, mangler. Det skal kunne finnes igjen så lenge noen spør.

**Galt**

```yaml
# register/eksempel-nav/1.00/approval.yaml, uten filen eksempel-nav-1.00.yaml
event: approval
key: eksempel-nav
version: '1.00'
```

**Riktig**

```yaml
# register/eksempel-nav/1.00/approval.yaml, ved siden av filen eksempel-nav-1.00.yaml
event: approval
key: eksempel-nav
version: '1.00'
```

**Slik retter du.** Hent dokumentfilen tilbake fra git. Er nøkkelen eller versjonen i filen endret, så sett
dem tilbake.
---
The register concerns a document that is not there

**What.** The register holds an event for a key and version that no file of the repository has.

**Why.** Something that was approved or signed is missing. It must be possible to find it for as long as
anyone asks.

**Wrong**

```yaml
# register/eksempel-nav/1.00/approval.yaml, uten filen eksempel-nav-1.00.yaml
event: approval
key: eksempel-nav
version: '1.00'
```

**Right**

```yaml
# register/eksempel-nav/1.00/approval.yaml, ved siden av filen eksempel-nav-1.00.yaml
event: approval
key: eksempel-nav
version: '1.00'
```

**How to mend it.** Restore the document's file from git. Where its key or version was changed, put them back.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.repository import Repository
from avtale.findings import Severity
from avtale.rules.rule import Located, fault

SEVERITY: Severity = "error"


def check_repository(repository: Repository, _history: History | None) -> Iterator[Located]:
    """A file that cannot be read counts by its name: its own finding tells of it."""
    known = {(entry.key, entry.version) for entry in repository.entries}
    unread = {entry.path.stem for entry in repository.entries if entry.document is None}
    for event in repository.register.events:
        record = event.record
        if record is None or event.problems or (record.key, record.version) in known:
            continue
        if f"{record.key}-{record.version}" in unread:
            continue
        yield (
            event.source,
            fault(
                "/key",
                f"«Nøkkel» (key): samlingen har ikke {record.key}@{record.version}. Hent filen tilbake fra git.",
                f"“Key” (key): the repository has no {record.key}@{record.version}. Restore the file from git.",
            ),
        )
