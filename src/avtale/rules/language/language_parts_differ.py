"""Teksten har ikke like mange avsnitt eller punkter på begge språk

**Hva.** En løpende tekst finnes på flere språk, og antallet avsnitt eller punkter er ikke det samme.

**Hvorfor.** Da er gjerne et avsnitt lagt til på det ene språket og ikke på det andre.

**Galt**

```yaml
text:
  nb: |-
    Partene møtes lokalt.

    Uenighet løses i ledermøtet.
  en: The parties meet locally.
```

**Riktig**

```yaml
text:
  nb: |-
    Partene møtes lokalt.

    Uenighet løses i ledermøtet.
  en: |-
    The parties meet locally.

    Disagreement is solved in the meeting of leaders.
```

**Slik retter du.** Oversett det som mangler, eller del tekstene inn på samme måte.
---
The text does not have as many paragraphs or items in both languages

**What.** A running text is there in several languages, and the number of paragraphs or items is not the same.

**Why.** As a rule a paragraph was then added in one language and not in the other.

**Wrong**

```yaml
text:
  nb: |-
    Partene møtes lokalt.

    Uenighet løses i ledermøtet.
  en: The parties meet locally.
```

**Right**

```yaml
text:
  nb: |-
    Partene møtes lokalt.

    Uenighet løses i ledermøtet.
  en: |-
    The parties meet locally.

    Disagreement is solved in the meeting of leaders.
```

**How to mend it.** Translate what is missing, or divide the texts in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from avtale.findings import Problem, Severity
from avtale.rules.language._said import label, pairs
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"

# The blanks are taken whole, and never given back one by one: a text may be nothing but blanks.
_ITEM = re.compile(r"^[^\S\n]*+(?:[-*+]|\d{1,3}[.)])\s++\S", re.MULTILINE)
_BREAK = re.compile(r"\n(?:[^\S\n]*+\n)+")


def check(facts: Facts) -> Iterator[Problem]:
    """Items before paragraphs: a list may stand with or without blank lines between its items."""
    for text, one, other in pairs(facts):
        if not text.markdown or not ("\n" in one.text or "\n" in other.text):
            continue
        for nb, en, count in (("punkter", "items", _items), ("avsnitt", "paragraphs", _paragraphs)):
            here, there = count(one.text), count(other.text)
            if here != there:
                yield fault(
                    other.pointer,
                    f"{label(text, facts, 'nb')}: {here} {nb} på «{one.lang}», men {there} på «{other.lang}». "
                    "Oversett det som mangler, eller del tekstene likt.",
                    f"{label(text, facts, 'en')}: {here} {en} in “{one.lang}”, but {there} in “{other.lang}”. "
                    "Translate what is missing, or divide the texts alike.",
                )
                break


def _items(text: str) -> int:
    found = len(_ITEM.findall(text))
    return found if found > 1 else 0  # one alone may be a date: "1. juni er fristen"


def _paragraphs(text: str) -> int:
    """Blocks of prose; a list counts by its items alone."""
    return sum(1 for block in _BREAK.split(text.strip()) if block.strip() and not _ITEM.match(block))
