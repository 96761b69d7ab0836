"""What a document says must be followed up: every duty, meeting and evaluation, its notice, end and review.

Each has an id that log entries, calendar UIDs and `next_duty` use (docs/architecture.md, "The documents"). The
document's own have fixed ones: `evaluation`, `notice`, `expiry`, `review` and `revision`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from avtale.facts.recurrence import Cadence
from avtale.facts.validity import ValidSpan, ahead_of, valid_span
from avtale.format.bind import parts
from avtale.format.model import Deadline, Document, Duty, Evaluation, Meeting, Validity
from avtale.format.owners import EACH, bodies, for_each
from avtale.format.values import Period, Text

DutyKind = Literal[
    "evaluation", "meeting", "duty", "review", "revision", "notice", "expiry", "appointment", "chair"
]
MILESTONES: frozenset[DutyKind] = frozenset({"notice", "expiry", "chair"})
"""Days that pass by themselves. Nobody does them, so they are never missed and need no log entry."""


class FollowUp(Struct, frozen=True):
    """One thing to follow up. `rule` is None where its words give no date, such as "within 3 days of …"."""

    id: str
    kind: DutyKind
    rule: Cadence | dt.date | None
    what: Text | None = None
    owner: tuple[str, ...] = ()
    """Who is responsible, jointly where they are several; a word for all the parties stands as written."""
    source: str | None = None
    pointer: str = ""


def follow_ups(document: Document, span: ValidSpan | None = None) -> tuple[FollowUp, ...]:
    """Everything in `document` that has a deadline, dated or not, in the order of the document; its end last.

    `span` is when it holds, where more than its own words decide that. An evaluation that is both regular and
    by a date is one duty with two rules.
    """
    own = own_follow_ups(document, span)
    found = {item.id: item for item in own}
    others = []
    span = span or valid_span(document)
    for item in (*_meetings(document), *_bodies(document, span), *_duties(document)):
        name, number = item.id, 2
        while name in found:  # `check` complains; until it is mended neither hides the other
            name, number = f"{item.id}.{number}", number + 1
        found[name] = replace(item, id=name)
        others.append(found[name])
    return (*own, *others)


def own_follow_ups(document: Document, span: ValidSpan | None = None) -> tuple[FollowUp, ...]:
    """The document's own alone: evaluation, review, revision, notice and expiry."""
    return tuple(_own(document, span or valid_span(document)))


def _own(document: Document, span: ValidSpan) -> Iterator[FollowUp]:
    for evaluation in (document.evaluation,) if document.evaluation else ():
        for rule in _evaluation_rules(evaluation, span):
            yield FollowUp(
                "evaluation",
                "evaluation",
                rule,
                owner=_one(evaluation.convened_by),
                source=evaluation.source,
                pointer=evaluation.pointer,
            )
    header, validity = document.control_header, document.validity
    if header and header.next_review:
        pointer = f"{header.pointer}/next_review"
        yield FollowUp("review", "review", header.next_review, pointer=pointer)
    if validity is None:
        return
    if validity.revised_every:
        pointer = f"{validity.pointer}/revised_every"
        revision = _revision(validity.revised_every, span.start)
        yield FollowUp("revision", "revision", revision, source=validity.source, pointer=pointer)
    notice = _notice(validity, span)
    if notice is not None:
        pointer = f"{validity.pointer}/{'notice' if validity.notice else 'termination'}"
        yield FollowUp("notice", "notice", notice, source=validity.source, pointer=pointer)
    if span.end is not None:
        yield FollowUp(
            "expiry", "expiry", span.end, validity.renewal, source=validity.source, pointer=validity.pointer
        )


def _evaluation_rules(evaluation: Evaluation, span: ValidSpan) -> Iterator[Cadence | dt.date | None]:
    if evaluation.every or evaluation.month:
        rule = Cadence(evaluation.every, evaluation.month) if evaluation.every else None
        yield rule if rule and rule.determined else None
    if evaluation.by:
        yield evaluation.by
    if evaluation.before_expiry:
        yield ahead_of(span.end, evaluation.before_expiry) if span.end else None


def _revision(every: Period, start: dt.date | None) -> Cadence | None:
    """Every so often from the day it began."""
    if start is None or every.unit not in ("month", "year"):
        return Cadence(every) if every.unit not in ("month", "year") else None
    return Cadence(every, start.month, start.day, later=True)


def _notice(validity: Validity, span: ValidSpan) -> Cadence | dt.date | None:
    """The last day to give notice: once a year, or so long before the end; none where notice was given."""
    if span.terminated:
        return None
    terms = validity.termination
    if terms is not None and terms.demand_by is not None:
        return Cadence(Period(1, "year"), terms.demand_by.month, terms.demand_by.day)
    period = (terms.notice if terms else None) or validity.notice
    return ahead_of(span.end, period) if period and span.end else None


def _meetings(document: Document) -> Iterator[FollowUp]:
    for meeting in parts(document, Meeting):
        if meeting.every or meeting.month:
            rule = Cadence(meeting.every, meeting.month) if meeting.every else None
            yield FollowUp(
                meeting.id or _made(meeting.pointer),
                "meeting",
                rule if rule and rule.determined else None,
                meeting.title,
                _one(meeting.convened_by or meeting.body),
                meeting.source,
                meeting.pointer,
            )


def _bodies(document: Document, span: ValidSpan) -> Iterator[FollowUp]:
    """When a body is appointed anew and when its chair changes, counted from the first day of the validity."""
    for body in bodies(document):
        name = body.id or _made(body.pointer)
        if body.term:
            rule = _revision(body.term, span.start)
            yield FollowUp(
                f"{name}.appointment",
                "appointment",
                rule,
                body.title,
                body.appointed_by,
                body.source,
                body.pointer,
            )
        if body.chair_term and body.chair_alternates:
            rule = _revision(body.chair_term, span.start)
            yield FollowUp(
                f"{name}.chair", "chair", rule, body.title, body.chair_alternates, body.source, body.pointer
            )


def _duties(document: Document) -> Iterator[FollowUp]:
    """Each duty with a deadline; one that each party has for itself is one for each party, "<duty>.<party>"."""
    for duty in parts(document, Duty):
        if duty.deadline:
            name = duty.id or _made(duty.pointer)
            one = FollowUp(
                name, "duty", _rule(duty.deadline), duty.does, duty.owner, duty.source, duty.pointer
            )
            each = for_each(duty, document)
            others = tuple(who for who in duty.owner if who != EACH)
            yield from (replace(one, id=f"{name}.{party}", owner=(party, *others)) for party in each)
            if not each:
                yield one


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


def _one(actor: str | None) -> tuple[str, ...]:
    return (actor,) if actor else ()


def _made(pointer: str) -> str:
    """A name for what has no id, from its place: /responsibilities/3 is "responsibilities.3"."""
    return pointer.strip("/").replace("/", ".")
