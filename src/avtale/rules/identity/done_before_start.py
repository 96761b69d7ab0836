"""Noe er ført som gjort før plikten begynte å gjelde

**Hva.** Loggen sier at en plikt er gjort på en dag da ingen versjon av dokumentet hadde begynt å gjelde. Eller registeret sier
at en versjon ble sagt opp, tok slutt eller ble trukket tilbake før den ble godkjent.

**Hvorfor.** Før det var det ingen som hadde plikten. Som regel er årstallet feil, og da står den virkelige fristen som
utført uten å være det, eller en avtale som gjelder, står som utgått uten frister.

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

**What.** The log says that a duty was done on a day when no version of the document had begun. Or the register says that a
version was given notice of, ended or was withdrawn before it was approved.

**Why.** Before that nobody had the duty. Mostly the year is wrong, and then the real deadline stands as done without being so,
or an agreement that holds stands as expired, without deadlines.

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
_ENDINGS = ("termination", "ending", "withdrawal")


def check_repository(repository: Repository, _history: History | None) -> Iterator[Located]:
    """Each entry that counts, held against the first day its duty was anybody's; what ends a version, against its approval."""
    yield from _ended_before_approval(repository)
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


def _ended_before_approval(repository: Repository) -> Iterator[Located]:
    for event in repository.register.events:
        record = event.record
        if event.problems or record is None or record.on is None or record.event not in _ENDINGS:
            continue
        approval = repository.register.approval(record.key, record.version)
        if approval is not None and approval.on is not None and record.on < approval.on:
            yield (
                event.source,
                fault(
                    "/on",
                    f"«Dato» (on): {short(record.on)} er før {record.key}@{record.version} ble godkjent, {short(approval.on)}, "
                    "så den kan ikke ha tatt slutt da. Rett dagen.",
                    f"“Date” (on): {record.on} is before {record.key}@{record.version} was approved, {approval.on}, "
                    "so it cannot have come to an end then. Correct the day.",
                ),
            )
