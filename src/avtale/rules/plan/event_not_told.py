"""Those who are to know of the event were not told."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.validity import after
from avtale.findings import Problem
from avtale.format.dates import short
from avtale.format.model import Duty, Event, FollowUpPlan
from avtale.format.values import Period
from avtale.locales.patterns import in_plan
from avtale.rules.rule import RuleContext, called, problem

# What a duty to tell may be about; the words for each stand with the languages.
_EVENTS = ("interrupted", "ended", "handed_over")


def check(context: RuleContext) -> Iterator[Problem]:
    """Who must be told of an interruption and of the end (seed 004, §6 C), by the duties above."""
    plan = context.document
    if not isinstance(plan, FollowUpPlan) or context.effective is None or context.effective.above is None:
        return
    duties = [duty for duty in context.effective.above.bound_duties if duty.informs]
    for event in plan.events:
        if event.on is not None and event.on <= context.on:
            yield from _of_event(event, duties, context)


def _of_event(event: Event, duties: list[Duty], context: RuleContext) -> Iterator[Problem]:
    if event.type not in _EVENTS:
        return
    asked: set[str] = set()
    for duty in duties:
        said = " ".join(str(text) for text in (duty.when, duty.does) if text)
        if event.on is None or not in_plan(event.type, said):
            continue
        if event.type == "ended" and in_plan("broken", said):
            continue  # its own duty, though its words may also say that something ends
        if event.known_to is not None and event.known_to not in duty.owner:
            continue
        within = duty.deadline.within if duty.deadline else None
        for who in duty.informs:
            if who == event.known_to or who in asked:
                continue
            asked.add(who)
            yield from _of_one(event, who, within, duty, context)


def _of_one(
    event: Event, who: str, within: Period | None, duty: Duty, context: RuleContext
) -> Iterator[Problem]:
    if event.on is None:
        return
    by = after(event.on, within) if within else None
    name, owner = context.name(who), context.name(duty.owner)
    day = next((each.on for each in event.told if each.who == who), None)
    limit = (f" innen {short(by)}", f" by {by}") if by else ("", "")
    if day is None and by is not None and context.on <= by:
        yield problem(
            event.pointer,
            f"{owner} skal varsle {name} om «{called(event.id)}»{limit[0]}. Skriv det under «told» når det er gjort.",
            f"{owner} is to tell {name} of “{called(event.id)}”{limit[1]}. Write it under “told” when done.",
            severity="notice",
        )
    elif day is None:
        yield problem(
            event.pointer,
            f"{owner} skulle ha varslet {name} om «{called(event.id)}»{limit[0]}, men «Varslet» (told) sier ikke at det er gjort. "
            "Meld fra nå, og skriv det inn.",
            f"{owner} should have told {name} of “{called(event.id)}”{limit[1]}, but “Told” (told) does not say so. Tell them now, "
            "and write it.",
        )
    elif by is not None and day > by:
        yield problem(
            event.pointer,
            f"{name} ble varslet om «{called(event.id)}» {short(day)}, etter fristen {short(by)}. Skriv grunnen i et unntak.",
            f"{name} was told of “{called(event.id)}” on {day}, after the deadline {by}. Give the reason in a silence.",
            severity="warning",
        )
