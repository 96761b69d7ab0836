"""Registeret er endret

**Hva.** En fil i registeret eller loggen er endret eller slettet siden den ble vedtatt. Slike filer legges
til og endres aldri. Det sammenlignes med hovedgrenen i git. Kan det ikke sammenlignes, er funnet bare en
merknad om det.

**Hvorfor.** Registeret er beviset for hvem som godkjente og skrev under, og når. Kan det rettes i etterkant,
er det ikke noe bevis.

**Galt**

```yaml
# register/eksempel-nav/1.00/approval.yaml, rettet i etterkant
approved_by: En Annen
```

**Riktig**

```yaml
# register/eksempel-nav/1.00/approval.yaml, slik den ble lagt til
approved_by: Kari Eksempel
```

**Slik retter du.** Hent filen tilbake fra git. Er en godkjenning eller underskrift feil, så legg til en ny
hendelse, for eksempel en tilbaketrekking.
---
The register was changed

**What.** A file of the register or the log was altered or deleted since it was decided. Such files are added
and never changed. They are compared with the main branch in git. Where that cannot be done, the finding is
only a notice that says so.

**Why.** The register is the evidence of who approved and signed, and when. If it can be edited afterwards, it
is no evidence.

**Wrong**

```yaml
# register/eksempel-nav/1.00/approval.yaml, rettet i etterkant
approved_by: En Annen
```

**Right**

```yaml
# register/eksempel-nav/1.00/approval.yaml, slik den ble lagt til
approved_by: Kari Eksempel
```

**How to mend it.** Restore the file from git. Where an approval or signature is wrong, add a new event, such
as a withdrawal.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.repository import Repository
from avtale.findings import Severity
from avtale.rules.rule import Located, fault
from avtale.source.read import Source

SEVERITY: Severity = "error"


def check_repository(repository: Repository, history: History | None) -> Iterator[Located]:
    """What git says of the kept files (DESIGN.md, "What is kept, and where"); outside git there is nothing to say."""
    if history is None or repository.root is None:
        return
    if history.trouble is not None and repository.settings_source is not None:
        nb, en = history.trouble
        yield (
            repository.settings_source,
            fault(
                "",
                f"Registeret er ikke sammenlignet med hovedgrenen: {nb}.",
                f"The register was not compared with the main branch: {en}.",
                severity="notice",
            ),
        )
    read = {event.source.name: event.source for event in repository.register.events}
    for path, change in history.changed:
        name = f"{repository.root.name}/{path}"
        nb, en = ("slettet", "deleted") if change == "gone" else ("endret", "altered")
        yield (
            read.get(name) or Source(name),
            fault(
                "",
                f"Filen er {nb} siden den ble vedtatt, og skal aldri endres. Hent den tilbake: git checkout "
                f"{history.bases[0]} -- {name}",
                f"The file was {en} since it was decided, and may never change. Restore it: git checkout "
                f"{history.bases[0]} -- {name}",
            ),
        )
