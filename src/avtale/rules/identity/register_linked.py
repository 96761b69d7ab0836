"""Registeret er ikke en vanlig mappe

**Hva.** Registeret, loggen eller noe i dem er en lenke, et annet kodelager (submodul) eller ingen vanlig fil. Det samme gjelder når
samlingen selv ligger bak en lenke i kodelageret.

**Hvorfor.** Det som ligger bak en lenke, kan endres uten at det synes i registeret, og sammenlignes ikke med det som er vedtatt.

**Galt**

```yaml
# agreements/register/eksempel-nav/1.00/approval.yaml -> ../../../../reg/approval.yaml
event: approval
```

**Riktig**

```yaml
# agreements/register/eksempel-nav/1.00/approval.yaml
event: approval
```

**Slik retter du.** Legg selve mappen og filene der lenken er. Er de byttet ut siden de ble vedtatt, så hent dem tilbake fra git.
---
The register is no ordinary folder

**What.** The register, the log or something in them is a link, another repository (a submodule) or no regular file. The same holds
where the agreements folder itself lies behind a link in the checkout.

**Why.** What lies behind a link can be changed without being seen in the register, and is not compared with what was decided.

**Wrong**

```yaml
# agreements/register/eksempel-nav/1.00/approval.yaml -> ../../../../reg/approval.yaml
event: approval
```

**Right**

```yaml
# agreements/register/eksempel-nav/1.00/approval.yaml
event: approval
```

**How to mend it.** Put the folder and the files themselves where the link is. Where they were replaced since they were decided, restore
them from git.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.real import Kind
from avtale.facts.repository import Repository
from avtale.findings import Severity
from avtale.rules.rule import Located, fault
from avtale.source.read import Source

SEVERITY: Severity = "error"

_CALLED: dict[Kind, tuple[str, str]] = {
    "link": ("en lenke", "a link"),
    "submodule": ("et annet kodelager (submodul)", "another repository (a submodule)"),
    "special": ("ingen vanlig fil", "no regular file"),
}


def check_repository(repository: Repository, _history: History | None) -> Iterator[Located]:
    """Each thing that is not what it should be; nothing behind it is judged by this rule."""
    root = repository.root
    for each in repository.unreal if root is not None else ():
        nb, en = _CALLED[each.kind]
        name = "/".join(part for part in (root.name if root else "", each.path) if part)
        known = repository.settings_source if not each.path else None
        yield (
            known or Source(name),
            fault(
                "",
                f"{name} er {nb}. Registeret og loggen skal være vanlige mapper med vanlige filer: legg dem her selv.",
                f"{name} is {en}. The register and the log are to be real folders of real files: put them here themselves.",
            ),
        )
