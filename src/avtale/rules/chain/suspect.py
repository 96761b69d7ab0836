"""Something has changed above and nobody has looked."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.inheritance.suspects import Suspect, suspicions
from avtale.rules.chain._said import name
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Suspect until somebody has looked (docs/architecture.md, "The chain")."""
    for one in suspicions(context.entry, context.repository, context.on):
        if one.review is None:
            yield _not_looked_at(one)
        elif one.review.decision == "changes":
            new, who = name(one.changed), one.review.reviewed_by or ""
            yield problem(
                one.line,
                f"«Bygger på» (based_on): {who} har bestemt at dokumentet må endres etter {new}. Lag en ny versjon.",
                f"“Based on” (based_on): {who} decided that the document must change after {new}. Make a new version.",
                severity="notice",
            )


def _not_looked_at(one: Suspect) -> Problem:
    old, new = name(one.parent), name(one.changed)
    # A youth's plan is never in the register, so nobody can record there that it was looked at.
    if one.entry.document is not None and one.entry.document.kind == "follow_up_plan":
        do, do_en = f"Se over planen, og bygg den på {new}.", f"Look over the plan, and base it on {new}."
    else:
        asked = f"avtale review {one.entry} --parent {one.changed}"
        do, do_en = (
            f"Se over dokumentet, og før det med «{asked}».",
            f"Look it over, and record it with “{asked}”.",
        )
    through = f" gjennom {', '.join(name(each) for each in one.via)}" if one.via else ""
    through_en = f" through {', '.join(name(each) for each in one.via)}" if one.via else ""
    return problem(
        one.line,
        f"«Bygger på» (based_on): dokumentet bygger på {old}{through}, og {new} er godkjent siden. {do}",
        f"“Based on” (based_on): the document is based on {old}{through_en}, and {new} was approved since. {do_en}",
        severity="notice" if one.via else None,
    )
