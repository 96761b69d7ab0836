"""Dokumenthodet tar til å gjelde etter at avtalen er slutt

**Hva.** «Gjelder fra» i dokumenthodet er en senere dag enn den siste dagen avtalen varer.

**Hvorfor.** Kvalitetssystemet viser da et dokument som ser nytt ut, mens det partene ble enige om, er utløpt.
Ingen er bundet av det, og de som slår opp rutinen, får ikke vite det.

**Galt**

```yaml
control_header:
  effective_from: 2022-10-24
validity:
  from: 2017-06-01
  to: 2020-05-31
```

**Riktig**

```yaml
control_header:
  effective_from: 2026-08-01
validity:
  from: 2026-08-01
  to: 2029-07-31
```

**Slik retter du.** Bli enige om en ny versjon med ny varighet, eller trekk dokumentet tilbake. Å flytte datoen i
hodet alene retter ingenting.
---
The control header takes effect after the agreement has ended

**What.** “Effective from” in the control header is later than the last day of the agreement.

**Why.** The quality system then shows a document that looks new while what the parties agreed on has run out.
Nobody is bound by it, and those who look the routine up are not told.

**Wrong**

```yaml
control_header:
  effective_from: 2022-10-24
validity:
  from: 2017-06-01
  to: 2020-05-31
```

**Right**

```yaml
control_header:
  effective_from: 2026-08-01
validity:
  from: 2026-08-01
  to: 2029-07-31
```

**How to mend it.** Agree on a new version with a new duration, or withdraw the document. Moving the date in the
header alone mends nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.dates import short
from avtale.format.told import told_kind
from avtale.rules.dates._amended import also_amended
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """Of an amendment also what it makes of the dates of the agreement."""
    yield from also_amended(facts, _of)


def _of(facts: Facts) -> Iterator[Problem]:
    """Compare the header's day with the last day of validity (seed 004, header and §5)."""
    header, start, end = facts.document.control_header, facts.span.start, facts.span.end
    if header is None or header.effective_from is None or end is None or header.effective_from <= end:
        return
    if start is not None and end < start:
        return  # dates/end_before_start tells of it
    kind, kind_en = (told_kind(facts.document.kind, lang) for lang in ("nb", "en"))
    lasts, lasts_en = ("varte", "lasted") if end < facts.on else ("varer", "lasts")
    yield fault(
        "/control_header/effective_from",
        f"«Gjelder fra» (effective_from) er {short(header.effective_from)}, men {kind} {lasts} bare til {short(end)}. "
        "Lag en ny versjon med ny varighet, eller trekk dokumentet tilbake.",
        f"“Effective from” (effective_from) is {header.effective_from}, but {kind_en} only {lasts_en} to {end}. "
        "Make a new version with a new duration, or withdraw the document.",
    )
