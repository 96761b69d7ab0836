"""Noen skal varsles, men ingen sier når

**Hva.** En plikt til å gi beskjed har ingen frist, og sier heller ikke hva beskjeden må komme før.

**Hvorfor.** En beskjed om et avbrutt tiltak hjelper lite etter et halvt år. Uten frist kan ingen si at den
kom for sent.

**Galt**

```yaml
responsibilities:
  - id: tell
    owner: nav_office
    strength: shall
    does: melde fra om avbruddet
    informs:
      - adviser
```

**Riktig**

```yaml
responsibilities:
  - id: tell
    owner: nav_office
    strength: shall
    does: melde fra om avbruddet
    informs:
      - adviser
    deadline:
      within: 3 working days
      of: avbruddet
```

**Slik retter du.** Legg til «deadline»: «within» med et tidsrom og «of» med det som starter tiden, en «date»,
eller «every» med «month». «before» teller også.
---
Someone shall be told, and nobody says when

**What.** A duty to inform has no deadline, nor does it say what it must come before.

**Why.** News of an interrupted measure is of little use after half a year. Without a deadline nobody can say
it came late.

**Wrong**

```yaml
responsibilities:
  - id: tell
    owner: nav_office
    strength: shall
    does: melde fra om avbruddet
    informs:
      - adviser
```

**Right**

```yaml
responsibilities:
  - id: tell
    owner: nav_office
    strength: shall
    does: melde fra om avbruddet
    informs:
      - adviser
    deadline:
      within: 3 working days
      of: avbruddet
```

**How to mend it.** Add “deadline”: “within” a time and “of” what starts it, a “date”, or “every” with
“month”. “before” counts as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import Duty
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """A duty to tell without a time limit (seed 004, §6 C)."""
    for duty in facts.all(Duty):
        if (
            not duty.informs
            or duty.before is not None
            or _limits(duty, facts)
            or facts.inherited(duty, "deadline")
        ):
            continue
        told = ", ".join(facts.name(actor) for actor in duty.informs)
        yield fault(
            f"{duty.pointer}/informs",
            f"«Frist» (deadline) mangler: {facts.name(duty.owner) or 'noen'} varsler {told}, men innen når? "
            "Legg til «deadline:» med «within:» og «of:».",
            f"“Deadline” (deadline) is missing: {facts.name(duty.owner) or 'someone'} informs {told}, but by when? "
            "Add “deadline:” with “within:” and “of:”.",
        )


def _limits(duty: Duty, facts: Facts) -> bool:
    """Whether the duty has a limit; one that stands there and cannot be read is the schema's to tell of."""
    if duty.deadline is None:
        return not facts.absent(duty, "deadline")
    return any(not facts.absent(duty.deadline, key) for key in ("within", "date", "every", "month"))
