"""Tallene er ikke de samme på begge språk

**Hva.** En tekst finnes på flere språk, og det ene språket har et tall det andre ikke har.

**Hvorfor.** «Innen 5 dager» på norsk og «10 beaivvi» på samisk er to avtaler. Tall kan stå med siffer på det ene språket
og med bokstaver på det andre, og med komma eller punktum: «fem» er «5», og «2,5» er «2.5». Et tall som bare står med
bokstaver på det ene språket, meldes ikke når det andre ikke har noe tall der.

**Galt**

```yaml
does:
  nb: svare innen 5 virkedager
  en: answer within 10 working days
```

**Riktig**

```yaml
does:
  nb: svare innen 5 virkedager
  en: answer within five working days
```

**Slik retter du.** Finn ut hvilket tall partene ble enige om, og skriv det på alle språkene.
---
The numbers are not the same in both languages

**What.** A text is there in several languages, and one of them has a number the other does not have.

**Why.** “Within 5 days” in Norwegian and “10 beaivvi” in Sami are two agreements. A number may stand in digits in one
language and in letters in the other, and with a comma or a point: “fem” is “5”, and “2,5” is “2.5”. A number that only
stands in letters in one language is not told of where the other has no number there.

**Wrong**

```yaml
does:
  nb: svare innen 5 virkedager
  en: answer within 10 working days
```

**Right**

```yaml
does:
  nb: svare innen 5 virkedager
  en: answer within five working days
```

**How to mend it.** Find out which number the parties agreed on, and write it in every language.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.rules.language._said import drifted, label, quoted
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """Language versions drift apart (DOMAIN.md, "Evidence of the pain")."""
    for text, one, other, found in drifted(facts, "numbers"):
        yield fault(
            other.pointer,
            f"{label(text, facts, 'nb')}: tall på «{one.lang}» er {quoted(found.one, 'nb')}, på «{other.lang}» "
            f"{quoted(found.other, 'nb')}. Skriv de samme tallene på begge språk.",
            f"{label(text, facts, 'en')}: the number in “{one.lang}” is {quoted(found.one, 'en')}, in "
            f"“{other.lang}” {quoted(found.other, 'en')}. Write the same numbers in both languages.",
        )
