"""Whose turn it is, by mail: to whoever is to approve a version, and back to whoever wrote and sent it.

It says who did what with which document and where it is, and nothing of what was said: a comment never leaves the house.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from avtale.facts.git_log import log
from avtale.facts.repository import DocumentFile, Repository
from avtale.format.persons import same_person
from avtale.locales import Labels, labels, languages
from avtale.publish.words import clean
from avtale.remind.address import Mailbox, mailbox
from avtale.remind.letter import Letter, Writer
from avtale.remind.said import called

TurnEvent = Literal["sent", "returned", "approved"]


class TurnTaken(Struct, frozen=True):
    """What `by` did with a version, and the address where whoever is told goes on."""

    event: TurnEvent
    entry: DocumentFile
    by: str
    link: str


class Reader(Struct, frozen=True):
    """Somebody who is told; `name` and `language` where they are known."""

    to: Mailbox
    name: str = ""
    language: str | None = None


def readers(
    taken: TurnTaken, repository: Repository, on: dt.date, approvers: Iterable[str] = ()
) -> list[Reader]:
    """Who is to know, each once: of a version that was sent whom it was sent to, else all `approvers`; else who wrote and who sent it.

    Nobody is told of what they did themselves, nor where no address is known: contacts.yaml has it, or git of what they committed.
    """
    entry = taken.entry
    turn = next(
        (
            one.record
            for one in reversed(repository.comments.of(entry.key, entry.version))
            if one.record is not None and one.record.event == "sent"
        ),
        None,
    )
    found: list[Reader] = []
    if taken.event == "sent":
        found += _of_name(turn.to if turn else None, entry, repository, on)
        found = found or [Reader(to) for one in approvers if (to := mailbox(one)) is not None]
    else:
        header = entry.header
        for name in (turn.by if turn else None, header.written_by if header else None):
            found += _of_name(name, entry, repository, on)
    return list({one.to: one for one in found if not same_person(one.name, taken.by)}.values())


def _of_name(name: str | None, entry: DocumentFile, repository: Repository, on: dt.date) -> Iterator[Reader]:
    contact = repository.contacts.named(name, on) if name else None
    to = mailbox(contact.email) if contact is not None else None
    if to is None and name and repository.root is not None:
        said = repository.comments.folder / str(entry.key) / str(entry.version)
        known = (
            one.email for one in log(repository.root, [entry.path, said]) if same_person(name, one.author)
        )
        to = next((box for one in known if (box := mailbox(one)) is not None), None)
    if name and to is not None and not to.domain.endswith((".invalid", ".local")):
        yield Reader(to, name, contact.language if contact is not None else None)


def letters(writer: Writer, taken: TurnTaken, to: Iterable[Reader]) -> list[Letter]:
    """What each is told. Of what is exempt from public access the title that all may read."""
    return [_letter(writer, taken, one) for one in to]


def _letter(writer: Writer, taken: TurnTaken, reader: Reader) -> Letter:
    asked = reader.language or writer.repository.settings.language or "nb"
    words: Labels = labels(asked if asked in languages() else "nb")
    entry, event = taken.entry, taken.event
    title = called(entry, words)
    said = words(
        f"mail.turn.{event}.said", who=clean(taken.by), document=clean(f"{entry.key} {entry.version}")
    )
    shown = {
        "words": words,
        "lang": words.lang,
        "subject": words(f"mail.turn.{event}", title=title.text),
        "hello": words("mail.hello", name=clean(reader.name)) if reader.name else None,
        "said": said,
        "title": title,
        "link": taken.link,
        "footer": words("mail.turn.footer", owner=writer.owner),
        "accent": writer.accent,
    }
    unique = "\0".join((reader.to.who, event, str(entry), entry.fingerprint or "", writer.now.isoformat()))
    name = f"<{hashlib.sha256(unique.encode()).hexdigest()[:40]}@{writer.sender.domain}>"
    return writer.posted(reader.to, reader.name, shown, name, "turn")
