"""Something falls due soon."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.lead_times import lead_time
from avtale.facts.validity import ahead_of
from avtale.findings import Problem
from avtale.format.dates import short
from avtale.rules.dates._told import deadlines, named
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """One notice for a document: what lies within its lead time, the first named; evaluation and notice have their own."""
    settings = context.repository.settings
    near = [
        one
        for one in deadlines(context)
        if one.status == "due"
        and ahead_of(one.due, lead_time(one.duty.kind, settings, one.duty.terms)) <= context.on
    ]
    if not near:
        return
    first = min(near, key=lambda one: one.due)
    name, name_en = named(first, context)
    more, more_en = ("", "")
    if len(near) > 1:
        more = f" Det er {len(near)} i alt; se dem med «avtale due {context.entry.key}»."
        more_en = f" There are {len(near)} in all; see them with “avtale due {context.entry.key}”."
    yield problem(
        first.duty.pointer,
        f"{name}: forfaller {short(first.due)}.{more}",
        f"{name_en}: falls due on {first.due}.{more_en}",
    )
