"""Noe er ført som gjort før plikten begynte å gjelde

**Hva.** Loggen sier at en plikt er gjort på en dag da ingen versjon av dokumentet hadde begynt å gjelde.

**Hvorfor.** Før det var det ingen som hadde plikten. Som regel er årstallet feil, og da står den virkelige fristen som
utført uten å være det.

**Galt**

```yaml
# avtalen gjelder fra 2025-01-01
duty: report
occurrence: 2025-03-15
done_on: 2024-03-12
```

**Riktig**

```yaml
duty: report
occurrence: 2025-03-15
done_on: 2025-03-12
```

**Slik retter du.** Rett dagen. Er den riktig likevel, for eksempel fordi et møte ble holdt mens avtalen ventet på å
begynne, så skriv `even_so: true`; `avtale done … --even-so` fører det slik.
---
Something is recorded as done before the duty began

**What.** The log says that a duty was done on a day when no version of the document had begun.

**Why.** Before that nobody had the duty. Mostly the year is wrong, and then the real deadline stands as done without being so.

**Wrong**

```yaml
# the agreement is valid from 2025-01-01
duty: report
occurrence: 2025-03-15
done_on: 2024-03-12
```

**Right**

```yaml
duty: report
occurrence: 2025-03-15
done_on: 2025-03-12
```

**How to mend it.** Correct the day. Where it is right even so, such as for a meeting held while the agreement waited to
begin, write `even_so: true`; `avtale done … --even-so` records it that way.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.occurrences import began
from avtale.facts.repository import Repository
from avtale.findings import Severity
from avtale.format.dates import short
from avtale.rules.rule import Located, fault

SEVERITY: Severity = "error"


def check_repository(repository: Repository, _history: History | None) -> Iterator[Located]:
    """Each entry that counts, held against the first day its duty was anybody's."""
    for file in repository.log.files:
        record = file.record
        if file.problems or record is None or record.done_on is None or record.even_so:
            continue
        first = began(repository.versions.get(record.key or "", ()), repository, record.duty or "")
        if first is not None and record.done_on < first:
            yield (
                file.source,
                fault(
                    "/done_on",
                    f"«Gjort dato» (done_on): {short(record.done_on)} er før «{record.duty}» begynte å gjelde, {short(first)}. "
                    "Rett dagen. Er den riktig likevel, skriv «even_so: true».",
                    f"“Done on” (done_on): {record.done_on} is before “{record.duty}” began, {first}. "
                    "Correct the day. Where it is right even so, write “even_so: true”.",
                ),
            )
