"""Underskrevet på en dag som ikke kan stemme

**Hva.** En underskrift har en dato etter den siste dagen avtalen varer, en dato som ikke er kommet ennå, eller
en dato i registeret før avtalen ble godkjent.

**Hvorfor.** En avtale som er slutt, kan ingen binde seg til. Som oftest er det et årstall som er skrevet feil,
og da viser dokumentet noe som aldri har hendt.

**Galt**

```yaml
validity: {from: 2020-08-01, to: 2023-07-31}
signatories:
  - party: county
    signed_on: 2024-06-20
```

**Riktig**

```yaml
validity: {from: 2020-08-01, to: 2023-07-31}
signatories:
  - party: county
    signed_on: 2020-06-20
```

**Slik retter du.** Se på den underskrevne utgaven, og skriv dagen som står der. Skrev de under etter at avtalen
var slutt, trengs en ny avtale, eller en versjon med en senere siste dag.
---
Signed on a day that cannot be right

**What.** A signature bears a date after the last day of the agreement, a date that has not come, or a date in
the register before the approval.

**Why.** Nobody can bind themselves to an agreement that has ended. Mostly a year was mistyped, and the document
then shows what never happened.

**Wrong**

```yaml
validity: {from: 2020-08-01, to: 2023-07-31}
signatories:
  - party: county
    signed_on: 2024-06-20
```

**Right**

```yaml
validity: {from: 2020-08-01, to: 2023-07-31}
signatories:
  - party: county
    signed_on: 2020-06-20
```

**How to mend it.** Look at the signed copy and write the day that stands there. Where they did sign after the
end, a new agreement is needed, or a version with a later last day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.dates import short
from avtale.format.model import Signatory
from avtale.format.told import told_kind
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """The dates on the page, and those of the register; the opposite of dates/signed_after_start."""
    span, register = facts.span, facts.repository.register
    end = None if span.start is not None and span.end is not None and span.end < span.start else span.end
    signatories = facts.all(Signatory)
    for signatory in signatories:
        day, pointer = signatory.signed_on, f"{signatory.pointer}/signed_on"
        if day is None:
            continue
        if end is not None and day > end:
            yield _after_end(facts, pointer, day, end)
        elif day > facts.on:
            yield fault(
                pointer,
                f"«Dato» (signed_on): {short(day)} er ikke kommet ennå. Skriv dagen det ble underskrevet, eller ta datoen bort.",
                f"“Date” (signed_on): {day} has not come yet. Write the day it was signed, or take the date away.",
            )
    key, version = facts.entry.key, facts.entry.version
    approval = register.approval(key, version)
    for event in register.of(key, version, "signature"):
        own = next((one.pointer for one in signatories if one.party == event.party), "/signatories")
        if event.on is not None and end is not None and event.on > end:
            yield _after_end(facts, own, event.on, end)
        elif event.on is not None and approval is not None and approval.on and event.on < approval.on:
            name = facts.name(event.party)
            yield fault(
                own,
                f"«Underskrifter» (signatories): registeret sier at {name} skrev under {short(event.on)}, men versjonen ble "
                f"først godkjent {short(approval.on)}. Finn ut hva som ble underskrevet.",
                f"“Signatories” (signatories): the register says that {name} signed on {event.on}, but the version was only "
                f"approved on {approval.on}. Find out what was signed.",
            )


def _after_end(facts: Facts, pointer: str, day: dt.date, end: dt.date) -> Problem:
    kind, kind_en = (told_kind(facts.document.kind, lang) for lang in ("nb", "en"))
    lasts, lasts_en = ("varte", "lasted") if end < facts.on else ("varer", "lasts")
    return fault(
        pointer,
        f"«Underskrifter» (signatories): underskrevet {short(day)}, men {kind} {lasts} bare til {short(end)}. "
        "Rett datoen, eller lag en ny versjon som varer lenger.",
        f"“Signatories” (signatories): signed on {day}, but {kind_en} only {lasts_en} to {end}. "
        "Correct the date, or make a new version that lasts longer.",
    )
