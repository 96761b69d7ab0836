"""Record in the register what decides a document's span: an adoption, a notice, an event it waits for; and that it was sent.

Each is one new file; a fact that was recorded is never recorded anew.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from avtale.errors import StateError, UsageError
from avtale.facts.decided import decided, entry_span
from avtale.facts.register import add_event
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.validity import adopters, adoptions
from avtale.format.called import first_name
from avtale.format.dates import short
from avtale.format.draft import key_from
from avtale.format.model import Document, Party, Validity
from avtale.format.signing import required_fields
from avtale.lifecycle.requirements import refuse_numbers, refuse_plan, require_in_repository, require_sound
from avtale.lifecycle.transcription import ended, not_taken_over, over

Happening = Literal["begins", "ends"]


def adopt(
    entry: DocumentFile, repository: Repository, *, body: str, on: dt.date, case: str | None = None
) -> str:
    """Record that `body` adopted the content of `entry` on the day `on`, in `case`; the body's name as listed.

    Raises `UsageError` for a body that is not listed, `StateError` where it has adopted it already and for a document
    that no body is to adopt.
    """
    document = _recordable(entry, repository)
    listed = [each.body for each in adopters(document) if each.body]
    waits = document.validity.begins_when if document.validity else None
    if not listed and not (waits and waits.adoptions):
        raise StateError(
            nb=f"{entry} sier ikke at noen skal vedta den. Skriv organene under «adoptions» først.",
            en=f"{entry} does not say that anybody is to adopt it. Write the bodies under “adoptions” first.",
        )
    name = next((each for each in listed if each.casefold() == body.strip().casefold()), None)
    if listed and name is None:
        raise UsageError(
            nb=f"«{body}» er ikke blant dem som skal vedta {entry}: {', '.join(listed)}.",
            en=f"“{body}” is not among those who are to adopt {entry}: {', '.join(listed)}.",
        )
    name = name or body.strip()
    before = dict(adoptions(document, decided(entry, repository)))
    if name in before:
        raise StateError(
            nb=f"{name} vedtok {entry} alt {short(before[name])}.",
            en=f"{name} adopted {entry} already on {before[name]}.",
        )
    said = {"body": name, "case": case or None, "fingerprint": entry.fingerprint or ""}
    _add(entry, repository, "adoption", f"adoption-{key_from(name)}", on, said)
    return name


def terminate(
    entry: DocumentFile, repository: Repository, *, party: str, on: dt.date, case: str | None = None
) -> dt.date | None:
    """Record that a party (its id or a name) gave notice on the day `on`; the last day the document now holds.

    None where others must give notice too. Raises `UsageError` for one that is no party, `StateError` for
    one that has given notice, a draft, what has ended, `UsageError` for a day before the approval, and where a decision is required and no `case` names it.
    """
    document = _recordable(entry, repository)
    found = _party(document, party)
    if repository.frozen_by(entry) is None:
        raise StateError(
            nb=f"{entry} er ikke godkjent, så det er ingenting å si opp.",
            en=f"{entry} is not approved, so there is nothing to terminate.",
        )
    _refuse_too_early(entry, repository, on)
    span = entry_span(entry, repository)
    if span.has_ended(on):
        raise StateError(
            nb=f"{entry} gikk ut {short(span.end or on)}, så det er ingenting å si opp.",
            en=f"{entry} ended on {span.end}, so there is nothing to terminate.",
        )
    for given, day in decided(entry, repository).terminated:
        if given == found.id:
            raise StateError(
                nb=f"{_named(found)} sa opp {entry} alt {short(day)}.",
                en=f"{_named(found)} gave notice of {entry} already on {day}.",
            )
    validity = document.validity or Validity()
    by = validity.termination.decision_by if validity.termination else None
    if by and not case:
        raise StateError(
            nb=f"Oppsigelsen krever vedtak i {by}. Oppgi saken med --case.",
            en=f"Notice requires a decision by {by}. Give the case with --case.",
        )
    said = {"party": found.id or "", "case": case or None}
    _add(entry, repository, "termination", f"termination-{found.id}", on, said)
    after_notice = entry_span(entry, Repository.open(repository.root)) if repository.root else span
    return after_notice.end


def happened(
    entry: DocumentFile, repository: Repository, *, what: Happening, on: dt.date, reason: str
) -> None:
    """Record that the event a document begins or ends with happened on the day `on`; `reason` says what happened.

    Raises `StateError` for a document that waits for no such event, and where it is recorded already.
    """
    document = _recordable(entry, repository)
    validity = document.validity or Validity()
    begins, ends = validity.begins_when, validity.ends_when
    event = "beginning" if what == "begins" else "ending"
    awaited = (begins and begins.event) if what == "begins" else (ends and (ends.event or ends.project))
    if not awaited:
        raise StateError(
            nb=f"{entry} venter ikke på noen slik hendelse.", en=f"{entry} does not wait for any such event."
        )
    known = repository.register.of(entry.key, entry.version, event)
    if known:
        raise StateError(
            nb=f"Hendelsen er registrert fra før: {known[0].reason}.",
            en=f"The event is recorded already: {known[0].reason}.",
        )
    if what == "ends":
        _refuse_too_early(entry, repository, on)
    _add(entry, repository, event, event, on, {"reason": reason})


def sent(entry: DocumentFile, repository: Repository, *, on: dt.date, reason: str) -> None:
    """Record that a version was sent to the signing service on the day `on`; `reason` says to whom, or under what number.

    Raises `StateError` for one that is not approved or that nobody signs, and where it was sent that day already;
    `UsageError` for a day before the approval.
    """
    document = _recordable(entry, repository)
    if repository.register.approval(entry.key, entry.version) is None or not required_fields(document):
        raise StateError(
            nb=f"{entry} er ikke godkjent, eller ingen skal underskrive den, så den kan ikke være sendt.",
            en=f"{entry} is not approved, or nobody is to sign it, so it cannot have been sent.",
        )
    _refuse_too_early(entry, repository, on)
    if any(each.on == on for each in repository.register.of(entry.key, entry.version, "sending")):
        raise StateError(
            nb=f"{entry} er alt registrert som sendt {short(on)}.",
            en=f"{entry} is already recorded as sent on {on}.",
        )
    _add(entry, repository, "sending", f"sending-{on}", on, {"reason": reason})


def _refuse_too_early(entry: DocumentFile, repository: Repository, on: dt.date) -> None:
    """What ends a version comes after its approval: mostly the year is wrong, and every deadline would be gone unseen.

    A transcription may have been given notice of before it was taken over, but not before it began.
    """
    approval = repository.register.approval(entry.key, entry.version)
    if approval is not None and approval.on is not None and on < approval.on:
        raise UsageError(
            nb=f"{entry} ble godkjent {short(approval.on)} og kan ikke ta slutt eller sendes {short(on)}, før det. Rett dagen med --on.",
            en=f"{entry} was approved on {approval.on} and cannot come to an end or be sent on {on}, before that. Correct the day with --on.",
        )
    start = entry_span(entry, repository).start
    if approval is None and start is not None and on < start:
        raise UsageError(
            nb=f"{entry} gjelder fra {short(start)} og kan ikke ta slutt {short(on)}, før det. Rett dagen med --on.",
            en=f"{entry} holds from {start} and cannot come to an end on {on}, before that. Correct the day with --on.",
        )


def _recordable(entry: DocumentFile, repository: Repository) -> Document:
    require_in_repository(entry, repository)
    document = require_sound(entry)
    refuse_plan(
        entry, "Det som avgjør den, står i planen selv.", "What decides it stands in the plan itself."
    )
    if ended(entry, repository):
        raise over(entry, repository)
    if not repository.followed(entry):
        raise not_taken_over(entry)
    return document


def _party(document: Document, wanted: str) -> Party:
    for party in document.parties:
        names = {party.id, *(name.name for name in party.names)}
        if wanted.strip().casefold() in {each.casefold() for each in names if each}:
            return party
    listed = ", ".join(f"{party.id} ({_named(party)})" for party in document.parties)
    raise UsageError(
        nb=f"«{wanted}» er ikke part i avtalen. Partene er: {listed}.",
        en=f"“{wanted}” is no party to it. The parties are: {listed}.",
    )


def _named(party: Party) -> str:
    return first_name(party.names) or party.id or ""


def _add(
    entry: DocumentFile,
    repository: Repository,
    event: str,
    name: str,
    on: dt.date,
    said: dict[str, str | None],
) -> None:
    refuse_numbers(*said.values())
    add_event(repository.register, event, entry.key, entry.version, on, said, name=name)
