"""En avskrift er godkjent eller underskrevet

**Hva.** Dokumentet sier at det bare gjengir et annet («Avskrift av»), men registeret har en godkjenning eller
underskrift av det.

**Hvorfor.** En avskrift viser hva andre har vedtatt. Blir den godkjent, ser det ut som om noen har vedtatt
avskriften.

**Galt**

```yaml
transcribed_from:
  title: Samarbeidsavtale fra 2017
# og registeret har approval.yaml for denne versjonen
```

**Riktig**

```yaml
transcribed_from:
  title: Samarbeidsavtale fra 2017
# og registeret har ingenting om denne versjonen
```

**Slik retter du.** Skal teksten gjelde, så lag en ny versjon uten «transcribed_from» og få den godkjent.
Registerfilen blir stående; legg til en tilbaketrekking.
---
A transcription was approved or signed

**What.** The document says that it only records another (“Transcribed from”), but the register holds its
approval or signature.

**Why.** A transcription shows what others decided. Once approved, it looks as if someone had decided on the
transcription.

**Wrong**

```yaml
transcribed_from:
  title: Samarbeidsavtale fra 2017
# og registeret har approval.yaml for denne versjonen
```

**Right**

```yaml
transcribed_from:
  title: Samarbeidsavtale fra 2017
# og registeret har ingenting om denne versjonen
```

**How to mend it.** Where the text shall hold, make a new version without “transcribed_from” and have it
approved. The register's file stays; add a withdrawal.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """A transcription needs no register entry and gets none (docs/architecture.md, "The documents"); a withdrawal mends it."""
    key, version, register = facts.entry.key, facts.entry.version, facts.repository.register
    if not facts.transcribed or register.of(key, version, "withdrawal"):
        return
    if register.of(key, version, "approval") or register.of(key, version, "signature"):
        yield fault(
            "/transcribed_from",
            f"«Avskrift av» (transcribed_from): registeret har en godkjenning eller underskrift av {facts.entry}. "
            "Lag en egen versjon som kan vedtas, og trekk denne tilbake.",
            f"“Transcribed from” (transcribed_from): the register holds an approval or signature of {facts.entry}. "
            "Make a version of its own that can be decided on, and withdraw this one.",
        )
