"""Malen ville hente noe utenfra

**Hva.** Mens dokumentet ble satt opp, ba en mal eller et stilark om en fil eller en nettadresse. Den ble ikke hentet.

**Hvorfor.** Et dokument som henter noe, ser ikke likt ut i morgen, røper hvem som åpner det, og kan dra inn filer som
ikke skal ut av huset. Derfor hentes ingenting, og det er en feil at noe prøver.

**Galt**

```css
@import url("https://eksempel.invalid/stil.css");
```

**Riktig**

```css
h2 { color: var(--accent); }
```

**Slik retter du.** Se i agreements/overrides/. Skriv stilen rett i malen, og tegn figurer som SVG i malen selv.
---
The template wanted to fetch something from outside

**What.** While the document was laid out, a template or style sheet asked for a file or a web address. It was not fetched.

**Why.** A document that fetches looks different tomorrow, tells who opens it, and can draw in files that must not leave
the house. So nothing is fetched, and the attempt is an error.

**Wrong**

```css
@import url("https://eksempel.invalid/stil.css");
```

**Right**

```css
h2 { color: var(--accent); }
```

**How to mend it.** Look in agreements/overrides/. Write the style into the template, and draw figures as SVG in it.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
