"""Innholdet er endret etter at det ble godkjent

**Hva.** Registeret har godkjenningen av denne versjonen sammen med et fingeravtrykk av innholdet, og
innholdet har nå et annet. Kommentarer, rekkefølge og linjeskift betyr ikke noe.

**Hvorfor.** Det som nå står her, er det ingen som har godkjent. Partene kan ha skrevet under på noe annet.

**Galt**

```yaml
# godkjent med tre måneders oppsigelse
validity:
  notice: 1 month
```

**Riktig**

```yaml
# slik det ble godkjent
validity:
  notice: 3 months
```

**Slik retter du.** Sett teksten tilbake slik den var da den ble godkjent; git har den. Skal endringen gjelde,
så lag en ny versjon i en ny fil og få den godkjent.
---
The content was changed after it was approved

**What.** The register holds this version's approval with a fingerprint of its content, and the content now
has another. Comments, order and line breaks do not matter.

**Why.** Nobody approved what stands here now. The parties may have signed something else.

**Wrong**

```yaml
# godkjent med tre måneders oppsigelse
validity:
  notice: 1 month
```

**Right**

```yaml
# slik det ble godkjent
validity:
  notice: 3 months
```

**How to mend it.** Put the text back as it was when it was approved; git has it. If the change shall stand,
make a new version in a new file and have it approved.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.dates import short
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """Compare the content's fingerprint with the register's (docs/architecture.md, "What is kept, and where")."""
    entry = facts.entry
    event = facts.repository.register.approval(entry.key, entry.version)
    if event is None or not event.fingerprint or facts.transcribed or event.fingerprint == entry.fingerprint:
        return
    day_nb, day_en = (f" {short(event.on)}", f" on {event.on}") if event.on else ("", "")
    yield fault(
        "/control_header/version",
        f"«Versjon» (version): innholdet i {entry.version} er endret etter at det ble godkjent{day_nb}. "
        "Sett det tilbake, eller lag en ny versjon.",
        f"“Version” (version): the content of {entry.version} was changed after its approval{day_en}. "
        "Put it back, or make a new version.",
    )
