"""Evalueringen er ikke holdt

**Hva.** Avtalen lover en evaluering, dagen for den er passert, og ingen har ført i loggen at den er holdt.
Funnet er en merknad så lenge det er like kort tid siden som det varsles på forhånd («lead_times: evaluation»),
deretter en advarsel. Det som falt før versjonen ble godkjent, regnes ikke med; det gjør heller ikke en avskrift
som loggen aldri har nevnt.

**Hvorfor.** En evaluering ingen holder, er den vanligste måten en avtale slutter å virke på. Ingen merker det
før den skal fornyes.

**Galt**

```yaml
evaluation:
  every: 1 year
  month: 4
# og ingen fil log/eksempel-nav/2026-04-30-evaluation.yaml
```

**Riktig**

```yaml
# log/eksempel-nav/2026-04-30-evaluation.yaml
key: eksempel-nav
duty: evaluation
occurrence: 2026-04-30
done_on: 2026-04-21
by: Seksjon for oppfølging
```

**Slik retter du.** Hold evalueringen, og før den i loggen med kommandoen i meldingen. `--on` er dagen den ble
holdt, og `--evidence` viser til referatet. Ble den holdt, mangler bare føringen. En fil skrevet for
hånd teller like mye.
---
The evaluation was not held

**What.** The agreement promises an evaluation, its day has passed, and nobody has written in the log that it
was held. The finding is a notice for as long after the day as is warned ahead of it (“lead_times: evaluation”),
then a warning. What fell before the version was approved does not count; nor does a transcription that the log
never mentions.

**Why.** An evaluation that nobody holds is the most common way for an agreement to stop working. Nobody notices
until it is to be renewed.

**Wrong**

```yaml
evaluation:
  every: 1 year
  month: 4
# og ingen fil log/eksempel-nav/2026-04-30-evaluation.yaml
```

**Right**

```yaml
# log/eksempel-nav/2026-04-30-evaluation.yaml
key: eksempel-nav
duty: evaluation
occurrence: 2026-04-30
done_on: 2026-04-21
by: Seksjon for oppfølging
```

**How to mend it.** Hold the evaluation, and record it in the log with the command in the message. `--on` is the
day it was held, and `--evidence` points to the minutes. Where it was held, only the entry is missing. A file
written by hand counts as much.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.lead_times import lead_time
from avtale.facts.validity import after
from avtale.findings import Problem, Severity
from avtale.format.dates import short
from avtale.format.model import FollowUpPlan
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"


def check(facts: Facts) -> Iterator[Problem]:
    """The last that should have been held since somebody could know of it; a loose file has no log (seed 004, §5)."""
    document, repository = facts.document, facts.repository
    if document.evaluation is None or repository.root is None or isinstance(document, FollowUpPlan):
        return
    if facts.state.name not in ("in_force", "expires_soon"):
        return
    approval = repository.register.approval(facts.entry.key, facts.entry.version)
    if approval is None and not repository.log.of(facts.entry.key, "evaluation"):
        return
    known = approval.on if approval is not None else None
    held = [one for one in facts.own_occurrences if one.duty.kind == "evaluation" and one.date < facts.on]
    held = [one for one in held if known is None or one.date >= known]
    if not held or held[-1].status == "done":
        return
    last, since = held[-1], next((one.date for one in reversed(held) if one.status == "done"), None)
    missed = sum(one.status == "missed" and (since is None or one.date > since) for one in held)
    recent = facts.on <= after(last.date, lead_time("evaluation", repository.settings))
    # Without a day the command settles the oldest that was missed.
    day = f" --due {last.date}" if any(one.status == "missed" for one in held[:-1]) else ""
    command = f"avtale done {facts.entry.key} evaluation{day} --by"
    more = (f" Det er {missed} på rad.", f" That makes {missed} in a row.") if missed > 1 else ("", "")
    yield fault(
        "/evaluation",
        f"«Evaluering» (evaluation): den skulle vært holdt innen {short(last.date)}, og loggen sier ikke at den er det.{more[0]} "
        f"Hold den, og før den med «{command} NAVN».",
        f"“Evaluation” (evaluation): it should have been held by {last.date}, and the log does not say that it was.{more[1]} "
        f"Hold it, and record it with “{command} NAME”.",
        on_key=True,
        severity="notice" if recent else None,
    )
