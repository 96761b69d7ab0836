"""The numbers are not the same in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.language._said import drifted, label, quoted
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Language versions drift apart (docs/domain.md, "Evidence of the pain")."""
    for text, one, other, found in drifted(context, "numbers"):
        yield problem(
            other.pointer,
            f"{label(text, context, 'nb')}: tall på «{one.lang}» er {quoted(found.one, 'nb')}, på «{other.lang}» "
            f"{quoted(found.other, 'nb')}. Skriv de samme tallene på begge språk.",
            f"{label(text, context, 'en')}: the number in “{one.lang}” is {quoted(found.one, 'en')}, in "
            f"“{other.lang}” {quoted(found.other, 'en')}. Write the same numbers in both languages.",
        )
