"""Which deadline of a document something that was done settles, and what is refused before it is recorded."""

from __future__ import annotations

import datetime as dt
import re

from avtale.errors import StateError, UsageError
from avtale.facts.duties import MILESTONES, FollowUp, follow_ups
from avtale.facts.occurrences import Occurrence, all_occurrences, began, next_due, occurrences
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.state import needs_approval
from avtale.format.dates import short
from avtale.locales import labels

ID = re.compile(r"[a-z][a-z0-9_-]*")  # as the schema's; what has no id of its own cannot name a file
_DUTY = re.compile(
    rf"{ID.pattern}(?:\.{ID.pattern})?"
)  # each party's own, and what a body has due, have two parts

_BY_OTHERS = ("signature", "certificate", "timestamp", "fetch")


def deadline(
    entry: DocumentFile, repository: Repository, duty: str, on: dt.date, due: dt.date | None
) -> Occurrence:
    """The deadline of `duty` that is settled by what was done on the day `on`: `due`, else the oldest missed, else the next.

    Raises `UsageError` for a duty or deadline that the document does not have, `StateError` for a duty without a date, a
    deadline that is recorded already, and where it is not clear that the next one is meant.
    """
    return _chosen(entry, repository, _known(entry, repository, duty), on, due)


def _known(entry: DocumentFile, repository: Repository, duty: str) -> FollowUp:
    """The duty of that id in the version asked for, else in another of the same key."""
    listed: dict[str, FollowUp] = {}
    others = reversed(repository.versions.get(entry.key or "", ()))
    for one in (entry, *(other for other in others if other is not entry)):
        for each in follow_ups(one.document) if one.document else ():
            listed.setdefault(each.id, each)
    found = listed.get(duty)
    if found is not None and found.kind in MILESTONES:
        raise UsageError(
            nb=f"«{duty}» er en dag som går av seg selv, så ingen kan gjøre den. {_can(listed, 'nb')}",
            en=f"“{duty}” is a day that passes by itself, so nobody can do it. {_can(listed, 'en')}",
        )
    if found is None:
        if own := [each for each in listed if each.startswith(f"{duty}.")]:
            raise UsageError(
                nb="Hver part har «{duty}» for seg. Si hvilken: {own}.",
                en="Each party has “{duty}” for itself. Say which: {own}.",
                duty=duty,
                own=", ".join(own),
            )
        kind, _, party = duty.partition(".")
        if kind in _BY_OTHERS:
            how = {lang: labels(lang)(f"due.do.{kind}", doc=entry, party=party) for lang in ("nb", "en")}
            raise UsageError(
                nb=f"«{duty}» registreres ikke med «avtale done». {how['nb']}",
                en=f"“{duty}” is not recorded by “avtale done”. {how['en']}",
            )
        near = _near(duty, listed)
        raise UsageError(
            nb=f"{entry} har ingen plikt «{duty}».{f' Mener du «{near}»?' if near else ''} {_can(listed, 'nb')}",
            en=f"{entry} has no duty “{duty}”.{f' Do you mean “{near}”?' if near else ''} {_can(listed, 'en')}",
        )
    if not _DUTY.fullmatch(duty):
        raise StateError(
            nb=f"«{duty}» har ingen egen id i {entry}, og en innførsel må ha det. Gi den en id i neste versjon.",
            en=f"“{duty}” has no id of its own in {entry}, and an entry needs one. Give it an id in the next version.",
        )
    return found


def _near(duty: str, listed: dict[str, FollowUp]) -> str | None:
    import difflib

    wanted = duty.strip().casefold()
    found = difflib.get_close_matches(wanted, _doable(listed), n=1)
    return found[0] if found else None


def _doable(listed: dict[str, FollowUp]) -> list[str]:
    """What has a day of its own and does not pass by itself."""
    return [name for name, each in listed.items() if each.rule is not None and each.kind not in MILESTONES]


def _can(listed: dict[str, FollowUp], lang: str) -> str:
    names = ", ".join(_doable(listed))
    if lang == "nb":
        return (
            f"Dette kan registreres: {names}."
            if names
            else "Ingenting i dokumentet har en dag som kan registreres."
        )
    return (
        f"These can be recorded: {names}." if names else "Nothing in the document has a day to be recorded."
    )


def _chosen(
    entry: DocumentFile, repository: Repository, duty: FollowUp, on: dt.date, due: dt.date | None
) -> Occurrence:
    """The deadline that is settled."""
    versions = repository.versions.get(entry.key or "", ())
    every = [one for one in all_occurrences(versions, repository, on) if one.duty.id == duty.id]
    if due is not None:
        # By the day its rule gives, which is its name; else by the day that is moved to.
        named = [one for one in every if one.date == due] or [one for one in every if one.due == due]
        found = next(iter(named), None)
        if found is None:
            raise UsageError(
                nb=f"«{duty.id}» har ingen frist {short(due)}. {_days(every, on, 'nb')}",
                en=f"“{duty.id}” has no deadline on {due}. {_days(every, on, 'en')}",
            )
        _refuse_twice(found, repository)
        return found
    if not every:
        raise _without_days(entry, repository, duty)
    found = _default(entry, repository, every, on)
    if found is None:
        last = max(every, key=lambda one: one.date)
        _refuse_twice(last, repository)
        raise StateError(
            nb=f"«{duty.id}» har ingen frist igjen å registrere.",
            en=f"“{duty.id}” has no deadline left to record.",
        )
    _refuse_twice(found, repository)
    _refuse_unclear(found, every, repository, on)
    return found


