"""Which deadlines of a document the rules tell of together, and what one is called. Shared by the rules about deadlines."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.duties import MILESTONES
from avtale.facts.occurrences import Occurrence
from avtale.format.model import FollowUpPlan
from avtale.rules.rule import RuleContext

_APART = MILESTONES | {"evaluation", "review"}
"""Those that rules of their own tell of, and days that nobody has to do anything on."""


def deadlines(context: RuleContext) -> Iterator[Occurrence]:
    """The deadlines, past and next, of a document that somebody follows up; a loose file and a plan have no log."""
    if context.repository.root is None or isinstance(context.document, FollowUpPlan):
        return
    frozen = context.repository.frozen_by(context.entry)
    if frozen is None or context.state.name in ("closed", "withdrawn"):
        return
    unsure = _log_to_mend(context)
    for one in context.occurrences:
        if (
            one.duty.id not in unsure
            and one.duty.kind not in _APART
            and (one.status == "due" or _could_be_known(one, frozen.on))
        ):
            yield one


def _log_to_mend(context: RuleContext) -> set[str | None]:
    """The duties of which the log says something that does not count: that is told, and mended first."""
    dates = {(one.duty.id, one.date) for one in context.occurrences}
    return {
        file.record.duty
        for file in context.repository.log.about(context.entry.key)
        if file.record is not None
        and context.repository.log.stands(file)
        and (
            file.problems
            or (file.record.duty, file.record.occurrence) not in dates
            or (file.record.done_on is not None and file.record.done_on > context.on)
        )
    }


def _could_be_known(one: Occurrence, since: object) -> bool:
    return since is None or str(one.due) >= str(since)


def named(one: Occurrence, context: RuleContext) -> tuple[str, str]:
    """«Ledermøte» (leaders), or the id alone, with the quotes of bokmål and of English."""
    said = one.duty.what.in_language(context.own_language, context.own_language)[0] if one.duty.what else ""
    short = said if len(said) <= 60 else f"{said[:59].rsplit(' ', 1)[0]}…"
    id_ = f" ({one.duty.id})" if short else ""
    return f"«{short or one.duty.id}»{id_}", f"“{short or one.duty.id}”{id_}"
