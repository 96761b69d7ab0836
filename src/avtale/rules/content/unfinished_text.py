"""Teksten er ikke ferdig

**Hva.** Noe i teksten ser ut som et hull som skulle vært fylt: «xx.xx.2026», «[navn]», «____», «TODO».

**Hvorfor.** Et hull som blir med til underskrift, må fylles for hånd, eller det blir stående uten innhold.

**Galt**

```yaml
evaluation:
  record: Referatet sendes [navn] innen xx.xx.2026.
```

**Riktig**

```yaml
evaluation:
  record: Referatet sendes arkivet innen 15.05.2026.
```

**Slik retter du.** Fyll inn det som mangler. Er det ikke bestemt, så ta feltet bort; da sier andre funn fra
om det trengs.
---
The text is not finished

**What.** Something in the text looks like a gap that was to be filled: “xx.xx.2026”, “[name]”, “____”,
“TODO”.

**Why.** A gap that goes along to the signature has to be filled by hand, or it stays without content.

**Wrong**

```yaml
evaluation:
  record: Referatet sendes [navn] innen xx.xx.2026.
```

**Right**

```yaml
evaluation:
  record: Referatet sendes arkivet innen 15.05.2026.
```

**How to mend it.** Fill in what is missing. Where it is undecided, take the field away; other findings tell
you if it is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.locales.patterns import patterns
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"

_MARKS = re.compile(
    r"\b[xX]{2,}(?:\.[xX]{2,})*(?:\.[0-9]{2,4})?\b"  # xx.xx.2026
    r"|(?<!\])\[[^\W\d_][^\]\[\n]{1,40}\](?![(\[:])"  # [navn], but no link and no [1]
    r"|_{4,}|«(?:…|\.\.\.)»"
)


def check(facts: Facts) -> Iterator[Problem]:
    """The first gap of each text, quoted alone; a transcribed signature line may be empty."""
    if not facts.texts:
        return
    words = patterns(facts.document.language or "nb").gap
    for pointer, text, _ in facts.texts:
        if pointer.startswith("/signatories/") and pointer.endswith("/line"):
            continue
        gap = _MARKS.search(text) or words.search(text)
        if gap is not None:
            yield fault(
                pointer,
                f"«{gap[0]}» ser ut som et hull som skulle vært fylt. Skriv det som skal stå her.",
                f"“{gap[0]}” looks like a gap that was to be filled. Write what shall stand here.",
            )
