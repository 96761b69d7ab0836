"""The target groups have different ages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.describe import spoken_age
from avtale.format.model import Age, Item, TargetGroup
from avtale.format.values import Text
from avtale.locales.patterns import patterns
from avtale.rules.rule import RuleContext, called, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Each group is compared with the first that has an age (seed 004, §3)."""
    groups = [
        (group, group.age)
        for group in getattr(context.document, "target_groups", ())
        if group.age is not None
    ]
    for group, age in groups[1:]:
        first, wanted = groups[0]
        if _span(age) == _span(wanted):
            continue
        yield problem(
            age.pointer,
            f"«Alder» (age): «{called(group.title, group.id)}» er {spoken_age(age, 'nb')}, men «{called(first.title, first.id)}» er "
            f"{spoken_age(wanted, 'nb')}. Skriv samme alder, eller gi et unntak med grunn.",
            f"“Age” (age): “{called(group.title, group.id)}” is {spoken_age(age, 'en')}, but “{called(first.title, first.id)}” is "
            f"{spoken_age(wanted, 'en')}. Write the same age, or add a silence with a reason.",
            on_key=True,
        )
    if groups:
        yield from _in_words(context, [(group, age) for group, age in groups if age.from_ and age.to])


def _in_words(context: RuleContext, groups: list[tuple[TargetGroup, Age]]) -> Iterator[Problem]:
    """An age in the words of a group is held against its fields, one in the title or a purpose against all groups'."""
    places: list[tuple[Text | None, list[tuple[TargetGroup, Age]]]] = []
    for group, age in groups:
        for text in (group.title, group.goal, *group.ways_in, *group.conditions):
            places.append((text, [(group, age)]))
    header = context.document.control_header
    for text in (header.title if header else None, context.document.title, context.document.subject):
        places.append((text, groups))
    places += [(item.text, groups) for item in context.all(Item) if item.pointer.startswith("/purposes/")]
    for text, held in places:
        for lang, said in text.values if text is not None else ():
            found = patterns(lang or context.own_language).ages.search(said)
            if text is None or found is None or not held or any(_same(found, age) for _, age in held):
                continue
            group, age = held[0]
            yield problem(
                f"{text.pointer}/{lang}" if lang else text.pointer,
                f"«{found[0]}» står her, men «Alder» (age) for «{called(group.title, group.id)}» er {spoken_age(age, 'nb')}. Skriv samme alder.",
                f"“{found[0]}” stands here, but “Age” (age) of “{called(group.title, group.id)}” is {spoken_age(age, 'en')}. Write the same age.",
            )


def _same(found: re.Match[str], age: Age) -> bool:
    first, last = int(found["first"]), int(found["last"])
    return first == age.from_ and (last == age.to or (age.to_bound == "under" and last + 1 == age.to))


def _span(age: Age) -> tuple[object, ...]:
    event = str(age.from_event).casefold() if age.from_event else None
    return (age.from_, event, age.to, age.to_bound)
