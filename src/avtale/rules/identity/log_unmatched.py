"""Loggfilen svarer ikke til noen frist

**Hva.** En plikt er ført som gjort, men ingen godkjent versjon av dokumentet har en slik plikt med frist den dagen.

**Hvorfor.** Føringen teller ikke. Er det en skrivefeil, står den virkelige fristen fortsatt som ikke utført.

**Galt**

```yaml
# log/eksempel-nav/2025-04-15-report.yaml, men rapporten har frist 15. mars
key: eksempel-nav
duty: report
occurrence: 2025-04-15
```

**Riktig**

```yaml
# log/eksempel-nav/2025-03-15-report.yaml
key: eksempel-nav
duty: report
occurrence: 2025-03-15
```

**Slik retter du.** Bruk id-en plikten har i dokumentet, og dagen fristen faller på før noen flytting for helg.
`avtale status` viser fristene som mangler en føring, og `avtale done` fører dem med rett navn.
---
The log file answers to no deadline

**What.** A duty is logged as done, but no approved version of the document has such a duty due that day.

**Why.** The entry does not count. If it is a slip of the pen, the real deadline still stands as not done.

**Wrong**

```yaml
# log/eksempel-nav/2025-04-15-report.yaml, but the report is due on 15 March
key: eksempel-nav
duty: report
occurrence: 2025-04-15
```

**Right**

```yaml
# log/eksempel-nav/2025-03-15-report.yaml
key: eksempel-nav
duty: report
occurrence: 2025-03-15
```

**How to mend it.** Use the id the duty has in the document, and the day it falls due before any move for a
weekend. `avtale status` shows the deadlines that lack an entry, and `avtale done` records them by the right name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.occurrences import all_occurrences
from avtale.facts.repository import Repository
from avtale.findings import Problem, Severity
from avtale.format.dates import short
from avtale.rules.rule import fault
from avtale.source.read import Source

SEVERITY: Severity = "warning"


def check_repository(
    repository: Repository, _history: History | None = None
) -> Iterator[tuple[Source, Problem]]:
    """Look each entry up among the occurrences of its key; one with a fault of its own is told of already."""
    known: dict[tuple[str, dt.date], set[tuple[str, str, dt.date]]] = {}
    for file in repository.log.files:
        record = file.record
        if file.problems or record is None or record.occurrence is None or record.key is None:
            continue
        asked = (record.key, record.occurrence)
        if asked not in known:
            versions = repository.versions.get(record.key, [])
            known[asked] = {one.name for one in all_occurrences(versions, repository, record.occurrence)}
        if (record.key, record.duty or "", record.occurrence) in known[asked]:
            continue
        yield (
            file.source,
            fault(
                "/occurrence",
                f"«{record.key}» har ingen frist «{record.duty}» den {short(record.occurrence)} i noen godkjent versjon. "
                "Rett plikten eller dagen.",
                f"“{record.key}” has no deadline “{record.duty}” on {record.occurrence} in any approved version. "
                "Mend the duty or the day.",
            ),
        )
