"""What falls due of a youth's plan: a consent that ends, the day the plan is deleted. Only where plans are asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from avtale.facts.due import Due, single
from avtale.facts.repository import DocumentFile, Repository
from avtale.format.model import FollowUpPlan


def plan_dues(entry: DocumentFile, repository: Repository, on: dt.date) -> Iterator[Due]:
    """The items of one plan; whoever is responsible now owes them. A plan has no log: what passed is missed while it lies there."""
    plan = entry.document
    if not isinstance(plan, FollowUpPlan):
        return
    owner = (plan.responsible_now,) if plan.responsible_now else ()
    for number, consent in enumerate(plan.consents):
        if consent.expires_on is not None and consent.withdrawn_on is None:
            yield single(
                *(entry, repository, on, f"consent.{consent.id or number}", "consent", consent.expires_on),
                owner=owner,
                pointer=f"{consent.pointer}/expires_on",
                passes=any(
                    _later(other.expires_on, consent.expires_on)
                    for other in plan.consents
                    if other is not consent
                ),
            )
    if plan.delete_by is not None:
        yield single(
            entry, repository, on, "deletion", "deletion", plan.delete_by, owner=owner, pointer="/delete_by"
        )


def _later(one: dt.date | None, other: dt.date) -> bool:
    return one is None or one > other
