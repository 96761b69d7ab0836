"""Tekster som ikke finnes på språket dokumentet lages på

**Hva.** Dokumentet lages på et annet språk enn det er skrevet på, og noen tekster har ingen oversettelse. De står på
sitt eget språk, merket slik at en skjermleser uttaler dem riktig.

**Hvorfor.** Leseren får to språk om hverandre og kan gå glipp av det som ikke er oversatt.

**Galt**

```yaml
title: Samarbeidsavtale
```

**Riktig**

```yaml
title:
  nb: Samarbeidsavtale
  nn: Samarbeidsavtale
  se: Ovttasbargošiehtadus
```

**Slik retter du.** Legg til teksten på språket, eller lag dokumentet på språket det er skrevet på.
---
Texts that are not there in the language the document is made in

**What.** The document is made in another language than it is written in, and some texts have no translation. They stand
in their own language, marked so that a screen reader pronounces them rightly.

**Why.** The reader gets two languages mixed and may miss what was not translated.

**Wrong**

```yaml
title: Samarbeidsavtale
```

**Right**

```yaml
title:
  nb: Samarbeidsavtale
  nn: Samarbeidsavtale
  se: Ovttasbargošiehtadus
```

**How to mend it.** Add the text in that language, or make the document in the language it is written in.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "notice"
