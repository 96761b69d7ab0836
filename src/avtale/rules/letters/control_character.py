"""Et kontrolltegn, eller et tegn som ikke er noen bokstav

**Hva.** Teksten har et kontrolltegn, et linjeskille av en gammel type, et tegn til privat bruk, eller det tegnet som et
program setter der en bokstav er gått tapt.

**Hvorfor.** Det vises ikke, eller vises forskjellig hos hver leser. På siden blir det en tom rute.

**Galt**

```yaml
subject: "Samarbeid om\\u2028unge"
```

**Riktig**

```yaml
subject: Samarbeid om unge
```

**Slik retter du.** Slett tegnet, eller skriv den bokstaven som skulle stått der.
---
A control character, or a character that is no letter

**What.** The text has a control character, a line end of an old kind, a private-use character, or the sign that a program
puts where a letter was lost.

**Why.** It is not shown, or shown differently to each reader. On the page it becomes an empty box.

**Wrong**

```yaml
subject: "Samarbeid om\\u2028unge"
```

**Right**

```yaml
subject: Samarbeid om unge
```

**How to mend it.** Delete the character, or type the letter that should stand there.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.repository import Entry, Repository
from avtale.findings import Problem, Severity
from avtale.rules.letters._said import in_document, in_others
from avtale.rules.rule import Facts, Located

SEVERITY: Severity = "error"

_NB = "Slett det, eller skriv bokstaven som skulle stått der."
_EN = "Delete it, or type the letter that should stand there."


def check(facts: Facts) -> Iterator[Problem]:
    """In the file and in its name."""
    return check_unread(facts.entry)


def check_unread(entry: Entry) -> Iterator[Problem]:
    """The same where the file cannot be read: the character may be why."""
    return in_document(entry, "control", _NB, _EN)


def check_repository(repository: Repository, _history: History | None = None) -> Iterator[Located]:
    """The settings, the contacts, the register and the log."""
    return in_others(repository, "control", _NB, _EN)
