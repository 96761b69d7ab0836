"""A deadline or a meeting comes after the end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from avtale.facts.duties import FollowUp, follow_ups
from avtale.findings import Problem
from avtale.format.dates import short
from avtale.format.describe import describe_kind
from avtale.format.model import Amendment
from avtale.rules.rule import RuleContext, called, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """What falls due outside the validity stands in no calendar; an amendment's duties hold as long as what it amends."""
    document, end = context.document, context.span.end
    if end is None or isinstance(document, Amendment):
        return
    nb, en = (describe_kind(document.kind, lang) for lang in ("nb", "en"))
    for item in follow_ups(document, context.span):
        if item.kind not in ("duty", "meeting") or (first := _first(item, context.span.start)) is None:
            continue
        if first > end:
            what = called(item.what, item.id)
            yield problem(
                item.pointer if item.kind == "meeting" else f"{item.pointer}/deadline",
                f"«{what}» kommer tidligst {short(first)}, men {nb} er slutt {short(end)}, og da varsles ingen. Rett den ene, "
                "eller la det gjøres før slutten.",
                f"“{what}” comes no earlier than {first}, but {en} ends {end}, and nobody is reminded then. Correct one of them, "
                "or have it done before the end.",
            )


def _first(item: FollowUp, start: dt.date | None) -> dt.date | None:
    if item.rule is None or isinstance(item.rule, dt.date):
        return item.rule
    return next(item.rule.dates(start), None) if start else None
