"""Teksten inneholder HTML

**Hva.** En tekst har HTML-merker eller en innlimt tegning (SVG). Tekst skrives i Markdown, uten HTML.

**Hvorfor.** HTML kan hente noe utenfra, og det skjermlesere trenger, går tapt. Teksten blir derfor vist med
merkene synlige.

**Galt**

```yaml
scope: Avtalen gjelder <b>bare</b> samarbeidet.
```

**Riktig**

```yaml
scope: Avtalen gjelder **bare** samarbeidet.
```

**Slik retter du.** Bruk Markdown: **fet**, *kursiv*, «- » for punkter. Skal teksten vise et merke, så sett
det i `enkle bakstreker`.
---
The text holds HTML

**What.** A text has HTML tags or a pasted drawing (SVG). Text is written in Markdown, without HTML.

**Why.** HTML can fetch things from outside, and what screen readers need is lost. The text is therefore shown
with the tags visible.

**Wrong**

```yaml
scope: Avtalen gjelder <b>bare</b> samarbeidet.
```

**Right**

```yaml
scope: Avtalen gjelder **bare** samarbeidet.
```

**How to mend it.** Use Markdown: **bold**, *italic*, “- ” for items. To show a tag, put it in `backticks`.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """Markdown without raw HTML (docs/architecture.md, "The documents")."""
    for pointer, found in facts.forbidden:
        if found.kind == "html":
            yield fault(pointer, found.nb, found.en)
