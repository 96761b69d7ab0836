"""Different days at the same place."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.repository import DocumentFile
from avtale.findings import Problem
from avtale.format.model import Presence, Reference
from avtale.inheritance.links import MENTIONED_ONLY
from avtale.inheritance.suspects import gone
from avtale.rules.chain._said import line, links, name
from avtale.rules.rule import RuleContext, called, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Three to four days and four days (seeds 000 and 001)."""
    first: dict[_Place, Presence] = {}
    for presence in context.all(Presence):
        place = _place(presence)
        if place is None:
            continue
        earlier = first.setdefault(place, presence)
        if _days(presence) != _days(earlier):
            yield _problem(presence, earlier, *context.spot(earlier))
    yield from _mentioned(context, first)
    yield from _above(context, first)


_Place = tuple[str, str | None]


def _mentioned(context: RuleContext, own: dict[_Place, Presence]) -> Iterator[Problem]:
    """Documents that this one names without being based on them."""
    if not own:
        return
    for reference in context.all(Reference):
        if reference.pointer.startswith("/based_on/") and reference.relation not in MENTIONED_ONLY:
            continue
        if not reference.pointer.startswith(("/based_on/", "/references/")):
            continue
        for place, theirs in _of(_named(reference, context)).items():
            mine = own.get(place)
            if mine is not None and _days(mine) != _days(theirs):
                where = f"{reference.key} {reference.version or ''}".strip()
                yield _problem(mine, theirs, where, where)


def _above(context: RuleContext, own: dict[_Place, Presence]) -> Iterator[Problem]:
    """Two documents that this one is based on; a place it states itself is held to both by the chain."""
    first: dict[_Place, tuple[Presence, DocumentFile]] = {}
    found = links(context)
    for link in found if len(found) > 1 else ():
        for place, presence in _of(link.parent).items():
            if link.parent is None or place in own:
                continue
            earlier, entry = first.setdefault(place, (presence, link.parent))
            if _days(presence) != _days(earlier):
                yield problem(
                    line(link),
                    f"«Dager i uka» (days_per_week): {_describe(presence)} på «{called(presence.place, presence.id)}» i {name(link.parent)}, men "
                    f"{_describe(earlier)} i {name(entry)}, som dette også bygger på. Skriv her hva som gjelder.",
                    f"“Days a week” (days_per_week): {_describe(presence)} at “{called(presence.place, presence.id)}” in {name(link.parent)}, but "
                    f"{_describe(earlier)} in {name(entry)}, which this is based on too. Write here which holds.",
                )


def _named(reference: Reference, context: RuleContext) -> DocumentFile | None:
    """The document a reference names, where people still work by it."""
    known = context.repository.versions.get(reference.key or "", [])
    named = [each for each in known if each.named_by(reference.key, reference.version)]
    entry = named[-1] if named else None
    if entry is None or entry is context.entry or gone(entry, context.repository, context.on):
        return None
    return entry


def _of(entry: DocumentFile | None) -> dict[_Place, Presence]:
    """The first presence at each place that a document states."""
    found: dict[_Place, Presence] = {}
    for presence in getattr(entry.document, "presence", ()) if entry else ():
        place = _place(presence)
        if place is not None:
            found.setdefault(place, presence)
    return found


def _place(presence: Presence) -> _Place | None:
    if presence.days_per_week is None or presence.place_id is None:
        return None
    return presence.place_id, presence.who


def _days(presence: Presence) -> tuple[int | None, int | None]:
    days = presence.days_per_week
    return (days.min, days.max) if days else (None, None)


def _problem(here: Presence, there: Presence, where: str, where_en: str) -> Problem:
    return problem(
        f"{here.pointer}/days_per_week",
        f"«Dager i uka» (days_per_week): {_describe(here)} på «{called(here.place, here.id)}», men {_describe(there)} på «{called(there.place, there.id)}» "
        f"({where}), som er samme sted. Skriv det samme tallet.",
        f"“Days a week” (days_per_week): {_describe(here)} at “{called(here.place, here.id)}”, but {_describe(there)} at “{called(there.place, there.id)}” "
        f"({where_en}), the same place. Write the same number.",
        on_key=True,
    )


def _describe(presence: Presence) -> str:
    numbers = dict.fromkeys(str(number) for number in _days(presence) if number is not None)
    return "–".join(numbers) or "?"
