"""A deadline passed, and the log does not say that it was done."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.dates import short
from avtale.rules.dates._told import deadlines, named
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """One finding for a document: how many, and the oldest of them (docs/decisions/0038-who-is-told-what.md)."""
    missed = [one for one in deadlines(context) if one.status == "missed"]
    if not missed:
        return
    first, key = min(missed, key=lambda one: one.due), context.entry.key
    name, name_en = named(first, context)
    if len(missed) == 1:
        command = f"avtale done {key} {first.duty.id} --by"
        yield problem(
            first.duty.pointer,
            f"{name}: fristen var {short(first.due)}, og loggen sier ikke at det er gjort. "
            f"Gjør det, og før det med «{command} NAVN».",
            f"{name_en}: it was due on {first.due}, and the log does not say that it was done. "
            f"Do it, and record it with “{command} NAME”.",
        )
        return
    yield problem(
        first.duty.pointer,
        f"{len(missed)} frister er passert uten at loggen sier at de er holdt, den første {name} "
        f"{short(first.due)}. Se dem med «avtale due {key}».",
        f"{len(missed)} deadlines have passed and the log does not say that they were kept, the first {name_en} "
        f"on {first.due}. See them with “avtale due {key}”.",
    )
