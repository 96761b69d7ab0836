"""Tittelen er lengre enn signeringstjenesten tar

**Hva.** Innstillingene velger en signeringstjeneste, og den korte tittelen i hodet, eller den offentlige, har flere tegn
enn den tar.

**Hvorfor.** Tjenesten avviser oppdraget, eller kutter tittelen midt i.

**Galt**

```yaml
control_header:
  title: Samarbeidsavtale mellom Eksempel fylkeskommune og NAV Eksempelvik om oppfølging av unge
  version: '1.00'
```

**Riktig**

```yaml
control_header:
  title: Samarbeid om oppfølging av unge
  version: '1.00'
```

**Slik retter du.** Skriv det korte i «title» i hodet. Hele tittelen, med partene i, står i «title» under hodet, og den kan
være så lang den vil.
---
The title is longer than the signing service takes

**What.** The settings choose a signing service, and the short title in the header, or the public one, has more characters
than it takes.

**Why.** The service turns the request down, or cuts the title in the middle.

**Wrong**

```yaml
control_header:
  title: Samarbeidsavtale mellom Eksempel fylkeskommune og NAV Eksempelvik om oppfølging av unge
  version: '1.00'
```

**Right**

```yaml
control_header:
  title: Samarbeid om oppfølging av unge
  version: '1.00'
```

**How to mend it.** Write the short one in “title” in the header. The whole title, with the parties in it, stands in “title”
below the header, and may be as long as it likes.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.rules.rule import Facts, fault
from avtale.rules.signing._shared import limits

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """The header's title goes along with the file, and the public one beside it."""
    found = limits(facts)
    header = facts.document.control_header
    if found is None or found.title is None or header is None:
        return
    for text, nb, en, key in (
        (header.title, "Kort tittel", "Short title", "title"),
        (header.public_title, "Offentlig tittel", "Public title", "public_title"),
    ):
        for lang, words in text.values if text is not None else ():
            if len(words) > found.title:
                yield fault(
                    f"{header.pointer}/{key}{f'/{lang}' if lang else ''}",
                    f"«{nb}» ({key}) har {len(words)} tegn, og {found.said('nb')} tar høyst {found.title}. Skriv den kortere.",
                    f"“{en}” ({key}) has {len(words)} characters, and {found.said('en')} takes at most {found.title}. "
                    "Make it shorter.",
                )
