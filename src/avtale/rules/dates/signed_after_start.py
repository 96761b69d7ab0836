"""Underskrevet etter at avtalen tok til å gjelde

**Hva.** Datoen ved en underskrift er senere enn den dagen avtalen gjelder fra, og dokumentet sier ikke at den
gjelder bakover i tid. Datoer som bare står i registeret, teller også.

**Hvorfor.** I dagene imellom er det uklart om noen var bundet. Blir det strid om en av de dagene, gir ikke
avtalen svar.

**Galt**

```yaml
validity:
  from: 2026-08-01
signatories:
  - party: county
    signed_on: 2026-08-20
```

**Riktig**

```yaml
validity:
  from: 2026-08-01
  retroactive: true
signatories:
  - party: county
    signed_on: 2026-08-20
```

**Slik retter du.** Er partene enige om at avtalen gjelder fra før den ble underskrevet, så si det med
«retroactive: true». Ellers settes «Gjelder fra» til den dagen den siste skrev under.
---
Signed after the agreement took effect

**What.** The date by a signature is later than the day the agreement applies from, and the document does not
say that it applies backwards. Dates that only the register holds count as well.

**Why.** For the days between it is unclear whether anyone was bound. A dispute about one of them finds no
answer here.

**Wrong**

```yaml
validity:
  from: 2026-08-01
signatories:
  - party: county
    signed_on: 2026-08-20
```

**Right**

```yaml
validity:
  from: 2026-08-01
  retroactive: true
signatories:
  - party: county
    signed_on: 2026-08-20
```

**How to mend it.** Where the parties agree that it applies from before it was signed, say so with
“retroactive: true”. Otherwise set “Valid from” to the day the last one signed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.dates import short
from avtale.format.model import Signatory
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """The last signature's date, on the page or in the register, and the first day of validity (seed 004, §5, last page).

    A date that cannot be right is dates/signed_outside_validity's to tell of.
    """
    validity = facts.document.validity
    if validity is None or validity.from_ is None or validity.retroactive:
        return
    start, end = validity.from_, facts.span.end
    late = [
        (day, pointer)
        for day, pointer in _signed(facts)
        if start < day <= facts.on and (end is None or day <= end)
    ]
    if not late:
        return
    day, pointer = max(late, key=lambda pair: pair[0])
    yield fault(
        pointer,
        f"«Dato» (signed_on): underskrevet {short(day)}, men avtalen gjelder fra {short(start)}. "
        "Skriv «retroactive: true» under «validity» hvis partene er enige om det, eller flytt «Gjelder fra».",
        f"“Date” (signed_on): signed {day}, but the agreement applies from {start}. "
        "Write “retroactive: true” under “validity” if the parties agree, or move “Valid from”.",
    )


def _signed(facts: Facts) -> Iterator[tuple[dt.date, str]]:
    signatories = facts.all(Signatory)
    for signatory in signatories:
        if signatory.signed_on:
            yield signatory.signed_on, f"{signatory.pointer}/signed_on"
    if facts.state.name not in ("approved", "in_force", "expires_soon"):
        return  # nobody works by it
    for event in facts.repository.register.of(facts.entry.key, facts.entry.version, "signature"):
        own = next((one.pointer for one in signatories if one.party == event.party), None)
        if own is not None and event.on is not None and event.fingerprint == facts.entry.fingerprint:
            yield event.on, own
