"""What is told of a document's span in words: what is not decided yet, what else ends it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from msgspec import Struct

from avtale.facts.decided import decided, entry_span
from avtale.facts.next_stop import Stop, next_stop
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.validity import (
    Decided,
    ValidSpan,
    adopters,
    adoptions,
    adoptions_needed,
    goes_on,
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


def undecided(entry: DocumentFile, repository: Repository, on: dt.date) -> tuple[Told, ...]:
    """What the words and the register leave open of when a document holds; nothing where both days are known."""
    return tuple(each for each in span_told(entry, repository, on) if each.open)


def span_told(entry: DocumentFile, repository: Repository, on: dt.date) -> tuple[Told, ...]:
    """Everything to be said of when a document holds besides its first and last day, as of the day `on`."""
    document = entry.document
    if document is None or document.validity is None:
        return ()
    known, span = decided(entry, repository), entry_span(entry, repository)
    about = _Span(document, document.validity, known, span, on)
    return (
        *_adoptions(about),
        *_event_to_begin(about, recordable=takes_events(entry, repository)),
        *_first_day(about),
        *_last_day(about),
        *(_notice_given(about) if span.terminated else _open_end(about)),
        *_parties(about),
        *_notice(next_stop(entry, repository, on), on, alone=goes_on(document)),
        *_nature(about),
    )


class _Span(Struct, frozen=True):
    """What a sentence may be about: the words of the document, what is decided, and the span that follows, on a day."""

    document: Document
    validity: Validity
    known: Decided
    span: ValidSpan
    on: dt.date

    def said(self, text: Text) -> Message:
        """A text of the document, without the full stop, for the middle of a sentence."""
        own = own_language(self.document)
        return Message(*(text.in_language(lang, own)[0].strip().rstrip(".") for lang in ("nb", "en")))


def _acts(done: Sequence[tuple[str, dt.date | PartialDate]]) -> Message:
    """Who, and when: "Nordlia kommune 01.02.2026, Nav Nordlia 03.02.2026"."""
    nb, en = (", ".join(f"{name} {written(day, lang)}" for name, day in done) for lang in ("nb", "en"))
    return Message(nb, en)


def takes_events(entry: DocumentFile, repository: Repository) -> bool:
    """Whether the register takes what happens to a version: not of a transcription that nobody took over, nor of what is over."""
    register = repository.register
    over = register.withdrawal(entry.key, entry.version) or register.closing(entry.key, entry.version)
    return repository.followed(entry) and over is None


def _adoptions(about: _Span) -> Iterator[Told]:
    """That it begins when bodies have adopted it, which have, and which are left."""
    document = about.document
    needed = adoptions_needed(document)
    if about.validity.begins_when is None or not needed or not about.span.waits:
        return
    done = adoptions(document, about.known)
    bodies = [each.body for each in adopters(document) if each.body]
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


def _event_to_begin(about: _Span, *, recordable: bool) -> Iterator[Told]:
    condition = about.validity.begins_when
    if condition is None or condition.event is None or about.known.begun is not None:
        return
    how = Message(
        " Registrer det med «avtale happened» når det er skjedd.",
        " Record it with “avtale happened” when it has happened.",
    )
    yield Told(
        "Trer i kraft når {event}.{how}",
        "Enters into force when {event}.{how}",
        open=True,
        event=about.said(condition.event),
        how=how if recordable else "",
    )


def _first_day(about: _Span) -> Iterator[Told]:
    span = about.span
    if span.first is not None and not span.first.exact:
        yield Told(
            "Første dag er bare kjent som {day}.",
            "The first day is only known as {day}.",
            open=span.is_unclear(about.on) and not span.has_begun(about.on),
            day=span.first,
        )
    if span.start is None and not span.waits:
        yield Told("Første dag er ikke oppgitt.", "The first day is not given.", open=True)


def _last_day(about: _Span) -> Iterator[Told]:
    """What is told of the last day there is."""
    span, stated, prolonged = about.span, about.validity.to, about.known.prolonged_to
    if prolonged is not None and span.end == prolonged != (stated and stated.last):
        yield Told(
            "Forlenget til {day} ved endringsavtale.",
            "Prolonged to {day} by an amendment.",
            day=prolonged,
        )
    if span.last is not None and not span.last.exact:
        yield Told(
            "Siste dag er bare kjent som {day}.",
            "The last day is only known as {day}.",
            open=span.is_unclear(about.on) and span.has_begun(about.on),
            day=span.last,
        )


def _notice_given(about: _Span) -> Iterator[Told]:
    yield Told(
        "Sagt opp ({acts}) med virkning fra {end}.",
        "Notice was given ({acts}) with effect from {end}.",
        acts=_acts(about.known.terminated),
        end=about.span.end,
    )


def _open_end(about: _Span) -> Iterator[Told]:
    """What else ends it, where nobody has given notice."""
    validity, span = about.validity, about.span
    if span.end is None and not span.open_ended:
        if validity.duration is not None and span.waits:
            yield Told(
                "Siste dag regnes fra den dagen avtalen trer i kraft.",
                "The last day counts from the day it enters into force.",
                open=True,
            )
        elif validity.duration is None or span.start is not None:
            yield Told(
                "Siste dag er ikke oppgitt, og ingenting sier hva avtalen varer til.",
                "The last day is not given, and nothing says what it lasts until.",
                open=True,
            )
    if validity.until_replaced and span.end is None:
        yield Told("Gjelder til den avløses.", "Holds until it is replaced.")
    if about.known.ended is None:
        yield from _ends_when(about)
    for text in validity.lapses_when:
        yield Told(
            "Faller bort eller reforhandles når {event}.",
            "Lapses or is renegotiated when {event}.",
            event=about.said(text),
        )


def _ends_when(about: _Span) -> Iterator[Told]:
    ends, document = about.validity.ends_when, about.document
    if ends is None:
        return
    if ends.project is not None:
        yield Told(
            "Varer så lenge dette varer: {project}. Slutten er ikke registrert.",
            "Lasts as long as this does: {project}. Its end is not recorded.",
            open=True,
            project=about.said(ends.project),
        )
    if ends.event is not None:
        yield Told("Opphører når {event}.", "Ends when {event}.", open=True, event=about.said(ends.event))
    if ends.terminated_by == "one":
        yield Told("Opphører når én part sier den opp.", "Ends when one party gives notice.")
    if ends.terminated_by == "all":
        said = len({party for party, _ in about.known.terminated})
        yield Told(
            f"Opphører når alle partene har sagt den opp; {said} av {len(document.parties)} har gjort det.",
            f"Ends when all parties have given notice; {said} of {len(document.parties)} have.",
            open=0 < said < len(document.parties),
        )


def _parties(about: _Span) -> Iterator[Told]:
    """Each party that takes part from or until another day than the rest, or on its own condition, and those that left."""
    document, validity = about.document, about.validity
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
                condition=about.said(one.condition),
            )
    for party, day in about.known.terminated if goes_on(document) else ():
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


def _nature(about: _Span) -> Iterator[Told]:
    validity, span = about.validity, about.span
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
