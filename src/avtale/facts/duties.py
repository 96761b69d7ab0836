"""What a document says must be followed up: every duty, meeting, payment and evaluation, its notice, end and review.

Each has an id that log entries, calendar UIDs and `next_duty` use (docs/architecture.md, "The documents"). The
document's own have fixed ones: `evaluation`, `notice`, `expiry`, `review`, `revision`, `renegotiation`, and
`leaving.<party>` where a party has a last day of its own.
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
from avtale.format.model import (
    Agreement,
    Cost,
    Deadline,
    Document,
    Duty,
    Evaluation,
    Funding,
    Meeting,
    Validity,
)
from avtale.format.values import Period, Text

DutyKind = Literal[
    "evaluation",
    "meeting",
    "duty",
    "payment",
    "review",
    "revision",
    "renegotiation",
    "notice",
    "leaving",
    "expiry",
]
MILESTONES: frozenset[DutyKind] = frozenset({"notice", "leaving", "expiry"})
"""Days that pass by themselves. Nobody does them, so they are never missed and need no log entry."""


class FollowUp(Struct, frozen=True):
    """One thing to follow up. `rule` is None where its words give no date, such as "within 3 days of …"."""

    id: str
    kind: DutyKind
    rule: Cadence | dt.date | None
    what: Text | None = None
    owner: str | None = None
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
    for item in (*_meetings(document), *_duties(document), *payments(document)):
        name, number = item.id, 2
        while name in found:  # `check` complains; until it is mended neither hides the other
            name, number = f"{item.id}.{number}", number + 1
        found[name] = replace(item, id=name)
        others.append(found[name])
    return (*own, *others)


def own_follow_ups(document: Document, span: ValidSpan | None = None) -> tuple[FollowUp, ...]:
    """The document's own alone: evaluation, renegotiation, review, revision, notice, parties that leave, and expiry."""
    return tuple(_own(document, span or valid_span(document)))


def _own(document: Document, span: ValidSpan) -> Iterator[FollowUp]:
    for evaluation in (document.evaluation,) if document.evaluation else ():
        for rule in _evaluation_rules(evaluation, span):
            yield FollowUp(
                "evaluation",
                "evaluation",
                rule,
                owner=evaluation.convened_by,
                source=evaluation.source,
                pointer=evaluation.pointer,
            )
    yield from _renegotiation(document, span)
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
    for party in validity.per_party:
        if party.to is not None and party.party:
            yield FollowUp(
                f"leaving.{party.party}",
                "leaving",
                party.to,
                _called(document, party.party),
                party.party,
                party.source or validity.source,
                f"{party.pointer}/to",
            )
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
    """Every so many years from the day it began."""
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


def payments(document: Document) -> Iterator[FollowUp]:
    """Every payment, by who pays; what each is for is the name of the whole it is a part of, and its own."""
    wholes: list[Cost | Funding] = [*parts(document, Cost), *parts(document, Funding)]
    for whole in wholes:
        said = next(iter(whole.what), None) if isinstance(whole, Cost) else whole.pays_for
        payer = whole.paid_by if isinstance(whole, Cost) else None
        for payment in whole.payments:
            if payment.deadline:
                yield FollowUp(
                    payment.id or _made(payment.pointer),
                    "payment",
                    _rule(payment.deadline),
                    _part_of(said, payment.what, document.language or "nb"),
                    payer,
                    payment.source or whole.source,
                    payment.pointer,
                )


def _part_of(whole: Text | None, part: Text | None, own: str) -> Text | None:
    """«lønn, første halvdel» in each language that the part is told in; the one there is where the other is missing."""
    if whole is None or part is None:
        return part or whole
    said = tuple((lang, f"{whole.in_language(lang or own, own)[0]}, {text}") for lang, text in part.values)
    return Text(said, part.pointer)


def _renegotiation(document: Document, span: ValidSpan) -> Iterator[FollowUp]:
    terms = document.terms if isinstance(document, Agreement) else None
    again = terms.renegotiation if terms else None
    if again is None:
        return
    early = ahead_of(span.end, again.before_expiry) if again.before_expiry and span.end else None
    for rule in (again.by, early):
        if rule is not None:
            yield FollowUp(
                "renegotiation",
                "renegotiation",
                rule,
                owner=again.convened_by,
                source=again.source,
                pointer=again.pointer,
            )


def _called(document: Document, identifier: str) -> Text | None:
    """A party's name."""
    found = (party.names[0].name for party in document.parties if party.id == identifier and party.names)
    name = next(found, None)
    return Text((("", name),)) if name else None


def _made(pointer: str) -> str:
    """A name for what has no id, from its place: /responsibilities/3 is "responsibilities.3"."""
    return pointer.strip("/").replace("/", ".")
