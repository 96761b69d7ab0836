"""Det som er utelatt, finnes ikke over

**Hva.** En lokal rutine utelater noe som dokumentet den bygger på, ikke har.

**Hvorfor.** Da er ingenting utelatt, og den som leser rutinen, tror at noe er det. Oftest er id-en skrevet
feil, eller avtalen er endret.

**Galt**

```yaml
left_out:
  - id: invite-nva
    reason: Vi er et lite kontor.
```

**Riktig**

```yaml
left_out:
  - id: invite-nav
    reason: Vi er et lite kontor.
```

**Slik retter du.** Skriv id-en slik den står i dokumentet over, eller slett linjen.
---
What is left out is not there above

**What.** A local routine leaves out what the document it is based on does not have.

**Why.** Then nothing is left out, and the reader believes that something is. Mostly the id is misspelt, or
the agreement was changed.

**Wrong**

```yaml
left_out:
  - id: invite-nva
    reason: Vi er et lite kontor.
```

**Right**

```yaml
left_out:
  - id: invite-nav
    reason: Vi er et lite kontor.
```

**How to mend it.** Write the id as it stands in the document above, or delete the line.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from avtale.facts.chain import place_of
from avtale.findings import Problem, Severity
from avtale.format.model import Routine
from avtale.message import Message
from avtale.rules.chain._said import name
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """Each id under left_out names a part of the document above."""
    document, resolved = facts.document, facts.resolved
    if not isinstance(document, Routine) or resolved is None or resolved.above is None:
        return
    for each in document.left_out:
        if each.id is None or place_of(resolved, each.id) is not None:
            continue
        near = difflib.get_close_matches(each.id, resolved.above.duties, n=1)
        yield fault(
            f"{each.pointer}/id",
            "«Utelatt» (left_out): {above} har ikke noe som heter «{id}».{way}",
            "“Left out” (left_out): {above} has nothing called “{id}”.{way}",
            above=[name(parent.entry) for parent in resolved.parents],
            id=each.id,
            way=Message(f" Mener du «{near[0]}»?", f" Do you mean “{near[0]}”?")
            if near
            else Message(" Slett linjen.", " Delete the line."),
        )
