"""Et tegn som snur retningen på teksten

**Hva.** I teksten, navnet på et felt, en merknad eller navnet på filen står et usynlig tegn som får resten av linjen til
å vises i en annen rekkefølge enn den er skrevet.

**Hvorfor.** Den som leser og godkjenner, ser andre ord enn dem som står der. Bokstaver som skrives mot venstre, trenger
ikke slike tegn.

**Galt**

```yaml
subject: "Samarbeid \\u202eom unge"
```

**Riktig**

```yaml
subject: Samarbeid om unge
```

**Slik retter du.** Slett tegnet. Meldingen sier hvilket det er, og hvor i linjen det står; finner du det ikke, så skriv
ordene på nytt.
---
A character that turns the direction of the text

**What.** In a text, the name of a field, a comment or the name of the file there is an invisible character that shows
the rest of the line in another order than it is written.

**Why.** Whoever reads and approves it sees other words than those that stand there. Letters written from right to left
need no such character.

**Wrong**

```yaml
subject: "Samarbeid \\u202eom unge"
```

**Right**

```yaml
subject: Samarbeid om unge
```

**How to mend it.** Delete the character. The message says which it is and where in the line; where you cannot find it,
type the words anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.repository import Entry, Repository
from avtale.findings import Problem, Severity
from avtale.rules.letters._said import in_document, in_others
from avtale.rules.rule import Facts, Located

SEVERITY: Severity = "error"

_NB = "Det snur retningen på teksten. Slett det; finner du det ikke, så skriv ordene på nytt."
_EN = "It turns the direction of the text. Delete it; if you cannot find it, type the words anew."


def check(facts: Facts) -> Iterator[Problem]:
    """In the file and in its name."""
    return check_unread(facts.entry)


def check_unread(entry: Entry) -> Iterator[Problem]:
    """The same where the file cannot be read: the character may be why."""
    return in_document(entry, "direction", _NB, _EN)


def check_repository(repository: Repository, _history: History | None = None) -> Iterator[Located]:
    """The settings, the contacts, the register and the log."""
    return in_others(repository, "direction", _NB, _EN)
