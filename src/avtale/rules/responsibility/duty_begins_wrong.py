"""Plikten begynner med noe dokumentet skriver selv

**Hva.** Teksten i en plikt begynner med «å», med skal, bør eller kan, eller med navnet på den som har ansvaret.

**Hvorfor.** Dokumentet setter selv sammen hvem, hvor sterkt og hva. Står noe av det i teksten også, blir setningen
gal: «NAV Eksempel skal å melde fra».

**Galt**

```yaml
responsibilities:
  - id: tell
    owner: nav
    strength: shall
    does: å melde fra om avbruddet
```

**Riktig**

```yaml
responsibilities:
  - id: tell
    owner: nav
    strength: shall
    does: melde fra om avbruddet
```

**Slik retter du.** Begynn med verbet, slik det står etter «skal». Hvem og hvor sterkt skriver du i «owner» og «strength».
---
The duty begins with what the document writes itself

**What.** The text of a duty begins with “to”, with shall, should or may, or with the name of its owner.

**Why.** The document itself puts together who, how strongly and what. Where the text holds some of it too, the
sentence goes wrong: “NAV Eksempel shall to report”.

**Wrong**

```yaml
responsibilities:
  - id: tell
    owner: nav
    strength: shall
    does: å melde fra om avbruddet
```

**Right**

```yaml
responsibilities:
  - id: tell
    owner: nav
    strength: shall
    does: melde fra om avbruddet
```

**How to mend it.** Begin with the verb as it stands after “shall”. Who and how strongly is written in “owner” and “strength”.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.format.model import Duty
from avtale.locales.patterns import patterns
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"

_MANY = 60  # characters of a text, enough to know it again


def check(facts: Facts) -> Iterator[Problem]:
    """The page says “<owner> <strength> <does>”; the draft asks for an infinitive without its mark or a name."""
    own = facts.document.language or "nb"
    for duty in facts.all(Duty):
        for lang, value in duty.does.values if duty.does else ():
            name, text = facts.name(duty.owner), value.strip()
            named = bool(name) and text.lower().startswith(f"{name.lower()} ")
            rest = text[len(name) :].strip() if named else text
            mark = patterns(lang or own).before_verb.match(rest)
            if not named and mark is None:
                continue
            begins = name if named else mark[0].strip() if mark else ""
            verb = rest[mark.end() :].strip() if mark else ""
            verb = verb if len(verb) <= _MANY else f"{verb[:_MANY].rstrip()} …"
            help_nb = f"Skriv «{verb}»." if verb else "Begynn med verbet, slik det står etter «skal»."
            help_en = f"Write “{verb}”." if verb else "Begin with the verb as it stands after “shall”."
            yield fault(
                f"{duty.pointer}/does" + (f"/{lang}" if lang else ""),
                f"«Gjør» (does) begynner med «{begins}», men dokumentet skriver selv hvem som skal, bør eller kan. {help_nb}",
                f"“Does” (does) begins with “{begins}”, but the document itself writes who shall, should or may. {help_en}",
            )