def _default(
    entry: DocumentFile, repository: Repository, every: list[Occurrence], on: dt.date
) -> Occurrence | None:
    """The oldest missed since this version was approved, else the next, else the oldest missed of all."""
    frozen = repository.frozen_by(entry)
    known = frozen.on if frozen is not None else None
    own = {one.name for one in occurrences(entry, repository, on)}
    missed = [one for one in every if one.status == "missed"]
    recent = [one for one in missed if one.name in own and (known is None or one.date >= known)]
    return next(iter(recent), None) or next_due(every) or next(iter(missed), None)


def _refuse_twice(one: Occurrence, repository: Repository) -> None:
    record = repository.log.done(one.entry.key, one.duty.id, one.date)
    if record is not None:
        on = record.done_on or one.date
        raise StateError(
            nb=f"Fristen {short(one.date)} for «{one.duty.id}» er registrert fra før: {record.by}, {short(on)}. "
            "Det som står i loggen, endres aldri; var det feil, ta det tilbake med --undo.",
            en=f"The deadline {one.date} of “{one.duty.id}” is recorded already: {record.by}, {on}. "
            "What stands in the log is never changed; where it was wrong, take it back with --undo.",
        )


def _refuse_unclear(found: Occurrence, every: list[Occurrence], repository: Repository, on: dt.date) -> None:
    """The same thing written down twice must not settle the next deadline, perhaps a year ahead."""
    key, duty = found.entry.key, found.duty.id
    before = [one for one in every if one.date < found.date]
    last = repository.log.done(key, duty, before[-1].date) if before else None
    same_day = [one for one in repository.log.of(key, duty) if one.done_on == on]
    record = same_day[0] if same_day else last
    if record is None or record.done_on is None or record.occurrence is None:
        return
    ahead = found.status == "due"
    early = ahead and record.occurrence >= on
    # Far nearer to what is recorded than to the deadline it would settle: most likely the same event once more.
    again = ahead and (on - record.done_on) * 3 < found.date - on
    if same_day or early or again:
        raise StateError(
            nb=f"«{duty}» er alt registrert som gjort {short(record.done_on)}, for fristen {short(record.occurrence)}. "
            f"Gjelder det fristen {short(found.date)}, legg til --due {found.date}.",
            en=f"“{duty}” is recorded already as done on {record.done_on}, for the deadline {record.occurrence}. "
            f"Where it is the deadline {found.date}, add --due {found.date}.",
        )


def before_it_began(entry: DocumentFile, repository: Repository, duty: str, on: dt.date) -> StateError | None:
    """What to say of a day on which nobody had the duty yet; None where somebody had, or that is not known."""
    first = began(repository.versions.get(entry.key or "", ()), repository, duty)
    if first is None or on >= first:
        return None
    return StateError(
        nb=f"«{duty}» i {entry.key} gjelder først fra {short(first)}, men registreres som gjort alt {short(on)}. Rett dagen med --on. "
        "Er den riktig likevel, legg til --even-so; det blir stående i loggen.",
        en=f"“{duty}” of {entry.key} holds from {first} only, but is recorded as done on {on} already. Correct the day with --on. "
        "Where it is right even so, add --even-so; the log will say it.",
    )


def _without_days(entry: DocumentFile, repository: Repository, duty: FollowUp) -> StateError:
    document = entry.document
    assert document is not None
    if duty.rule is None:
        return StateError(
            nb=f"«{duty.id}» har ingen dag i {entry} som kan regnes ut, så det er ingen frist å registrere.",
            en=f"“{duty.id}” has no day in {entry} that can be computed, so there is no deadline to record.",
        )
    if needs_approval(document) and repository.frozen_by(entry) is None:
        return StateError(
            nb=f"{entry} er ikke godkjent, så ingen frist i den løper ennå.",
            en=f"{entry} is not approved, so no deadline of it runs yet.",
        )
    return StateError(
        nb=f"«{duty.id}» har ingen frist mens {entry} gjelder.",
        en=f"“{duty.id}” has no deadline while {entry} holds.",
    )


def _days(every: list[Occurrence], on: dt.date, lang: str) -> str:
    """The deadlines around the day, those that are not done."""
    left = [one.date for one in every if one.status != "done"]
    near = sorted(sorted(left, key=lambda day: abs((day - on).days))[:4])
    listed = ", ".join(day.isoformat() for day in near)
    if lang == "nb":
        return f"Fristene nærmest er: {listed}." if near else "Ingen frist står igjen."
    return f"The nearest deadlines are: {listed}." if near else "No deadline is left."
