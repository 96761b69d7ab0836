"""Dokumentet over er nyere enn dette

**Hva.** Dokumentet er godkjent før det dokumentet det bygger på, eller det over er ikke godkjent ennå.

**Hvorfor.** Den som godkjente, kan ikke ha holdt det opp mot noe som ikke fantes. Ofte er versjonen rettet i
det godkjente dokumentet uten en ny godkjenning.

**Galt**

```yaml
# godkjent 01.06.2026
based_on:
  - key: eksempel-nav     # godkjent 15.06.2026
    version: '2.00'
```

**Riktig**

```yaml
# godkjent 20.06.2026
based_on:
  - key: eksempel-nav     # godkjent 15.06.2026
    version: '2.00'
```

**Slik retter du.** Godkjenn dokumentet over først. Lag så en ny versjon av dette, og få den godkjent.
---
The document above is newer than this one

**What.** The document was approved before the document it is based on, or the one above has not been approved
yet.

**Why.** Whoever approved it cannot have held it against what was not there. Often the version was changed in
the approved document without a new approval.

**Wrong**

```yaml
# godkjent 01.06.2026
based_on:
  - key: eksempel-nav     # godkjent 15.06.2026
    version: '2.00'
```

**Right**

```yaml
# godkjent 20.06.2026
based_on:
  - key: eksempel-nav     # godkjent 15.06.2026
    version: '2.00'
```

**How to mend it.** Approve the document above first. Then make a new version of this one and have it
approved.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.dates import short
from avtale.rules.chain._said import line, links, name
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """By the register where both are approved, else by the days on which they take effect."""
    register = facts.repository.register
    own = register.approval(facts.entry.key, facts.entry.version)
    for link in links(facts):
        parent = link.parent
        if parent is None or link.in_circle or parent.document is None:
            continue
        approval = register.approval(parent.key, parent.version)
        above = name(parent)
        if own is not None and approval is None and parent.document.transcribed_from is None:
            yield fault(
                line(link),
                f"«Bygger på» (based_on): dette dokumentet er godkjent, men {above} er ikke det. Godkjenn {above} først.",
                f"“Based on” (based_on): this document is approved, but {above} is not. Approve {above} first.",
            )
        elif own and approval and own.on and approval.on and own.on < approval.on:
            yield fault(
                line(link),
                f"«Bygger på» (based_on): {above} ble godkjent {short(approval.on)}, etter dette ({short(own.on)}). "
                "Lag en ny versjon av dette, og få den godkjent.",
                f"“Based on” (based_on): {above} was approved {approval.on}, after this one ({own.on}). "
                "Make a new version of this one and have it approved.",
            )
        elif own is None:
            yield from _by_effect(facts, line(link), above, parent.document.control_header)


def _by_effect(facts: Facts, pointer: str, above: str, header: object) -> Iterator[Problem]:
    from avtale.format.model import ControlHeader

    mine = facts.document.control_header
    day = mine.effective_from if mine else None
    held = header.effective_from if isinstance(header, ControlHeader) else None
    if day and held and day < held and (facts.span.start is None or not _told_by_span(facts)):
        yield fault(
            pointer,
            f"«Bygger på» (based_on): {above} tas i bruk {short(held)}, etter dette ({short(day)}). "
            "Bygg på det som gjelder da, eller ta dette i bruk senere.",
            f"“Based on” (based_on): {above} takes effect {held}, after this one ({day}). "
            "Base it on what holds then, or let it take effect later.",
        )


def _told_by_span(facts: Facts) -> bool:
    """Whether parent-not-in-force-throughout says the same."""
    from avtale.rules.chain.parent_not_in_force_throughout import check as throughout

    return any(problem.pointer == "/validity/from" for problem in throughout(facts))
