"""Teksten sier en annen varighet enn feltene

**Hva.** En tekst sier at avtalen gjelder fra eller til en dag, og feltene under «validity» sier en annen.

**Hvorfor.** Partene skriver under på teksten. Verktøyet varsler etter feltene. Sier de hver sitt, blir det
varslet på feil dag.

**Galt**

```yaml
validity: {from: 2026-08-01, to: 2029-07-31}
scope: Avtalen gjelder til og med 31.12.2028.
```

**Riktig**

```yaml
validity: {from: 2026-08-01, to: 2029-07-31}
scope: Avtalen gjelder til og med 31.07.2029.
```

**Slik retter du.** Finn ut hva partene ble enige om, og rett den ene. Det enkleste er å la feltene si det;
dokumentet viser dem.
---
The text tells another duration than the fields

**What.** A text says that the agreement holds from or to a day, and the fields under “validity” say another.

**Why.** The parties sign the text. The tool warns by the fields. Where they differ, the warning comes on the
wrong day.

**Wrong**

```yaml
validity: {from: 2026-08-01, to: 2029-07-31}
scope: Avtalen gjelder til og med 31.12.2028.
```

**Right**

```yaml
validity: {from: 2026-08-01, to: 2029-07-31}
scope: Avtalen gjelder til og med 31.07.2029.
```

**How to mend it.** Find out what the parties agreed on, and correct the one. The simplest is to let the fields
say it; the document shows them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from avtale.findings import Problem, Severity
from avtale.format.dates import short
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "warning"

# What a file must hold before the pattern is tried, and only there.
_SEEN = ("vtalen ", "utinen ", "greement ", "outine ", "vtalen\n", "utinen\n", "greement\n", "outine\n")
_MONTHS = (
    *("januar|january", "februar|february", "mars|march", "april", "mai|may", "juni|june", "juli|july"),
    *("august", "september", "oktober|october", "november", "desember|december"),
)


def check(facts: Facts) -> Iterator[Problem]:
    """Only of the document itself, and only where its own fields give the day (seed 004, §5)."""
    validity, text = facts.document.validity, facts.entry.source.text
    if validity is None or not _seen(text):
        return
    start, end = facts.span.start if validity.from_ else None, facts.span.end
    for pointer, said in facts.strings:
        if pointer.startswith(("/silences/", "/changes/", "/based_on/", "/references/")):
            continue
        for found in _terms(said):
            first, last = _day(found["first"]), _day(found["last"])
            # "til 1. august" may leave that day out
            ends = (
                {end, end + dt.timedelta(days=1)}
                if end and not found["inclusive"] and end < dt.date.max
                else {end}
            )
            for day, right, nb, en in (
                (first, {start}, "Gjelder fra", "Valid from"),
                (last, ends, "Gjelder til", "Valid to"),
            ):
                stated = start if nb == "Gjelder fra" else end
                if day is None or stated is None or day in right:
                    continue
                yield fault(
                    pointer,
                    f"«{' '.join(found[0].split())}», men «{nb}» under «validity» er {short(stated)}. Rett den ene.",
                    f"“{' '.join(found[0].split())}”, but “{en}” under “validity” is {stated}. Correct one of them.",
                )
                break


def _seen(text: str) -> bool:
    """Whether a file holds what the pattern looks for; the pattern alone would look at every word of it."""
    for word in _SEEN:
        at = text.find(word)
        while at > 0:
            if _term().match(text, at - 1):
                return True
            at = text.find(word, at + 1)
    return False


def _terms(said: str) -> Iterator[re.Match[str]]:
    """Where a text tells how long its own document holds: “denne avtalen”, or “avtalen” first in a sentence."""
    for found in _term().finditer(said):
        before = said[: found.start()].rstrip()
        if not before or before.endswith((".", ":", ";", "!", "?")) or _this().search(before):
            yield found


@cache
def _this() -> re.Pattern[str]:
    return re.compile(r"\b(?:[Dd]enne|[Tt]his|(?:^|[.:;!?]\s)The)$")


@cache
def _term() -> re.Pattern[str]:
    months = "|".join(_MONTHS)
    day = rf"(?:\d{{1,2}}\.\s?\d{{1,2}}\.\s?\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}\.?\s+(?:{months})\s+\d{{4}})"
    does = r"(?:gjelder|varer|løper|er gyldig|gjeld|applies|is valid|lasts|holds|runs)"
    return re.compile(
        rf"\b[AaRr](?:vtalen|utinen|greement|outine)\s+{does}\s+(?=(?:fra|frå|from|til|to|until)\b)"
        rf"(?:(?:fra|frå|from)(?:\s+og\s+med)?\s+(?P<first>{day}))?(?:\s*(?:,|og|and)?\s*)"
        rf"(?:(?:til|to|until)(?P<inclusive>\s+og\s+med|\s+and\s+including)?\s+(?P<last>{day}))?"
    )


def _day(text: str | None) -> dt.date | None:
    if not text:
        return None
    try:
        if "-" in text:
            return dt.date.fromisoformat(text)
        numbers = [int(each) for each in re.findall(r"\d+", text)]
        if len(numbers) == 3:
            return dt.date(numbers[2], numbers[1], numbers[0])
        month = next(n for n, name in enumerate(_MONTHS, 1) if re.search(name, text))
        return dt.date(numbers[1], month, numbers[0])
    except (ValueError, StopIteration):
        return None
