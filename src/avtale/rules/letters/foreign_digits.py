"""Et siffer som ikke er 0 til 9

**Hva.** Et tall er skrevet med sifre fra et annet skriftsystem, eller med brede eller pyntede sifre.

**Hvorfor.** Tallet ser ut som et tall, men ingen sammenlikning, ingen frist og intet søk kjenner det igjen.

**Galt**

```yaml
title: "Samarbeidsavtale nr. \\u0664 mellom Eksempel fylkeskommune og NAV Eksempelvik"
```

**Riktig**

```yaml
title: Samarbeidsavtale nr. 4 mellom Eksempel fylkeskommune og NAV Eksempelvik
```

**Slik retter du.** Skriv tallet på nytt med 0 til 9. I en tekst som helt er skrevet i det andre skriftsystemet, er sifrene
greie.
---
A digit that is not 0 to 9

**What.** A number is written with digits of another script, or with wide or ornamental ones.

**Why.** It looks like a number, but no comparison, no deadline and no search knows it for one.

**Wrong**

```yaml
title: "Samarbeidsavtale nr. \\u0664 mellom Eksempel fylkeskommune og NAV Eksempelvik"
```

**Right**

```yaml
title: Samarbeidsavtale nr. 4 mellom Eksempel fylkeskommune og NAV Eksempelvik
```

**How to mend it.** Type the number anew with 0 to 9. In a text wholly in the other script its digits are fine.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.repository import Repository
from avtale.findings import Problem, Severity
from avtale.rules.letters._words import Found, in_document, in_others
from avtale.rules.rule import Facts, Located

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """In the values, and in the name of the file."""
    return (_told(found) for found in in_document(facts.entry) if found.deception.reason == "digit")


def check_repository(repository: Repository, _history: History | None = None) -> Iterator[Located]:
    """The settings, the contacts, the register and the log."""
    for source, found in in_others(repository):
        if found.deception.reason == "digit":
            yield source, _told(found)


def _told(found: Found) -> Problem:
    one = found.deception
    return found.problem(
        f"har U+{ord(one.char):04X}, et siffer som ser ut som eller står for {one.looks}. Skriv tallet med 0 til 9.",
        f"has U+{ord(one.char):04X}, a digit that looks like or stands for {one.looks}. Write the number with 0 to 9.",
    )
