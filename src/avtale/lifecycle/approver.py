"""Who may approve a version: somebody who neither wrote it, nor any of what was changed in it, nor sent it."""

from __future__ import annotations

from msgspec import Struct

from avtale.errors import StateError
from avtale.facts.authorship import Authorship, Writer, authorship
from avtale.facts.repository import DocumentFile, Repository
from avtale.format.persons import among, same_person
from avtale.message import Message
from avtale.terminal import one_line

_EVEN_SO = Message(
    " Var det en annens tekst, legg til --even-so; det blir stående i registeret.",
    " Where it was another's text, add --even-so; the register will say it.",
)


class Actor(Struct, frozen=True):
    """Somebody who would do something with a version: their name, the address they commit with, and whether they are known to have written any of it."""

    name: str
    email: str = ""
    wrote: bool = False


def require_approver(entry: DocumentFile, repository: Repository, by: Actor) -> None:
    """Raise `StateError` where somebody may not approve what stands in `entry`: it was not sent as it stands, they sent it, or wrote any of it, or nobody can tell."""
    turn = repository.comments.turn(entry.key, entry.version)
    if turn is None or turn.event != "sent":
        raise StateError(
            nb="Dokumentet er ikke sendt til godkjenning. Be den som skriver det, sende det.",
            en="The document was not sent for approval. Ask whoever writes it to send it.",
        )
    if turn.fingerprint != entry.fingerprint:
        raise StateError(
            nb="Dokumentet er endret etter at det ble sendt til godkjenning. Be den som skriver det, sende det på nytt.",
            en="The document was changed after it was sent for approval. Ask whoever writes it to send it again.",
        )
    if turn.by is not None and same_person(by.name, turn.by):
        raise StateError(
            nb="Du har selv sendt dokumentet til godkjenning. La en annen godkjenne det.",
            en="You sent the document for approval yourself. Let somebody else approve it.",
        )
    trouble = require_another(entry, repository, by).trouble
    if trouble is not None:
        raise StateError(
            nb="Det kan ikke sees hvem som har skrevet teksten, så ingen kan godkjenne den her: {why}.",
            en="It cannot be seen who wrote the text, so nobody can approve it here: {why}.",
            why=trouble,
        )


def require_another(
    entry: DocumentFile, repository: Repository, who: Actor, *, even_so: bool | None = None
) -> Authorship:
    """Raise `StateError` where somebody wrote any of the version: the document says so, or git has a change of it by them, and not `even_so` (None: nobody can say so here).

    What git knows of who wrote it.
    """
    require_not_author(entry, who.name)
    written = authorship(entry, repository)
    by = None if even_so else wrote(written, who)
    if by is not None:
        raise StateError(
            nb="{by} har selv endret teksten ({day}: «{what}») og kan ikke godkjenne den. La en annen godkjenne.{more}",
            en="{by} changed the text ({day}: “{what}”) and cannot approve it. Let somebody else approve.{more}",
            by=who.name,
            day=by.day,
            what=one_line(by.subject),
            more=_EVEN_SO if even_so is False else "",
        )
    if who.wrote:
        raise StateError(
            nb=f"{who.name} har selv endret teksten og kan ikke godkjenne den. La en annen godkjenne.",
            en=f"{who.name} changed the text and cannot approve it. Let somebody else approve.",
        )
    return written


def wrote(written: Authorship, who: Actor) -> Writer | None:
    """The newest change of a text by somebody, known by name or by address; None where there is none."""
    email = who.email.casefold()
    return next(
        (one for one in written.by if (email and email == one.email.casefold()) or among(who.name, one.name)),
        None,
    )


def require_not_author(entry: DocumentFile, by: str) -> None:
    """Raise `StateError` where the document says that `by` wrote it, or not who did."""
    header = entry.header
    author = header.written_by if header else None
    if not author:
        raise StateError(
            nb="«Skrevet av» (control_header: written_by) er ikke fylt inn, så det kan ikke sees at en annen godkjenner. Fyll det inn.",
            en="“Written by” (control_header: written_by) is not filled in, so it cannot be seen that another approves. Fill it in.",
        )
    if among(by, author):
        raise StateError(
            nb=f"{by} har skrevet dokumentet og kan ikke selv godkjenne det. La en annen godkjenne.",
            en=f"{by} wrote the document and cannot approve it. Let somebody else approve.",
        )
