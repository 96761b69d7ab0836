"""Dokumentet over gjelder ikke hele tiden

**Hva.** Dokumentet gjelder i et tidsrom der dokumentet det bygger på, ikke gjelder: det begynner før, eller
varer lenger.

**Hvorfor.** Utenfor tidsrommet til avtalen har rutinen ingenting å stå på.

**Galt**

```yaml
# avtalen gjelder fra 2026-08-01 til 2029-07-31
validity:
  from: 2026-08-01
  to: 2030-07-31
```

**Riktig**

```yaml
validity:
  from: 2026-08-01
  to: 2029-07-31
```

**Slik retter du.** La tidsrommet ligge innenfor det over. Har dokumentet ingen egen varighet, arver det den
som står over.
---
The document above is not in force throughout

**What.** The document holds in a time when the document it is based on does not: it begins before, or lasts
longer.

**Why.** Outside the agreement's time a routine has nothing to stand on.

**Wrong**

```yaml
# avtalen gjelder fra 2026-08-01 til 2029-07-31
validity:
  from: 2026-08-01
  to: 2030-07-31
```

**Right**

```yaml
validity:
  from: 2026-08-01
  to: 2029-07-31
```

**How to mend it.** Keep the span within the one above. A document without a validity of its own inherits the
one above.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.decided import entry_span
from avtale.findings import Problem, Severity
from avtale.format.dates import short
from avtale.rules.chain._said import links, name
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """Both spans with what the register and amendments have decided; what has no end of its own is a warning."""
    validity, span = facts.document.validity, facts.span
    for link in links(facts) if validity is not None else ():
        if link.parent is None or link.in_circle or validity is None:
            continue
        above, held = name(link.parent), entry_span(link.parent, facts.repository)
        if validity.from_ and span.start and held.start and span.start < held.start:
            yield fault(
                "/validity/from",
                f"«Gjelder fra» (from): dokumentet gjelder fra {short(span.start)}, men {above} først fra {short(held.start)}. "
                "La det begynne samtidig eller senere.",
                f"“Valid from” (from): the document holds from {span.start}, but {above} only from {held.start}. "
                "Let it begin then or later.",
            )
        if held.end is None:
            continue
        if span.end is not None and span.end > held.end:
            yield fault(
                "/validity/to" if validity.to else "/validity",
                f"«Gjelder til» (to): dokumentet gjelder til {short(span.end)}, men {above} bare til {short(held.end)}. "
                "La det slutte samtidig eller før.",
                f"“Valid to” (to): the document holds to {span.end}, but {above} only to {held.end}. Let it end then or before.",
            )
        elif span.end is None and span.open_ended:
            yield fault(
                "/validity",
                f"«Varighet» (validity): dokumentet har ingen slutt, men {above} gjelder bare til {short(held.end)}. "
                f"Skriv «to: {held.end}», eller en tidligere dag.",
                f"“Validity” (validity): the document has no end, but {above} holds only to {held.end}. "
                f"Write “to: {held.end}” or an earlier day.",
                severity="warning",
            )
