"""Dokumentet det bygger på, er ikke i samlingen

**Hva.** Et dokument bygger på, eller endrer, et annet med nøkkel og versjon, og samlingen har det ikke.

**Hvorfor.** Uten dokumentet over er rutinen bare halv, og ingen kan se om den holder seg innenfor.

**Galt**

```yaml
based_on:
  - key: eksempel-nva
    version: '1.00'
```

**Riktig**

```yaml
based_on:
  - key: eksempel-nav
    version: '1.00'
```

**Slik retter du.** Rett nøkkelen eller versjonen, eller legg dokumentet i samlingen. Ligger det et annet
sted, skriv tittel, utsteder og dato i stedet.
---
The document it is based on is not in the repository

**What.** A document is based on, or amends, another by key and version, and the repository does not have it.

**Why.** Without the document above a routine is only half of itself, and nobody can see whether it keeps
within it.

**Wrong**

```yaml
based_on:
  - key: eksempel-nva
    version: '1.00'
```

**Right**

```yaml
based_on:
  - key: eksempel-nav
    version: '1.00'
```

**How to mend it.** Mend the key or the version, or put the document into the repository. Where it lies
elsewhere, write title, issuer and date instead.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from avtale.facts.version import order
from avtale.findings import Problem, Severity
from avtale.format.model import Amendment, Reference
from avtale.rules.chain._said import line
from avtale.rules.rule import Facts, called, fault

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """A loose file cannot know what a repository holds."""
    if facts.repository.root is None:
        return
    for link in facts.chain.links(facts.entry):
        if link.missing == "key":
            yield _no_key(link.reference, facts)
        elif link.missing == "version":
            yield _no_version(line(link), link.reference, facts)
    document = facts.document
    target = document.amends if isinstance(document, Amendment) else None
    if target is not None and target.key is not None:
        known = facts.repository.versions.get(target.key)
        if known is None:
            yield _no_key(target, facts)
        elif target.version and order(target.version) not in {order(entry.version) for entry in known}:
            yield _no_version(f"{target.pointer}/version", target, facts)


def _no_key(reference: Reference, facts: Facts) -> Problem:
    near = difflib.get_close_matches(reference.key or "", facts.repository.versions, n=1)
    meant, meant_en = (f" Mener du «{near[0]}»?", f" Do you mean “{near[0]}”?") if near else ("", "")
    return fault(
        f"{reference.pointer}/key",
        f"«Nøkkel» (key): samlingen har ikke noe dokument «{reference.key}».{meant}",
        f"“Key” (key): the repository has no document “{reference.key}”.{meant_en}",
    )


def _no_version(pointer: str, reference: Reference, facts: Facts) -> Problem:
    listed = ", ".join(e.version for e in facts.repository.versions[reference.key or ""] if e.version)
    return fault(
        pointer,
        f"«Versjon» (version): samlingen har ikke {reference.key} i versjon {called(reference.version)}. Den har: {listed}.",
        f"“Version” (version): the repository does not have version {called(reference.version)} of {reference.key}. It has: {listed}.",
    )
