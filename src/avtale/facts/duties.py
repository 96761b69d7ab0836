"""What a document says must be followed up: every duty, meeting, payment and evaluation, its notice, end and review.

Each has an id that log entries, calendar UIDs and `next_duty` use (docs/architecture.md, "The documents"). The
document's own have fixed ones: `evaluation`, `notice`, `expiry`, `review`, `revision`, `renegotiation`, and
`leaving.<party>` where a party has a last day of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Literal

from dateutil.relativedelta import relativedelta
from msgspec import Struct
from msgspec.structs import replace

from avtale.facts.recurrence import Cadence, Moved, Rule
from avtale.facts.validity import ValidSpan, after, ahead_of, valid_span
from avtale.format.bind import by_class, everything
from avtale.format.called import own_language, party_names
from avtale.format.model import (
    Agreement,
    Cost,
    Deadline,
    Document,
    Duty,
    Evaluation,
    FollowUpTerms,
    Funding,
    Meeting,
    Validity,
)
from avtale.format.owners import EACH, bodies, for_each
from avtale.format.values import PartOfYear, Period, Text
from avtale.partial_date import PartialDate

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
    "appointment",
    "chair",
]
MILESTONES: frozenset[DutyKind] = frozenset({"notice", "leaving", "expiry", "chair"})
"""Days that pass by themselves. Nobody does them, so they are never missed and need no log entry."""


class FollowUp(Struct, frozen=True):
    """One thing to follow up. `rule` is None where its words give no date, such as "within 3 days of …"."""

    id: str
    kind: DutyKind
    rule: Rule | dt.date | None
    what: Text | None = None
    owner: tuple[str, ...] = ()
    """Who is responsible, jointly where they are several; a word for all the parties stands as written."""
    source: str | None = None
    pointer: str = ""
    terms: FollowUpTerms | None = None
    """What the document says of how it is followed up."""
    evidence: Text | None = None
    """What shows that it was done."""
    months: int | None = None
    """In how many months it may be done, the last of them that of its date; None where its words name no month."""

    @property
    def says_when(self) -> bool:
        """Whether the words say when in the year; if not, it falls due by the end of each period from the start."""
        return self.rule is None or isinstance(self.rule, dt.date) or self.rule.says_when


def follow_ups(document: Document, span: ValidSpan | None = None) -> tuple[FollowUp, ...]:
    """Everything in `document` that has a deadline, dated or not, in the order of the document; its end last.

    `span` is when it holds, where more than its own words decide that. An evaluation that is both regular and
    by a date is one duty with two rules.
    """
    own = own_follow_ups(document, span)
    found = {item.id: item for item in own}
    others = []
    span = span or valid_span(document)
    inside = by_class(everything(document))
    duties: list[Duty] = inside.get(Duty, [])
    for item in (
        *_meetings(inside.get(Meeting, ())),
        *_bodies(document, span),
        *_duties(duties, document),
        *payments((*inside.get(Cost, ()), *inside.get(Funding, ())), own_language(document)),
    ):
        name, number = item.id, 2
        while name in found:  # `check` complains; until it is mended neither hides the other
            name, number = f"{item.id}.{number}", number + 1
        found[name] = replace(item, id=name)
        others.append(found[name])
    links, known = _links(duties), {item.id: item for item in reversed((*own, *others))}
    return (*own, *(replace(each, rule=_hung(each.id, known, links)) for each in others))


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
                owner=_one(evaluation.convened_by),
                source=evaluation.source,
                pointer=evaluation.pointer,
                terms=evaluation.follow_up,
                evidence=_evidence(evaluation.follow_up) or evaluation.record,
                months=_months(evaluation),
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
                _one(party.party),
                party.source or validity.source,
                f"{party.pointer}/to",
            )
    if span.end is not None:
        yield FollowUp(
            "expiry", "expiry", span.end, validity.renewal, source=validity.source, pointer=validity.pointer
        )


def _evaluation_rules(evaluation: Evaluation, span: ValidSpan) -> Iterator[Cadence | dt.date | None]:
    if evaluation.every or evaluation.month or evaluation.during:
        yield _cadence(evaluation)
    if evaluation.by:
        yield evaluation.by.last
    if evaluation.before_expiry:
        yield ahead_of(span.last.first, evaluation.before_expiry) if span.last else None


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
    # of an end known only to its month or year the first day counts: later may be too late
    return ahead_of(span.last.first, period) if period and span.last else None


def _meetings(meetings: Iterable[Meeting]) -> Iterator[FollowUp]:
    for meeting in meetings:
        if meeting.every or meeting.month or meeting.during:
            yield FollowUp(
                meeting.id or _made(meeting.pointer),
                "meeting",
                _cadence(meeting),
                meeting.title,
                _one(meeting.convened_by or meeting.body),
                meeting.source,
                meeting.pointer,
                meeting.follow_up,
                _evidence(meeting.follow_up),
                _months(meeting),
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


def _duties(duties: Iterable[Duty], document: Document) -> Iterator[FollowUp]:
    """Each duty with a deadline; one that each party has for itself is one for each party, "<duty>.<party>"."""
    for duty in duties:
        if duty.deadline:
            name = duty.id or _made(duty.pointer)
            one = FollowUp(
                name,
                "duty",
                _rule(duty.deadline),
                duty.does,
                duty.owner,
                duty.source,
                duty.pointer,
                duty.follow_up,
                _evidence(duty.follow_up),
                _months(duty.deadline),
            )
            each = for_each(duty, document)
            others = tuple(who for who in duty.owner if who != EACH)
            yield from (replace(one, id=f"{name}.{party}", owner=(party, *others)) for party in each)
            if not each:
                yield one


def _rule(deadline: Deadline) -> Cadence | dt.date | None:
    """What the deadline says by itself; one that hangs on another duty is `_hung`."""
    if deadline.date and not deadline.every:
        return _dated(deadline.date, deadline.during)
    if deadline.date and not deadline.month and deadline.every:
        # "on 1 March 2027, and every year": the date says when in the year
        return Cadence(deadline.every, deadline.date.last.month, deadline.date.last.day)
    return _cadence(deadline, deadline.day)


def _dated(date: PartialDate, during: PartOfYear | None) -> dt.date:
    """The last day it can be done: of the month or year alone, or of that year's autumn."""
    if during is None or not date.whole_year:
        return date.last
    over = during.last < during.first  # a winter ends in the year after the one it begins in
    return date.last + relativedelta(years=over, month=during.last, day=31)


