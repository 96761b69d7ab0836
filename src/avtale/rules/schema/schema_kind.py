"""Dokumentslaget mangler eller er ukjent

**Hva.** «kind» øverst i filen sier hva slags dokument det er. Det mangler, eller det er et ord programmet
ikke kjenner.

**Hvorfor.** Uten det er det ukjent hvilke felter dokumentet skal ha, og ikke noe annet kan sjekkes.

**Galt**

```yaml
format: 1
kind: avtalen
```

**Riktig**

```yaml
format: 1
kind: agreement
```

**Slik retter du.** Skriv «kind:» og ett av slagene meldingen nevner.
---
The kind is missing or unknown

**What.** “kind” at the top of the file says what kind of document it is. It is missing, or a word that avtale
does not know.

**Why.** Without it nobody knows which fields the document shall have, and nothing else can be checked.

**Wrong**

```yaml
format: 1
kind: avtalen
```

**Right**

```yaml
format: 1
kind: agreement
```

**How to mend it.** Write “kind:” and one of the kinds in the message.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
