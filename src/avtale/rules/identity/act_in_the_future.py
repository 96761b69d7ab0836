"""Noe er ført som gjort på en dag som ikke har kommet

**Hva.** En hendelse i registeret, eller noe i loggen, har en dag senere enn i dag.

**Hvorfor.** En godkjenning, et vedtak, en oppsigelse eller et møte har en dag da det ble gjort. Den kan ikke ligge i
fremtiden. Det som følger av den, kan det: en avtale godkjennes som regel før den begynner å gjelde. Står dagen feil,
kan ingen siden stole på hva som var bestemt når.

**Galt**

```yaml
# register/eksempel-nav/1.00/approval.yaml, skrevet i november 2026
event: approval
on: 2062-11-01
```

**Riktig**

```yaml
# register/eksempel-nav/1.00/approval.yaml, skrevet i november 2026
event: approval
on: 2026-11-01
```

**Slik retter du.** Er filen ikke slått sammen med hovedgrenen ennå: slett den og før det på nytt med kommandoen, der
`--on` er dagen det ble gjort. Er den det, så vent til dagen har kommet, eller rett den i samråd med dem som leser registeret;
`register-changed` viser hva som ble endret. Går klokken på maskinen feil, så still den.
---
Something is recorded as done on a day that has not come

**What.** An event of the register, or an entry of the log, has a day later than today.

**Why.** An approval, an adoption, a notice or a meeting has a day on which it was done. That cannot lie in the future. What
follows from it can: an agreement is mostly approved before it begins. With a wrong day nobody can rely afterwards on what
was decided when.

**Wrong**

```yaml
# register/eksempel-nav/1.00/approval.yaml, written in November 2026
event: approval
on: 2062-11-01
```

**Right**

```yaml
# register/eksempel-nav/1.00/approval.yaml, written in November 2026
event: approval
on: 2026-11-01
```

**How to mend it.** Where the file has not been merged yet: delete it and record the act anew with the command, whose `--on` is
the day it was done. Where it has, wait until the day has come, or correct it together with those who read the register;
`register-changed` shows what was altered. Where the machine's clock is wrong, set it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from avtale.facts.repository import Repository
from avtale.findings import Problem, Severity
from avtale.format.dates import short
from avtale.rules.rule import Located, fault

SEVERITY: Severity = "error"


def check_acts(repository: Repository, today: dt.date) -> Iterator[Located]:
    """Each event and entry that can be read; the rest has a finding of its own."""
    for event in repository.register.events:
        if event.record is not None and event.record.on is not None and event.record.on > today:
            yield event.source, _told("/on", "«Dato» (on)", "“Date” (on)", event.record.on)
    for file in repository.log.files:
        if file.record is not None and file.record.done_on is not None and file.record.done_on > today:
            yield (
                file.source,
                _told("/done_on", "«Gjort dato» (done_on)", "“Done on” (done_on)", file.record.done_on),
            )


def _told(pointer: str, nb: str, en: str, day: dt.date) -> Problem:
    return fault(
        pointer,
        f"{nb}: {short(day)} har ikke kommet ennå, så det kan ikke være gjort da. Rett dagen.",
        f"{en}: {day} has not come yet, so it cannot have been done then. Correct the day.",
    )