def _cadence(part: Deadline | Meeting | Evaluation, day: int | None = None) -> Cadence | None:
    """How often, and when in the year; a part of the year falls due with its last month."""
    during: PartOfYear | None = part.during
    if during is not None and during.each:
        return Cadence(Period(during.months, "month"), during.last)
    month = part.month or (during.last if during else None)
    return Cadence(part.every, month, day) if part.every else None


def _evidence(terms: FollowUpTerms | None) -> Text | None:
    return terms.evidence if terms else None


def _months(part: Deadline | Meeting | Evaluation) -> int | None:
    """How many months the words give to do it in: one where they name a month and no day, those of a part of the year."""
    if isinstance(part, Deadline):
        if part.day or part.after or part.before:
            return None
        if part.date and not (part.every or part.during):
            return None if part.date.exact else 12 if part.date.whole_year else 1
    if part.month:
        return 1
    return part.during.months if part.during else None


_Link = tuple[str, Period, bool]
"""What a deadline hangs on, by how much, and whether it comes before that."""


def _links(duties: Iterable[Duty]) -> dict[str, _Link]:
    """The deadlines that hang on another duty or meeting, by the pointer of their own duty."""
    return {
        duty.pointer: (on, deadline.within or Period(0, "day"), deadline.before is not None)
        for duty in duties
        if (deadline := duty.deadline) and (on := deadline.before or deadline.after)
    }


def _hung(
    name: str, known: dict[str, FollowUp], links: dict[str, _Link], seen: tuple[str, ...] = ()
) -> Rule | dt.date | None:
    """The rule of a duty, through all it hangs on; None where that has no date, is not there, or leads in a ring."""
    item = known.get(name)
    if item is None or name in seen:
        return None
    if item.pointer not in links:
        return item.rule
    on, by, before = links[item.pointer]
    base = _hung(on, known, links, (*seen, name))
    if base is None:
        return None
    if isinstance(base, dt.date):
        return ahead_of(base, by) if before else after(base, by)
    return Moved(base, by, before)


def _one(actor: str | None) -> tuple[str, ...]:
    return (actor,) if actor else ()


def payments(wholes: Iterable[Cost | Funding], own: str) -> Iterator[FollowUp]:
    """Every payment of the costs and fundings of a document in `own`, its language, by who pays.

    What each is for is the name of the whole it is a part of, and its own.
    """
    for whole in wholes:
        said = next(iter(whole.what), None) if isinstance(whole, Cost) else whole.pays_for
        payer = whole.paid_by if isinstance(whole, Cost) else None
        for payment in whole.payments:
            if payment.deadline:
                yield FollowUp(
                    payment.id or _made(payment.pointer),
                    "payment",
                    _rule(payment.deadline),
                    _part_of(said, payment.what, own),
                    _one(payer),
                    payment.source or whole.source,
                    payment.pointer,
                    payment.follow_up,
                    _evidence(payment.follow_up),
                    _months(payment.deadline),
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
                owner=_one(again.convened_by),
                source=again.source,
                pointer=again.pointer,
            )


def _called(document: Document, identifier: str) -> Text | None:
    """A party's name."""
    name = party_names(document).get(identifier)
    return Text((("", name),)) if name else None


def _made(pointer: str) -> str:
    """A name for what has no id, from its place: /responsibilities/3 is "responsibilities.3"."""
    return pointer.strip("/").replace("/", ".")
