"""Feltet har feil slags innhold

**Hva.** Feltet skal ha en tekst, et tall, ja eller nei, en liste eller felter under seg, og har noe annet.

**Hvorfor.** Da kan innholdet ikke brukes, og noe av det ville falle bort.

**Galt**

```yaml
roles:
  id: adviser
  title: Veileder
```

**Riktig**

```yaml
roles:
  - id: adviser
    title: Veileder
```

**Slik retter du.** Gjør som meldingen sier. Et punkt i en liste begynner med «- ». Felter under et felt
rykkes inn to mellomrom. Tall og true eller false står uten anførselstegn.
---
The field holds the wrong kind of content

**What.** The field shall hold a text, a number, yes or no, a list, or fields of its own, and holds something
else.

**Why.** The content cannot be used then, and some of it would be lost.

**Wrong**

```yaml
roles:
  id: adviser
  title: Veileder
```

**Right**

```yaml
roles:
  - id: adviser
    title: Veileder
```

**How to mend it.** Do as the message says. An item of a list begins with “- ”. Fields below a field are
indented by two spaces. Numbers and true or false stand without quotes.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
