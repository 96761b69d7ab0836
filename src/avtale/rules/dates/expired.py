"""The agreement has expired."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.dates import short
from avtale.format.describe import describe_kind
from avtale.format.model import FollowUpPlan
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Compare the last day with the day of the check (seed 004, §5); a withdrawn document is left in peace."""
    span = context.span
    if span.end is None or not span.has_ended(context.on) or context.state.name in ("withdrawn", "closed"):
        return
    if context.document.validity is None:
        return  # it ended with what it is based on; chain/parent_expired tells of it
    if span.start is not None and span.end < span.start:
        return  # dates/end_before_start tells of it
    pointer = (
        "/validity/to" if context.document.validity and context.document.validity.to else "/validity/duration"
    )
    kind, kind_en = (describe_kind(context.document.kind, lang) for lang in ("nb", "en"))
    successor = context.state.superseded_by
    if successor is not None:
        yield problem(
            pointer,
            f"«Gjelder til» (to): {kind} gikk ut {short(span.end)} og er erstattet av {successor.version}. "
            f"Bruk {successor}; denne blir stående som dokumentasjon.",
            f"“Valid to” (to): {kind_en} ended {span.end} and was replaced by {successor.version}. "
            f"Use {successor}; this one is kept as a record.",
            severity="notice",
        )
        return
    do, do_en = _advice(context)
    yield problem(
        pointer,
        f"«Gjelder til» (to): {kind} gikk ut {short(span.end)}, og ingen godkjent versjon har tatt over. {do}",
        f"“Valid to” (to): {kind_en} ended {span.end} and no approved version has taken over. {do_en}",
    )


def _advice(context: RuleContext) -> tuple[str, str]:
    """What can be done of what has ended; a draft was never in force, and a loose file has no register."""
    entry, repository = context.entry, context.repository
    if repository.root is None or isinstance(context.document, FollowUpPlan):
        return "Lag en ny versjon.", "Make a new version."
    if repository.frozen_by(entry) is None and not context.transcribed:
        return "Rett datoene, eller slett utkastet.", "Correct the dates, or delete the draft."
    command = f"avtale close {entry} --because expired --by"
    return (
        f"Lag en ny versjon, eller avslutt den med «{command} NAVN».",
        f"Make a new version, or close it with “{command} NAME”.",
    )
