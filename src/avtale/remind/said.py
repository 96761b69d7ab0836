"""What a letter says of one thing that falls due: its words, its facts, and where it is done, in the reader's language."""

from __future__ import annotations

import datetime as dt
import shlex
from urllib.parse import quote

from msgspec import Struct

from avtale.facts.access import shielded
from avtale.facts.agenda import Due
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.signatures import signed_apart
from avtale.format.called import own_language, short_title
from avtale.format.model import FollowUpPlan
from avtale.format.values import Text
from avtale.locales import Labels
from avtale.publish.words import clean
from avtale.wording import date


class Said(Struct, frozen=True):
    """Words, and the language they are in where it is not the reader's."""

    text: str
    lang: str | None = None


class Item(Struct, frozen=True):
    """One thing that falls due, as the letter shows it."""

    kind: str
    what: Said | None
    new: bool
    facts: tuple[str, ...]
    page: str | None
    """Where it is done, or recorded as done; how by a command is among the facts."""
    page_said: str


class DocumentItems(Struct, frozen=True):
    """What falls due under one document."""

    title: Said
    link: str | None
    items: tuple[Item, ...]


class Group(Struct, frozen=True):
    """What is overdue, due soon or coming."""

    name: str
    heading: str
    documents: tuple[DocumentItems, ...]


def day_of(day: dt.date, words: Labels) -> str:
    """A day as documents write it."""
    return date(day, words.lang, words("date.format"))


def words_of(text: Text, due: Due, words: Labels) -> Said:
    """A text of the document, in the reader's language where it has that."""
    return _in_language(text, due.entry, words)


def _in_language(text: Text, entry: DocumentFile, words: Labels) -> Said:
    said, lang = text.in_language(words.lang, own_language(entry.document))
    return Said(clean(said), lang if lang != words.lang else None)


def open_to_all(due: Due) -> bool:
    """Whether all may know of the document."""
    return due.entry.document is not None and not shielded(due.entry)


def what_is_done(due: Due, words: Labels) -> Said | None:
    """What is to be done, in the document's own words; None of what is exempt from public access."""
    if due.what is None or due.kind == "expiry" or not open_to_all(due):
        return None
    return words_of(due.what, due, words)


def title_of(due: Due, words: Labels) -> Said:
    """What the document is called where all can read it."""
    return called(due.entry, words)


def called(entry: DocumentFile, words: Labels) -> Said:
    """The same of a document that nothing falls due of."""
    document = entry.document
    header = document.control_header if document else None
    if document is None or isinstance(document, FollowUpPlan):
        return Said(words("mail.plan"))
    public = header.public_title if header else None
    title = public if shielded(entry) else short_title(document)
    return _in_language(title, entry, words) if title else Said(clean(entry.key or ""))


def how_to(due: Due, words: Labels, repository: Repository) -> str | None:
    """What to do and by which command; None of a plan's own duties, which no log records."""
    if due.by_done:
        return None if is_plan(due) else words("mail.record", command=command_for(due, words))
    doc = due.key if due.entry.version is None else f"{due.key}@{due.entry.version}"
    party = due.id.partition(".")[2]
    apart = due.kind == "signature" and signed_apart(due.entry, repository, party)
    way = "apart" if apart else due.kind
    return words("mail.do", how=words(f"due.do.{way}", doc=clean(doc), party=clean(party)))


def command_for(due: Due, words: Labels) -> str:
    """The line that records it as done."""
    line = ["avtale", "done", clean(due.key), clean(due.id), "--due", due.date.isoformat()]
    return f'{shlex.join(line)} --by "{words("mail.record.by")}"'


def is_plan(due: Due) -> bool:
    """Whether it is of a youth's plan, which lies on no site and has no log."""
    return isinstance(due.entry.document, FollowUpPlan)


def filled(template: str | None, due: Due) -> str | None:
    """An address of the settings with what it is about; None where there is none, and for a plan."""
    if template is None or is_plan(due):
        return None
    values = {
        "key": due.key,
        "version": due.entry.version or "",
        "duty": due.id,
        "date": due.date.isoformat(),
    }
    for name, value in values.items():
        template = template.replace(f"{{{name}}}", quote(value, safe=""))
    return template
