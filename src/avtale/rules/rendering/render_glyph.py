"""Et tegn som skriften ikke har

**Hva.** Teksten har et tegn, for eksempel et emoji eller et tegn fra et annet skriftsystem, som skriften i dokumentet
ikke kan tegne.

**Hvorfor.** Leseren ville sett en tom rute, og PDF-en kunne ikke godkjennes for arkiv eller for skjermleser.

**Galt**

```yaml
subject: Samarbeid om unge 🙂
```

**Riktig**

```yaml
subject: Samarbeid om unge
```

**Slik retter du.** Skriv det med ord, eller bytt til et vanlig tegn. Norske og samiske bokstaver finnes alle.
---
A character that the font does not have

**What.** The text has a character, such as an emoji or one of another script, that the document's font cannot draw.

**Why.** The reader would see an empty box, and the PDF could not pass as an archive file or for a screen reader.

**Wrong**

```yaml
subject: Samarbeid om unge 🙂
```

**Right**

```yaml
subject: Samarbeid om unge
```

**How to mend it.** Say it in words, or use an ordinary character. Norwegian and Sami letters are all there.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
