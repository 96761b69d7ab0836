"""The dates are not the same in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.language._said import label, pairs, quoted
from avtale.rules.rule import Facts, fault


def check(facts: Facts) -> Iterator[Problem]:
    """Language versions drift apart (DOMAIN.md, "Evidence of the pain")."""
    if not facts.multilingual:
        return
    from avtale.rules.language._values import date_difference, values

    for text, one, other in pairs(facts):
        found = date_difference(values(one.text, one.lang), values(other.text, other.lang))
        if found is not None:
            yield fault(
                other.pointer,
                f"{label(text, facts, 'nb')}: dato på «{one.lang}» er {quoted(found.one, 'nb')}, på «{other.lang}» "
                f"{quoted(found.other, 'nb')}. Skriv de samme datoene på begge språk.",
                f"{label(text, facts, 'en')}: the date in “{one.lang}” is {quoted(found.one, 'en')}, in “{other.lang}” "
                f"{quoted(found.other, 'en')}. Write the same dates in both languages.",
            )
