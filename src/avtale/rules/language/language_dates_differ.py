"""Datoene er ikke de samme på begge språk

**Hva.** En tekst finnes på flere språk, og det ene språket har en dato det andre ikke har.

**Hvorfor.** Språkene skal si det samme. Har noen rettet fristen i den ene teksten og glemt den andre, holder hver leser
seg til sin dato. «24.10.2026», «24. oktober 2026» og «24 October 2026» er den samme datoen.

**Galt**

```yaml
text:
  nb: Søknaden sendes innen 1. mars 2027.
  se: Ohcan sáddejuvvo ovdal njukčamánu 15. beaivvi 2027.
```

**Riktig**

```yaml
text:
  nb: Søknaden sendes innen 1. mars 2027.
  se: Ohcan sáddejuvvo ovdal njukčamánu 1. beaivvi 2027.
```

**Slik retter du.** Finn ut hvilken dato partene ble enige om, og skriv den på alle språkene.
---
The dates are not the same in both languages

**What.** A text is there in several languages, and one of them has a date the other does not have.

**Why.** The languages are to say the same. Where somebody mended the deadline in one text and forgot the other, each
reader keeps to a date of their own. “24.10.2026”, “24. oktober 2026” and “24 October 2026” are one date.

**Wrong**

```yaml
text:
  nb: Søknaden sendes innen 1. mars 2027.
  se: Ohcan sáddejuvvo ovdal njukčamánu 15. beaivvi 2027.
```

**Right**

```yaml
text:
  nb: Søknaden sendes innen 1. mars 2027.
  se: Ohcan sáddejuvvo ovdal njukčamánu 1. beaivvi 2027.
```

**How to mend it.** Find out which date the parties agreed on, and write it in every language.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.rules.language._said import drifted, label, quoted
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """Language versions drift apart (DOMAIN.md, "Evidence of the pain")."""
    for text, one, other, found in drifted(facts, "dates"):
        yield fault(
            other.pointer,
            f"{label(text, facts, 'nb')}: dato på «{one.lang}» er {quoted(found.one, 'nb')}, på «{other.lang}» "
            f"{quoted(found.other, 'nb')}. Skriv de samme datoene på begge språk.",
            f"{label(text, facts, 'en')}: the date in “{one.lang}” is {quoted(found.one, 'en')}, in “{other.lang}” "
            f"{quoted(found.other, 'en')}. Write the same dates in both languages.",
        )
