"""A PDF whose pages are asked about: what is known of it whatever the answer."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from avtale.facts.repository import DocumentFile, Repository
from avtale.format.model import RegisterEvent
from avtale.message import Message
from avtale.render.statement import Statement
from avtale.sign.embedded import EmbeddedSource
from avtale.sign.pages import evidence_words as words
from avtale.sign.pages.differences import differences
from avtale.sign.pages.page_words import first_difference, running_text
from avtale.sign.pages.rerender import Rerendered, rerendered, statement_of
from avtale.sign.pdf.states import end_of, first_revision
from avtale.sign.verdict import RenderingState, RenderingVerdict

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

__all__ = ["Case", "File", "Unreadable", "other_words", "read"]

T = TypeVar("T")


class Unreadable(Exception):
    """A second parser stumbles over the file, which it does over none that we made."""


def read(ask: Callable[..., T], *given: Any) -> T:
    """Ask something of a file that somebody else may have made, which can break a parser in a hundred ways. Raises `Unreadable`."""
    try:
        return ask(*given)
    except (OSError, MemoryError):
        raise
    except Exception as error:
        raise Unreadable from error


class File(Struct, frozen=True):
    """The file alone: `first` is its first revision, which `statement`, `day` and `language` say how it was rendered."""

    pdf: bytes
    reader: PdfFileReader
    first: bytes
    sha256: str
    statement: Statement | None
    day: dt.date | None
    language: str | None

    @classmethod
    def opened(cls, pdf: bytes, reader: PdfFileReader) -> File:
        """Raises `Unreadable`."""
        first = read(first_revision, pdf, reader)
        if first is None:
            raise Unreadable
        return cls(pdf, reader, first, hashlib.sha256(first).hexdigest(), *read(statement_of, first))

    def found(self, state: RenderingState, reason: Message) -> RenderingVerdict:
        """The answer to a question."""
        stated = self.statement.properties() if self.statement is not None else ()
        return RenderingVerdict(state, reason, self.sha256, stated)


class Case(Struct, frozen=True, dict=True):
    """The file, its embedded `source`, and what the `repository` of the one who asks `on` that day knows of it.

    `entry` is the document there. `anew`: what the register knows is rendered all the same.
    """

    file: File
    source: EmbeddedSource
    repository: Repository
    entry: DocumentFile
    on: dt.date
    anew: bool

    @property
    def approval(self) -> RegisterEvent | None:
        return self.repository.register.approval(self.source.key, self.source.version)

    @cached_property
    def events(self) -> Sequence[RegisterEvent]:
        """The signatures of this very content that the register knows."""
        known = self.repository.register.of(self.source.key, self.source.version, "signature")
        return [event for event in known if event.fingerprint == self.source.fingerprint]

    @property
    def recorded(self) -> bool:
        """Whether the register knows the pages of any file with this content."""
        return any(event.rendering_sha256 for event in self.events)

    @cached_property
    def own(self) -> Sequence[RegisterEvent]:
        """The events of signatures that lie in this very file: the party's, in its field, at the end that was recorded.

        An event vouches for the file that holds its signature. Anybody may add one that names another file.
        """
        pdf, fields = self.file.pdf, self.source.fields
        ends = {
            (fields.get(one.field_name), hashlib.sha256(pdf[: end_of(one)]).hexdigest())
            for one in read(lambda: self.file.reader.embedded_regular_signatures)
        }
        return [event for event in self.events if (event.party, event.pdf_sha256) in ends]

    def rerendered(self) -> Iterator[Rerendered]:
        """What rendering gives; nothing where the file does not say for which day and in which language."""
        day, language = self.file.day, self.file.language
        if day is not None and language is not None:
            yield from rerendered(self.source, self.repository, day, language, said=self.file.statement)

    def unless_more_is_shown(self, state: RenderingState, reason: Message) -> RenderingVerdict:
        """`state`, unless what was added to the first revision shows something else than signatures."""
        file = self.file
        where = () if file.first == file.pdf else read(differences, file.first, file.pdf)
        if where:
            return file.found("differs", words.differ(where, other_words(file.first, file.pdf)))
        return file.found(state, reason)


def other_words(right: bytes, shown: bytes) -> tuple[str, str] | None:
    """The first words that differ, only to say more: None too where what is drawn cannot be read."""
    try:
        return first_difference(running_text(right), running_text(shown))
    except Exception:  # what is drawn there may be anything
        return None
