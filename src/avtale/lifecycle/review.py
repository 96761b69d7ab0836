"""Record that somebody has looked at a document after a change above it, and what they decided."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

from msgspec import Struct

from avtale.errors import StateError, UsageError
from avtale.facts.register import add_event
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.version import order
from avtale.format.dates import short
from avtale.inheritance.suspects import Suspect, suspicions
from avtale.lifecycle.requirements import refuse_numbers, refuse_plan, require_in_repository, require_name

Decision = Literal["kept", "changes"]


class Review(Struct, frozen=True):
    """What was recorded: for which change, and in which file."""

    suspect: Suspect
    file: Path


def review(
    entry: DocumentFile,
    repository: Repository,
    *,
    by: str,
    decision: Decision,
    on: dt.date,
    parent: str | None = None,
    reason: str | None = None,
) -> Review:
    """Record that `by` looked at `entry` on the day `on`, after the change `parent` ("key@version") above it.

    `decision`: "kept", it holds as it is; "changes", it must be changed. Without `parent`, the only change there
    is. Raises `UsageError` where nothing, or more than one thing, has changed, `StateError` where somebody has looked
    already, and for a follow-up plan, which never enters the register (docs/architecture.md, "What leaves the house").
    """
    require_in_repository(entry, repository)
    refuse_plan(
        entry,
        "Rett planen, eller bygg den på den nye versjonen.",
        "Change the plan, or base it on the new version.",
    )
    by = require_name(by)
    refuse_numbers(by, reason)
    suspect = _wanted(entry, repository, parent, on)
    changed = suspect.changed
    if suspect.review is not None:
        raise StateError(
            nb=f"{suspect.review.reviewed_by} har alt sett på {entry} etter {changed}{_day(suspect.review.on, 'nb')}. "
            "En gjennomgang endres aldri.",
            en=f"{suspect.review.reviewed_by} has looked at {entry} after {changed} already{_day(suspect.review.on, 'en')}. "
            "A review is never changed.",
        )
    said = {
        "parent": str(changed.key),
        "parent_version": str(changed.version),
        "reviewed_by": by,
        "decision": decision,
        "reason": " ".join((reason or "").split()) or None,
    }
    name = f"review-{changed.key}-{changed.version}"
    file = add_event(repository.register, "review", entry.key, entry.version, on, said, name=name)
    return Review(suspect, file)


def _day(on: dt.date | None, lang: str) -> str:
    return "" if on is None else f" ({short(on) if lang == 'nb' else on})"


def _wanted(entry: DocumentFile, repository: Repository, parent: str | None, on: dt.date) -> Suspect:
    found = suspicions(entry, repository, on)
    if parent is None:
        left = [one for one in found if one.review is None]
        if len(left) == 1:
            return left[0]
        listed = ", ".join(str(one.changed) for one in left)
        if left:
            raise UsageError(
                nb=f"Mer enn én ting er endret over {entry}: {listed}. Velg med --parent.",
                en=f"More than one thing has changed above {entry}: {listed}. Choose with --parent.",
            )
        if found:
            raise StateError(
                nb=f"Noen har alt sett på {entry} etter {', '.join(str(one.changed) for one in found)}.",
                en=f"Somebody has looked at {entry} after {', '.join(str(one.changed) for one in found)} already.",
            )
    key, _, version = (parent or "").partition("@")
    matching = [
        one
        for one in found
        if one.changed.key == key and (not version or order(one.changed.version) == order(version))
    ]
    if matching:
        return matching[0]
    listed = ", ".join(str(one.changed) for one in found)
    raise UsageError(
        nb=(f"{parent} er ikke en endring over {entry}. " if parent else "")
        + (
            f"Det som er endret: {listed}."
            if found
            else f"Ingenting er endret over {entry}, så det er ikke noe å se på."
        ),
        en=(f"{parent} is no change above {entry}. " if parent else "")
        + (
            f"What has changed: {listed}."
            if found
            else f"Nothing has changed above {entry}, so there is nothing to review."
        ),
    )
