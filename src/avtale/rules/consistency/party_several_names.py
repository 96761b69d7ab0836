"""Parten omtales med flere navn

**Hva.** Dokumentet kaller den samme parten ulike ting på ulike steder. Eller et dokument det bygger på, har en part med samme
organisasjonsnummer og bare andre navn.

**Hvorfor.** Da kan man tvile på om det er samme part, og hvem som har bundet seg.

**Galt**

```yaml
parties:
  - id: county
    names:
      - name: Eksempel fylkeskommune
    also_named:
      - name: utdanningsavdelingen
        where: tittelen
```

**Riktig**

```yaml
parties:
  - id: county
    names:
      - name: Eksempel fylkeskommune
```

**Slik retter du.** Bruk ett navn gjennom hele dokumentet, og ta bort «also_named». Handler noen for parten,
hører det hjemme i «acts_through». Offisielle navn på flere språk står i «names» og er ikke noe funn. Har parten fått nytt
navn, så la det gamle stå i «names» med «to».
---
The party goes by several names

**What.** The document calls one party by different names in different places. Or a document it is based on has a party of the
same organisation number and none of its names.

**Why.** One may then doubt whether it is the same party, and who is bound.

**Wrong**

```yaml
parties:
  - id: county
    names:
      - name: Eksempel fylkeskommune
    also_named:
      - name: utdanningsavdelingen
        where: tittelen
```

**Right**

```yaml
parties:
  - id: county
    names:
      - name: Eksempel fylkeskommune
```

**How to mend it.** Use one name throughout and take “also_named” away. Someone who acts for the party belongs
in “acts_through”. Official names in several languages stand in “names” and are no finding. Where the party got a new name,
keep the old one in “names” with “to”.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import Party
from avtale.rules.chain._said import links, name
from avtale.rules.rule import Facts, called, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """One party under several names (seed 004, title, §1 and signatures)."""
    for party in facts.document.parties:
        others = [(alias.name, alias.where) for alias in party.also_named if alias.name]
        if others:
            listed = ", ".join(f"«{name}»{f' ({where})' if where else ''}" for name, where in others)
            listed_en = ", ".join(f"“{name}”{f' ({where})' if where else ''}" for name, where in others)
            own = facts.name(party.id)
            yield fault(
                f"{party.pointer}/also_named",
                f"«Andre navn i dokumentet» (also_named): {own} kalles også {listed}. Bruk ett navn overalt.",
                f"“Other names in the document” (also_named): {own} is also called {listed_en}. Use one name throughout.",
                on_key=True,
            )
    yield from _above(facts)


def _above(facts: Facts) -> Iterator[Problem]:
    """The number says that it is one party, whatever the documents call it."""
    numbered = {
        party.organisation_number: party for party in facts.document.parties if party.organisation_number
    }
    for link in links(facts) if numbered else ():
        above = link.parent.document if link.parent else None
        above_name = name(link.parent) if link.parent else ""
        for other in above.parties if above is not None else ():
            party = numbered.get(other.organisation_number or "")
            if party is None or not other.names or not party.names or _names(party) & _names(other):
                continue
            yield fault(
                f"{party.pointer}/names",
                f"«Navn» (names): parten med nummer {other.organisation_number} heter «{called(party.names[0].name, party.id)}» her og "
                f"«{called(other.names[0].name, other.id)}» i {above_name}. Bruk ett navn begge steder.",
                f"“Names” (names): the party with number {other.organisation_number} is called “{called(party.names[0].name, party.id)}” "
                f"here and “{called(other.names[0].name, other.id)}” in {above_name}. Use one name in both.",
                on_key=True,
            )


def _names(party: Party) -> set[str]:
    return {" ".join(each.name.split()).casefold() for each in party.names if each.name}
