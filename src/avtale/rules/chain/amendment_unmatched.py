"""Endringen passer ikke i dokumentet

**Hva.** En endringsavtale endrer et sted som ikke finnes i dokumentet, en ordlyd som er en annen enn den som
står der, legger til noe med en id som er brukt, eller setter inn noe formatet ikke tillater på det stedet.

**Hvorfor.** Partene skriver under på en endring. Passer den ikke, blir avtalen en annen enn de mente, og ingen
av dem vet det.

**Galt**

```yaml
changes:
  - id: shorter
    action: replaces
    at: /responsibilities/tell-nva/deadline/within
    value: 2 working days
```

**Riktig**

```yaml
changes:
  - id: shorter
    action: replaces
    at: /responsibilities/tell-nav/deadline/within
    value: 2 working days
```

**Slik retter du.** Skriv stedet med id-ene slik de står i dokumentet, og den gamle ordlyden slik den er der.
«avtale show DOK --resolved» viser dokumentet slik det er nå.
---
The change does not fit the document

**What.** An amendment changes a place that the document does not have, a wording that is not the one there,
adds something by an id that is taken, or puts in what the format does not allow at that place.

**Why.** The parties sign a change. Where it does not fit, the agreement is not what they meant, and neither of them knows.

**Wrong**

```yaml
changes:
  - id: shorter
    action: replaces
    at: /responsibilities/tell-nva/deadline/within
    value: 2 working days
```

**Right**

```yaml
changes:
  - id: shorter
    action: replaces
    at: /responsibilities/tell-nav/deadline/within
    value: 2 working days
```

**How to mend it.** Write the place with the ids as they stand in the document, and the old wording as it is
there. “avtale show DOC --resolved” shows the document as it is now.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.shape import Shape
from avtale.format.told import told
from avtale.inheritance.amended import apply, unfit
from avtale.rules.chain._said import name
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "error"
_TEXT = Shape({"$ref": "#/$defs/localized"})


def check(facts: Facts) -> Iterator[Problem]:
    """Each change is tried on the version it amends, after the approved amendments before it."""
    amended, data = facts.chain.amended(facts.entry), facts.chain.before(facts.entry)
    if amended is None or data is None:
        return
    target = name(amended.entry)
    for change, why, stands in apply(facts.entry, data).faults:
        at = f"{change.pointer}/at" if change.at else change.pointer
        if why == "nowhere":
            yield fault(
                at,
                f"«Sted» (at): {target} har ikke noe sted «{change.at or ''}». Skriv stedet med id-ene slik de står der.",
                f"“Place” (at): {target} has no place “{change.at or ''}”. Write it with the ids as they stand there.",
            )
        elif why == "old":
            shown, shown_en = told(_TEXT, stands, "nb"), told(_TEXT, stands, "en")
            yield fault(
                f"{change.pointer}/old",
                f"«Gammel ordlyd» (old): i {target} står det «{shown}». Skriv det som står der.",
                f"“Old wording” (old): {target} says “{shown_en}”. Write what stands there.",
            )
        elif why == "taken":
            yield fault(
                at,
                f"«Sted» (at): {target} har alt noe der. Bruk en ny id, eller «action: replaces».",
                f"“Place” (at): {target} has something there already. Use a new id, or “action: replaces”.",
            )
        else:
            yield fault(
                change.pointer,
                "«Ny ordlyd» (value) mangler: det står ikke hva som skal settes inn. Legg til «value:», «duty:» eller «to:».",
                "“New wording” (value) is missing: nothing says what to put there. Add “value:”, “duty:” or “to:”.",
            )
    for change, problem in unfit(facts.entry, data):
        key = "to" if change.action == "prolongs" else "duty" if change.duty else "value"
        yield fault(f"{change.pointer}/{key}", problem.nb, problem.en)
