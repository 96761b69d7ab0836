"""Navnene til parten står i feil rekkefølge

**Hva.** En part har navn på flere språk, og de står ikke i rekkefølgen norsk, samisk, kvensk.

**Hvorfor.** Rekkefølgen er den offisielle, og den første i listen er navnet parten får i teksten og på underskriften.

**Galt**

```yaml
parties:
  - id: county
    names:
      - {name: Eksempel fylkkasuohkan, language: se}
      - {name: Eksempel fylkeskommune, language: nb}
```

**Riktig**

```yaml
parties:
  - id: county
    names:
      - {name: Eksempel fylkeskommune, language: nb}
      - {name: Eksempel fylkkasuohkan, language: se}
```

**Slik retter du.** Kjør «avtale check --fix», eller flytt navnene selv. Navn på andre språk, og navn uten «language»,
kan stå hvor som helst.
---
The names of the party stand in the wrong order

**What.** A party has names in several languages, and they do not stand in the order Norwegian, Sami, Kven.

**Why.** The order is the official one, and the first of the list is the name the party gets in the text and at the
signature.

**Wrong**

```yaml
parties:
  - id: county
    names:
      - {name: Eksempel fylkkasuohkan, language: se}
      - {name: Eksempel fylkeskommune, language: nb}
```

**Right**

```yaml
parties:
  - id: county
    names:
      - {name: Eksempel fylkeskommune, language: nb}
      - {name: Eksempel fylkkasuohkan, language: se}
```

**How to mend it.** Run “avtale check --fix”, or move the names yourself. Names in other languages, and names without
“language”, may stand anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.repository import Repository
from avtale.findings import Problem, Severity
from avtale.format.model import Name
from avtale.format.names import in_order
from avtale.rules.rule import Facts, Located, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """Norwegian, Sami, Kven (docs/domain.md, "Names and languages")."""
    for party in facts.document.parties:
        yield from _problems(party.names, f"{party.pointer}/names")


def check_repository(repository: Repository, _history: History | None) -> Iterator[Located]:
    """The owner's names in the settings."""
    owner, source = repository.settings.owner, repository.settings_source
    if owner is not None and source is not None:
        yield from ((source, problem) for problem in _problems(owner.names, f"{owner.pointer}/names"))


def _problems(names: tuple[Name, ...], pointer: str) -> Iterator[Problem]:
    order = in_order([name.language for name in names])
    if order == sorted(order):
        return
    right = [names[index].name or "?" for index in order]
    moves = "avtale check --fix" if pointer.startswith("/parties/") else None
    do, do_en = (f" «{moves}» flytter dem.", f" “{moves}” moves them.") if moves else ("", "")
    yield fault(
        pointer,
        f"«Navn» (names): rekkefølgen er norsk, samisk, kvensk: {', '.join(f'«{name}»' for name in right)}.{do}",
        f"“Names” (names): the order is Norwegian, Sami, Kven: {', '.join(f'“{name}”' for name in right)}.{do_en}",
        on_key=True,
    )
