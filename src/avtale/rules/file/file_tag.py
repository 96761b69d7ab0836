"""Et merke med utropstegn er ikke tillatt

**Hva.** En verdi begynner med et utropstegn, som i YAML ber programmet om å lage noe annet enn tekst.

**Hvorfor.** Slike merker kan få et program til å kjøre noe. Et dokument trenger dem ikke.

**Galt**

```yaml
subject: !viktig Samarbeid
```

**Riktig**

```yaml
subject: '!viktig Samarbeid'
```

**Slik retter du.** Ta bort merket. Hører utropstegnet til teksten, så sett teksten i anførselstegn.
---
A tag with an exclamation mark is not allowed

**What.** A value begins with an exclamation mark, which in YAML asks the program to make something other than
text.

**Why.** Such tags can make a program run things. A document does not need them.

**Wrong**

```yaml
subject: !viktig Samarbeid
```

**Right**

```yaml
subject: '!viktig Samarbeid'
```

**How to mend it.** Remove the tag. Where the exclamation mark is part of the text, put the text in quotes.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
