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
    for one in context.occurrences:
        if one.duty.kind not in _APART and (one.status == "due" or _could_be_known(one, frozen.on)):
            yield one


def _could_be_known(one: Occurrence, since: object) -> bool:
    return since is None or str(one.due) >= str(since)


def named(one: Occurrence, context: RuleContext) -> tuple[str, str]:
    """«Ledermøte» (leaders), or the id alone, with the quotes of bokmål and of English."""
    said = one.duty.what.in_language(context.own_language, context.own_language)[0] if one.duty.what else ""
    short = said if len(said) <= 60 else f"{said[:59].rsplit(' ', 1)[0]}…"
    id_ = f" ({one.duty.id})" if short else ""
    return f"«{short or one.duty.id}»{id_}", f"“{short or one.duty.id}”{id_}"
