"""Are the pages of a PDF what rendering of its embedded source gives? (docs/decisions/0019-a-rendering-is-evidence.md)

The register decides where it holds the digest of the file as it was before anybody signed. Else the file is rendered
anew with the day and the language it states, and must come out byte for byte. Only where that cannot be asked (other
versions, other surroundings, no repository) is it compared as far as it goes, and then it is not proved.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from msgspec.structs import replace

from avtale.errors import AvtaleError, StateError
from avtale.facts.overrides import NONE
from avtale.facts.repository import Repository
from avtale.message import Message
from avtale.sign.embedded import EmbeddedSource
from avtale.sign.pages import evidence_words as words
from avtale.sign.pages.case import Case, File, Unreadable, read
from avtale.sign.pages.foreign import foreign
from avtale.sign.pages.questions import QUESTIONS
from avtale.sign.pages.rerender import entry_of
from avtale.sign.pdf.reading import quiet, readable
from avtale.sign.verdict import FileVerdict, RenderingState, RenderingVerdict, Verdict

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

__all__ = ["PROVED", "approved_fingerprint", "examine", "require_rendering", "weighed"]

PROVED: frozenset[RenderingState] = frozenset({"recorded", "rendered", "compared"})
"""The states in which the pages are as good as rendered anew."""


def examine(
    pdf: bytes,
    reader: PdfFileReader,
    source: EmbeddedSource,
    repository: Repository | None,
    *,
    on: dt.date,
    anew: bool = False,
) -> RenderingVerdict:
    """Hold the pages of `pdf`, which `reader` has open, against its `source` in the `repository` of the one who asks.

    Without a repository only what no rendering holds is looked for. `on` is the day that it is asked. `anew`: what the register knows is rendered all the
    same, and has at least to say the same words in the same order. Raises nothing for a broken file or a missing
    library: what cannot be read or rendered is told.
    """
    try:
        with quiet():
            return _examine(pdf, reader, source, repository, on=on, anew=anew)
    except AvtaleError as error:  # no Pango, or a template that breaks by now
        return RenderingVerdict("undecided", words.not_rendered(error))
    except Unreadable:
        return RenderingVerdict("differs", words.UNREADABLE)


def _examine(
    pdf: bytes,
    reader: PdfFileReader,
    source: EmbeddedSource,
    repository: Repository | None,
    *,
    on: dt.date,
    anew: bool,
) -> RenderingVerdict:
    file = File.opened(pdf, reader)
    strange = read(foreign, pdf)
    if strange:
        return file.found("differs", words.foreign(strange))
    entry = None if repository is None else entry_of(source, repository)
    if repository is None or entry is None:
        return file.found("not_compared", words.NO_REPOSITORY)
    case = Case(file, source, repository, entry, on, anew)
    return next(answer for ask in QUESTIONS if (answer := ask(case)) is not None)


def approved_fingerprint(repository: Repository, key: str, version: str) -> str | None:
    """The fingerprint that was approved for a key and version, or None."""
    approval = repository.register.approval(key, version)
    return None if approval is None else approval.fingerprint


def require_rendering(
    pdf: bytes,
    reader: PdfFileReader,
    source: EmbeddedSource,
    repository: Repository,
    name: str,
    *,
    on: dt.date,
) -> RenderingVerdict:
    """What `examine` says on the day `on`, where it lets the file be signed. Raises `StateError` where the pages are not proved."""
    with readable(name):
        signed = bool(reader.embedded_signatures)
    found = examine(pdf, reader, source, repository, on=on, anew=True)
    if found.state in PROVED or found.state == "not_compared":
        return found
    why = words.refused(name, found.reason, signed=signed)
    raise StateError(nb=why.nb, en=why.en)


def weighed(verdict: FileVerdict, rendering: RenderingVerdict, *, asked: bool) -> FileVerdict:
    """The verdict with what was found of the pages.

    `asked` says that they were to be compared: then the whole does not pass unless they are proved. What is shown
    to be something else fails in any case. Templates of a repository's own are told of.
    """
    notes: list[Message] = []
    whole: Verdict = verdict.verdict
    if rendering.state == "differs":
        whole = "total_failed"
        notes.append(rendering.reason)
    elif rendering.state == "compared":
        notes.append(rendering.reason)
    elif asked and rendering.state not in PROVED:
        whole = "indeterminate" if whole == "total_passed" else whole
        notes.append(rendering.reason)
    if dict(rendering.stated).get("templates", NONE) != NONE:
        notes.append(words.OVERRIDDEN)
    return replace(verdict, verdict=whole, rendering=rendering, reasons=(*notes, *verdict.reasons))
