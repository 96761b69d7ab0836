"""Noe gikk galt da sidene ble satt opp

**Hva.** Oppsettet meldte om noe i malen eller stilarket: en stil den ikke forstår, en skrift som ikke er vår, et
underskriftsfelt uten navn eller plass, et dokument uten tittel eller språk.

**Hvorfor.** Sidene kan mangle noe, og PDF-en holder kanskje ikke kravene til arkiv og universell utforming.

**Galt**

```css
h2 { font-family: "Comic Sans MS"; colour: red; }
```

**Riktig**

```css
h2 { color: var(--accent); }
```

**Slik retter du.** Les meldingen, og rett malen i agreements/overrides/. Er malen vår egen, er feilen vår: meld fra.
---
Something went wrong while the pages were laid out

**What.** The layout reported something in the template or style sheet: a style it does not understand, a font that is
not ours, a signature field without name or place, a document without title or language.

**Why.** Something may be missing from the pages, and the PDF may not hold what archives and accessibility require.

**Wrong**

```css
h2 { font-family: "Comic Sans MS"; colour: red; }
```

**Right**

```css
h2 { color: var(--accent); }
```

**How to mend it.** Read the message and mend the template in agreements/overrides/. Where the template is ours, the
fault is ours: tell us.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
