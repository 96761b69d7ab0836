"""What a document says must be followed up: every duty, meeting and evaluation, its notice, end and review.

Each has an id that log entries, calendar UIDs and `next_duty` use (DESIGN.md, "The documents"). The
document's own have fixed ones: `evaluation`, `notice`, `expiry` and `review`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from avtale.facts.recurrence import Cadence
from avtale.facts.validity import ahead_of, valid_span
from avtale.format.bind import parts
from avtale.format.model import Deadline, Document, Duty, Evaluation, Meeting
from avtale.format.values import Text

DutyKind = Literal["evaluation", "meeting", "duty", "review", "notice", "expiry"]
MILESTONES: frozenset[DutyKind] = frozenset({"notice", "expiry"})
"""Days that pass by themselves. Nobody does them, so they are never missed and need no log entry."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One thing to follow up. `rule` is None where its words give no date, such as "within 3 days of …"."""

    id: str
    kind: DutyKind
    rule: Cadence | dt.date | None
    what: Text | None = None
    owner: str | None = None
    source: str | None = None
    pointer: str = ""


def follow_ups(document: Document) -> tuple[FollowUp, ...]:
    """Everything in `document` that has a deadline, dated or not, in the order of the document; its end last."""
    found: dict[str, FollowUp] = {}
    for item in (*_own(document), *_meetings(document), *_duties(document)):
        name, number = item.id, 2
        while name in found:  # `check` complains; until it is mended neither hides the other
            name, number = f"{item.id}.{number}", number + 1
        found[name] = replace(item, id=name)
    return tuple(found.values())


def _own(document: Document) -> Iterator[FollowUp]:
    for evaluation in parts(document, Evaluation):
        if evaluation.every or evaluation.month:
            rule = Cadence(evaluation.every, evaluation.month) if evaluation.every else None
            yield FollowUp(
                "evaluation",
                "evaluation",
                rule if rule and rule.determined else None,
                owner=evaluation.convened_by,
                source=evaluation.source,
                pointer=evaluation.pointer,
            )
    header, validity = document.control_header, document.validity
    if header and header.next_review:
        pointer = f"{header.pointer}/next_review"
        yield FollowUp("review", "review", header.next_review, pointer=pointer)
    end = valid_span(document).end
    if validity is None or end is None:
        return
    if validity.notice:
        notice = ahead_of(end, validity.notice)
        yield FollowUp(
            "notice", "notice", notice, source=validity.source, pointer=f"{validity.pointer}/notice"
        )
    yield FollowUp(
        "expiry", "expiry", end, validity.renewal, source=validity.source, pointer=validity.pointer
    )


def _meetings(document: Document) -> Iterator[FollowUp]:
    for meeting in parts(document, Meeting):
        if meeting.every or meeting.month:
            rule = Cadence(meeting.every, meeting.month) if meeting.every else None
            yield FollowUp(
                meeting.id or _made(meeting.pointer),
                "meeting",
                rule if rule and rule.determined else None,
                meeting.title,
                meeting.convened_by,
                meeting.source,
                meeting.pointer,
            )


def _duties(document: Document) -> Iterator[FollowUp]:
    for duty in parts(document, Duty):
        if duty.deadline:
            yield FollowUp(
                duty.id or _made(duty.pointer),
                "duty",
                _rule(duty.deadline),
                duty.does,
                duty.owner,
                duty.source,
                duty.pointer,
            )


def _rule(deadline: Deadline) -> Cadence | dt.date | None:
    if deadline.date and not deadline.every:
        return deadline.date
    if not deadline.every:
        return None
    month, day = deadline.month, deadline.day
    if deadline.date and not month:  # "on 1 March 2027, and every year": the date says when in the year
        month, day = deadline.date.month, deadline.date.day
    rule = Cadence(deadline.every, month, day)
    return rule if rule.determined else None


def _made(pointer: str) -> str:
    """A name for what has no id, from its place: /responsibilities/3 is "responsibilities.3"."""
    return pointer.strip("/").replace("/", ".")
