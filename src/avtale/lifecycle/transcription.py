"""What is said of a transcription that a command is not for, and of what is over; each says what can be done instead.

A test runs every command that is advised, on the state it is advised in (tests/acceptance/test_advice.py).
"""

from __future__ import annotations

from avtale.errors import StateError
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.version import order
from avtale.format.dates import short
from avtale.message import Message


def own_version(entry: DocumentFile, repository: Repository) -> Message:
    """How to get a version of one's own: make it, or go on in the newer one that lies there already."""
    newest = repository.versions.get(entry.key or "", [entry])[-1]
    if order(newest.version) > order(entry.version):
        return Message(f"Arbeid videre i {newest}.", f"Go on in {newest}.")
    kind, kind_en = (
        ("egen versjon", "version of your own") if entry.transcribed else ("ny versjon", "new version")
    )
    return Message(
        f"Lag en {kind} med «avtale bump {entry}».", f"Make a {kind_en} with “avtale bump {entry}”."
    )


def take_over_advice(entry: DocumentFile) -> Message:
    """The command that takes a transcription over."""
    return Message(
        f"«avtale take-over {entry} --by NAVN --where STED»",
        f"“avtale take-over {entry} --by NAME --where PLACE”",
    )


def not_taken_over(entry: DocumentFile) -> StateError:
    """To say where a command wants what is followed up, and nobody has taken the transcription over."""
    advice = take_over_advice(entry)
    return StateError(
        nb=f"{entry} er en avskrift som ingen følger opp ennå. Gjelder originalen, ta den over først: {advice.nb}.",
        en=f"{entry} is a transcription that nobody follows up yet. Where the original holds, take it over first: {advice.en}.",
    )


def ended(entry: DocumentFile, repository: Repository) -> bool:
    """Whether a version was withdrawn or closed."""
    register = repository.register
    withdrawn = register.withdrawal(entry.key, entry.version) is not None
    return withdrawn or register.closing(entry.key, entry.version) is not None


def over(entry: DocumentFile, repository: Repository) -> StateError:
    """To say where a version was withdrawn or closed, and nothing more can be recorded of it."""
    register, own = repository.register, own_version(entry, repository)
    withdrawal = register.withdrawal(entry.key, entry.version)
    event = withdrawal or register.closing(entry.key, entry.version)
    did, did_en = ("trukket tilbake", "withdrawn") if withdrawal else ("avsluttet", "closed")
    by = (event.withdrawn_by or event.closed_by) if event is not None else ""
    day = event.on if event is not None else None
    return StateError(
        nb=f"{entry} er {did} av {by}{f' {short(day)}' if day else ''}, og det kan ikke gjøres om. {own.nb}",
        en=f"{entry} was {did_en} by {by}{f' on {day}' if day else ''}, which cannot be undone. {own.en}",
    )


def never_approved(entry: DocumentFile, repository: Repository) -> StateError:
    """To say where a transcription was to be approved, or to be signed, here."""
    if repository.root is None or repository.at(entry.path) is None or entry.problems:
        return StateError(
            nb=f"{entry} er en avskrift av et annet dokument og verken godkjennes eller underskrives her. Se «avtale check {entry.name}».",
            en=f"{entry} is a transcription of another document and is neither approved nor signed here. See “avtale check {entry.name}”.",
        )
    own, advice = own_version(entry, repository), take_over_advice(entry)
    if repository.frozen_by(entry) is not None:
        return StateError(
            nb=f"{entry} er en avskrift som er tatt over og følges opp; den verken godkjennes eller underskrives her. "
            f"Skal partene vedta den på nytt: {own.nb}",
            en=f"{entry} is a transcription that was taken over and is followed up; it is neither approved nor signed here. "
            f"Where the parties shall decide on it anew: {own.en}",
        )
    if ended(entry, repository):
        return over(entry, repository)
    return StateError(
        nb=f"{entry} er en avskrift av et annet dokument og verken godkjennes eller underskrives her. Er originalen underskrevet "
        f"og gjelder, ta den over: {advice.nb}. Skal partene vedta den på nytt: {own.nb}",
        en=f"{entry} is a transcription of another document and is neither approved nor signed here. Where the original is signed "
        f"and holds, take it over: {advice.en}. Where the parties shall decide on it anew: {own.en}",
    )
