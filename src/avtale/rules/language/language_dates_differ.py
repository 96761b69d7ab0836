"""The dates are not the same in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.language._said import drifted, label, quoted
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Language versions drift apart (docs/domain.md, "Evidence of the pain")."""
    for text, one, other, found in drifted(context, "dates"):
        yield problem(
            other.pointer,
            f"{label(text, context, 'nb')}: dato på «{one.lang}» er {quoted(found.one, 'nb')}, på «{other.lang}» "
            f"{quoted(found.other, 'nb')}. Skriv de samme datoene på begge språk.",
            f"{label(text, context, 'en')}: the date in “{one.lang}” is {quoted(found.one, 'en')}, in “{other.lang}” "
            f"{quoted(found.other, 'en')}. Write the same dates in both languages.",
        )
