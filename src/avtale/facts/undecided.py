"""What is told of a document's span in words: what is not decided yet, what else ends it, the next way out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from msgspec import Struct

from avtale.facts.decided import decided, entry_span
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.validity import (
    Decided,
    ValidSpan,
    adopters,
    adoptions,
    adoptions_needed,
    goes_on,
    next_day_of_year,
    notice_effect,
)
from avtale.format.called import own_language, party_names
from avtale.format.model import Document, Validity
from avtale.format.values import Text
from avtale.message import Message
from avtale.partial_date import PartialDate
from avtale.wording import written


class Told(Message):
    """One sentence. `open` tells whether somebody has yet to decide it."""

    def __init__(self, nb: str, en: str, *, open: bool = False, **values: object) -> None:
        super().__init__(nb, en, **values)
        self.open = open


class Stop(Struct, frozen=True):
    """The next way out: notice by this day, and the last day of validity that gives."""

    notice_by: dt.date
    ends: dt.date


def next_stop(entry: DocumentFile, repository: Repository, on: dt.date) -> Stop | None:
    """The last day to give notice from `on`, and when the document then ends; None where notice changes nothing.

    Where notice can be given on any day, that is `on` itself.
    """
    validity = entry.document.validity if entry.document else None
    span = entry_span(entry, repository)
    if validity is None or span.terminated or span.has_ended(on):
        return None
    terms = validity.termination
    if terms is None and validity.notice is None:
        return None
    by = next_day_of_year(terms.demand_by, on) if terms and terms.demand_by else on
    ends = notice_effect(validity, by)
    return Stop(by, ends) if span.end is None or ends < span.end else None


def undecided(entry: DocumentFile, repository: Repository, on: dt.date) -> tuple[Told, ...]:
    """What the words and the register leave open of when a document holds; nothing where both days are known."""
    return tuple(each for each in span_told(entry, repository, on) if each.open)


def span_told(entry: DocumentFile, repository: Repository, on: dt.date) -> tuple[Told, ...]:
    """Everything to be said of when a document holds besides its first and last day, as of the day `on`."""
    document = entry.document
    if document is None or document.validity is None:
        return ()
    known, span = decided(entry, repository), entry_span(entry, repository)
    return (
        *_beginning(document, document.validity, known, span, on, takes_events(entry, repository)),
        *_ending(document, document.validity, known, span, on),
        *_parties(document, document.validity, known),
        *_notice(next_stop(entry, repository, on), on, alone=goes_on(document)),
        *_nature(document.validity, span),
    )


def _said(text: Text, document: Document) -> Message:
    nb, en = (text.in_language(lang, own_language(document))[0].strip().rstrip(".") for lang in ("nb", "en"))
    return Message(nb, en)


def _acts(done: Sequence[tuple[str, dt.date | PartialDate]]) -> Message:
    """Who, and when: "Nordlia kommune 01.02.2026, Nav Nordlia 03.02.2026"."""
    nb, en = (", ".join(f"{name} {written(day, lang)}" for name, day in done) for lang in ("nb", "en"))
    return Message(nb, en)


def takes_events(entry: DocumentFile, repository: Repository) -> bool:
    """Whether the register takes what happens to a version: not of a transcription that nobody took over, nor of what is over."""
    register = repository.register
    over = register.withdrawal(entry.key, entry.version) or register.closing(entry.key, entry.version)
    return repository.followed(entry) and over is None


def _beginning(
    document: Document, validity: Validity, known: Decided, span: ValidSpan, on: dt.date, recordable: bool
) -> Iterator[Told]:
    condition = validity.begins_when
    if condition is not None and adoptions_needed(document) and span.waits:
        done = adoptions(document, known)
        needed, bodies = adoptions_needed(document), [each.body for each in adopters(document) if each.body]
        left = [body for body in bodies if body not in {name for name, _ in done}]
        if len(done) < needed:
            yield Told(
                "Trer i kraft når {needed}{of} har vedtatt den; {many} har gjort det{made}.{left}",
                "Enters into force when {needed}{of} have adopted it; {many} have{made}.{left}",
                open=True,
                needed=needed,
                of=Message(" av {n}", " of {n}", n=len(bodies)) if bodies else "",
                many=len(done),
                made=Message(" ({acts})", " ({acts})", acts=_acts(done)) if done else "",
                left=Message(" Gjenstår: {names}.", " Left: {names}.", names=", ".join(left)) if left else "",
            )
    if condition is not None and condition.event is not None and known.begun is None:
        how = Message(
            " Registrer det med «avtale happened» når det er skjedd.",
            " Record it with “avtale happened” when it has happened.",
        )
        yield Told(
            "Trer i kraft når {event}.{how}",
            "Enters into force when {event}.{how}",
            open=True,
            event=_said(condition.event, document),
            how=how if recordable else "",
        )
    if span.first is not None and not span.first.exact:
        yield Told(
            "Første dag er bare kjent som {day}.",
            "The first day is only known as {day}.",
            open=span.is_unclear(on) and not span.has_begun(on),
            day=span.first,
        )
    if span.start is None and not span.waits:
        yield Told("Første dag er ikke oppgitt.", "The first day is not given.", open=True)


def _ending(
    document: Document, validity: Validity, known: Decided, span: ValidSpan, on: dt.date
) -> Iterator[Told]:
    if known.prolonged_to is not None and span.end == known.prolonged_to != (
        validity.to and validity.to.last
    ):
        yield Told(
            "Forlenget til {day} ved endringsavtale.",
            "Prolonged to {day} by an amendment.",
            day=known.prolonged_to,
        )
    if span.last is not None and not span.last.exact:
        yield Told(
            "Siste dag er bare kjent som {day}.",
            "The last day is only known as {day}.",
            open=span.is_unclear(on) and span.has_begun(on),
            day=span.last,
        )
    if span.terminated and span.end is not None:
        yield Told(
            "Sagt opp ({acts}) med virkning fra {end}.",
            "Notice was given ({acts}) with effect from {end}.",
            acts=_acts(known.terminated),
            end=span.end,
        )
        return
    if validity.duration is not None and span.end is None and not span.open_ended and span.waits:
        yield Told(
            "Siste dag regnes fra den dagen avtalen trer i kraft.",
            "The last day counts from the day it enters into force.",
            open=True,
        )
    elif span.end is None and not span.open_ended and not (validity.duration and span.start is None):
        yield Told(
            "Siste dag er ikke oppgitt, og ingenting sier hva avtalen varer til.",
            "The last day is not given, and nothing says what it lasts until.",
            open=True,
        )
    if validity.until_replaced and span.end is None:
        yield Told("Gjelder til den avløses.", "Holds until it is replaced.")
    ends = validity.ends_when
    if ends is not None and known.ended is None:
        if ends.project is not None:
            yield Told(
                "Varer så lenge dette varer: {project}. Slutten er ikke registrert.",
                "Lasts as long as this does: {project}. Its end is not recorded.",
                open=True,
                project=_said(ends.project, document),
            )
        if ends.event is not None:
            event = _said(ends.event, document)
            yield Told("Opphører når {event}.", "Ends when {event}.", open=True, event=event)
        if ends.terminated_by == "one":
            yield Told("Opphører når én part sier den opp.", "Ends when one party gives notice.")
        if ends.terminated_by == "all":
            said = len({party for party, _ in known.terminated})
            yield Told(
                f"Opphører når alle partene har sagt den opp; {said} av {len(document.parties)} har gjort det.",
                f"Ends when all parties have given notice; {said} of {len(document.parties)} have.",
                open=0 < said < len(document.parties),
            )
    for text in validity.lapses_when:
        yield Told(
            "Faller bort eller reforhandles når {event}.",
            "Lapses or is renegotiated when {event}.",
            event=_said(text, document),
        )


def _parties(document: Document, validity: Validity, known: Decided) -> Iterator[Told]:
    """Each party that takes part from or until another day than the rest, or on its own condition, and those that left."""
    names = party_names(document)
    for one in validity.per_party:
        first = Message(" fra {day}", " from {day}", day=one.from_) if one.from_ else ""
        last = Message(" til {day}", " until {day}", day=one.to) if one.to else ""
        if first or last:
            yield Told(
                "{party} er med{first}{last}.",
                "{party} takes part{first}{last}.",
                party=names.get(one.party or "", one.party),
                first=first,
                last=last,
            )
        if one.condition is not None:
            yield Told(
                "{party} er med forutsatt {condition}.",
                "{party} takes part provided that {condition}.",
                party=names.get(one.party or "", one.party),
                condition=_said(one.condition, document),
            )
    for party, day in known.terminated if goes_on(document) else ():
        yield Told(
            "{party} har sagt opp og er med til {end}. Avtalen gjelder videre for de andre.",
            "{party} has given notice and takes part until {end}. The agreement goes on for the others.",
            party=names.get(party, party),
            end=notice_effect(validity, day, party),
        )


def _notice(stop: Stop | None, on: dt.date, *, alone: bool) -> Iterator[Told]:
    if stop is None:
        return
    if alone:
        yield Told(
            "Sier en part opp {by}, er siste dag for den parten {ends}.",
            "With notice by a party on {by}, the last day of that party is {ends}.",
            by=stop.notice_by,
            ends=stop.ends,
        )
        return
    if stop.notice_by == on:
        yield Told(
            "Sies den opp {on}, er siste dag {ends}.",
            "With notice on {on}, the last day is {ends}.",
            on=on,
            ends=stop.ends,
        )
    else:
        yield Told(
            "Neste siste dag for oppsigelse er {by}; da er siste gyldige dag {ends}.",
            "The next last day to give notice is {by}; then the last day of validity is {ends}.",
            by=stop.notice_by,
            ends=stop.ends,
        )


def _nature(validity: Validity, span: ValidSpan) -> Iterator[Told]:
    terms = validity.termination
    if terms is not None and terms.decision_by:
        yield Told(
            f"Oppsigelse krever vedtak i {terms.decision_by}.",
            f"Notice requires a decision by {terms.decision_by}.",
        )
    if validity.retroactive:
        yield Told("Gjelder med tilbakevirkning.", "Holds retroactively.")
    if validity.intends_renewal and span.end is not None:
        yield Told(
            "Partene har til hensikt å fornye, men uten virkning: den går ut {end}.",
            "The parties intend to renew, without effect: it ends {end}.",
            end=span.end,
        )
    if validity.legally_binding is False:
        yield Told("Ikke rettslig bindende.", "Not legally binding.")
