"""Kildens navn er ikke fullstendig

**Hva.** En proposisjon, innstilling eller melding er ført opp uten det som skiller den fra andre med samme nummer: bokstaven
(Prop. 1 *S*) eller sesjonen (2014–2015).

**Hvorfor.** «Prop. 1» finnes hvert år, med flere bokstaver og for hvert departement. Uten bokstav og sesjon kan ingen slå
den opp.

**Galt**

```yaml
based_on:
  - title: Prop. 1
    issuer: Arbeids- og sosialdepartementet
    date: 2014-10-08
```

**Riktig**

```yaml
based_on:
  - title: Prop. 1 S (2014–2015)
    issuer: Arbeids- og sosialdepartementet
    date: 2014-10-08
```

**Slik retter du.** Slå opp dokumentet, og skriv navnet slik det står på forsiden. Er dette en avskrift, og kilden selv har
skrevet det slik, så la det stå og gi et unntak med grunn.
---
The name of the source is not complete

**What.** A bill, recommendation or white paper is listed without what tells it from others of the same number: the letter
(Prop. 1 *S*) or the session (2014–2015).

**Why.** There is a “Prop. 1” every year, with several letters and for each ministry. Without letter and session nobody can look
it up.

**Wrong**

```yaml
based_on:
  - title: Prop. 1
    issuer: Arbeids- og sosialdepartementet
    date: 2014-10-08
```

**Right**

```yaml
based_on:
  - title: Prop. 1 S (2014–2015)
    issuer: Arbeids- og sosialdepartementet
    date: 2014-10-08
```

**How to mend it.** Look the document up, and write its name as on its front page. Where this is a transcription, and the source
itself wrote it so, leave it and add a silence with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import Reference
from avtale.message import Message
from avtale.rules.first_look import held
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"

_SEEN = ("Prop.", "Innst.", "Meld.", "St.meld", "St. meld", "Ot.prp", "Ot. prp")
_NAME = re.compile(
    r"\b(?P<kind>Prop\.|Innst\.|Meld\.\s?St\.|St\.\s?meld\.|Ot\.\s?prp\.)\s*(?:nr\.\s*)?(?P<number>\d+)(?:\s+(?P<letter>[SL]{1,2})\b)?"
)
_SESSION = re.compile(r"\b\d{4}\s?[–/-]\s?(?:\d{4}|\d{2})\b")
_LETTERED = ("Prop.", "Innst.")


def check(facts: Facts) -> Iterator[Problem]:
    """“Prop. 1” without its letter (seed 001, funding); what Stortinget prints has a name of one form."""
    if not held(facts.entry.source.text, _SEEN):
        return
    for reference in facts.all(Reference):
        match = _NAME.search(str(reference.title or ""))
        if match is None:
            continue
        lacks = []
        if match["kind"] in _LETTERED and match["letter"] is None:
            lacks.append(Message("bokstaven (S eller L)", "its letter (S or L)"))
        if _SESSION.search(str(reference.title)) is None:
            lacks.append(Message("sesjonen, for eksempel (2014–2015)", "its session, such as (2014–2015)"))
        if lacks:
            yield fault(
                f"{reference.pointer}/title",
                "«Tittel» (title): «{name}» mangler {lacks}. Skriv navnet slik det står på forsiden.",
                "“Title” (title): “{name}” lacks {lacks}. Write the name as on its front page.",
                name=match[0].strip(),
                lacks=lacks,
            )
