"""Are the pages of a PDF what rendering of its embedded source gives? (docs/decisions/0019-a-rendering-is-evidence.md)

The register decides where it holds the digest of the file as it was before anybody signed. Else the file is rendered
anew with the day and the language it states, and must come out byte for byte. Only where that cannot be asked (other
versions, other surroundings, no repository) is it compared as far as it goes, and then it is not proved.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import replace

from avtale.errors import AvtaleError, StateError
from avtale.facts.overrides import NONE, templates_fingerprint
from avtale.facts.repository import Repository
from avtale.format.model import RegisterEvent
from avtale.message import Message
from avtale.render.statement import Statement, versions_here
from avtale.sign.embedded import EmbeddedSource
from avtale.sign.pages import evidence_words as words
from avtale.sign.pages.differences import differences
from avtale.sign.pages.foreign import foreign
from avtale.sign.pages.likeness import unlike
from avtale.sign.pages.page_words import first_difference, running_text
from avtale.sign.pages.rerender import entry_of, notes_of_its_own, rerendered, statement_of
from avtale.sign.pdf.reading import quiet, readable
from avtale.sign.pdf.states import end_of, first_revision, signed_at_once
from avtale.sign.verdict import FileVerdict, RenderingState, RenderingVerdict, Verdict

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

__all__ = ["PROVED", "approved_fingerprint", "examine", "require_rendering", "untimely", "weighed"]

T = TypeVar("T")
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
    except _Unreadable:
        return RenderingVerdict("differs", words.UNREADABLE)


class _Unreadable(Exception):
    """A second parser stumbles over the file, which it does over none that we made."""


def _read(ask: Callable[..., T], *given: Any) -> T:
    """Ask something of a file that somebody else may have made, which can break a parser in a hundred ways."""
    try:
        return ask(*given)
    except (OSError, MemoryError):
        raise
    except Exception as error:
        raise _Unreadable from error


def _examine(
    pdf: bytes,
    reader: PdfFileReader,
    source: EmbeddedSource,
    repository: Repository | None,
    *,
    on: dt.date,
    anew: bool,
) -> RenderingVerdict:
    first = _read(first_revision, pdf, reader)
    if first is None:
        raise _Unreadable
    statement, day, language = _read(statement_of, first)
    found = _Found(hashlib.sha256(first).hexdigest(), statement.properties() if statement is not None else ())
    strange = _read(foreign, pdf)
    if strange:
        return found("differs", words.foreign(strange))
    entry = None if repository is None else entry_of(source, repository)
    if repository is None or entry is None:
        return found("not_compared", words.NO_REPOSITORY)
    if not _read(signed_at_once, reader):
        return found("differs", words.ADDED_BEFORE)
    approval = repository.register.approval(source.key, source.version)
    if approval is not None and not _same_approval(source, approval):
        return found("differs", words.OTHER_APPROVAL)
    if source.fingerprint not in (entry.fingerprint, approval.fingerprint if approval else None):
        return found(
            "undecided", words.OTHER_SOURCE
        )  # a stranger's text may be made to cost hours to lay out
    events = _events(source, repository)
    recorded = {event.rendering_sha256 for event in events} - {None}
    # An event vouches for the file that holds its signature. Anybody may add one that names another file.
    own = _of_this_file(events, pdf, source, reader)
    wrong_day = untimely(day, approval, on)
    if wrong_day is not None and (anew or not own):
        return found("undecided", wrong_day)
    if any(event.rendering_sha256 == found.sha256 for event in own):
        told = _tried_anew(source, repository, day, language, first, statement) if anew else words.RECORDED
        if told not in (words.RECORDED, words.ONLY_WORDS):
            return found("differs", told)
        return found.unless(first, pdf, "recorded", told)
    if day is None or language is None:
        return found("differs" if recorded else "undecided", words.NO_DAY)
    known = {event.templates for event in events if event.rendering_sha256} - {None}
    if statement is not None and (known and statement.templates not in known):
        return found("differs", words.OTHER_TEMPLATES)
    same_versions = statement is not None and statement.versions == versions_here()
    if same_versions and statement is not None and statement.templates != templates_fingerprint(repository):
        return found("differs" if recorded else "undecided", words.TEMPLATES_CHANGED)
    made = []
    for one in rerendered(source, repository, day, language, said=statement):
        if first == one.data:
            if notes_of_its_own(source, entry):
                return found("undecided", words.OTHER_NOTES)
            return found.unless(first, pdf, "rendered", words.RENDERED)
        made.append(one)
    if recorded:
        return found("differs", words.NOT_THE_RECORDED)
    if not made:
        return found("not_compared", words.NO_REPOSITORY)
    if not same_versions:
        return _other_versions(found, pdf, first, made[0].data, statement, told=bool(own))
    assert statement is not None
    if statement.form != "full":
        return found("differs", words.SHORT)
    alike = next((one for one in made if one.surroundings == statement.surroundings), None)
    right = (alike or made[0]).data
    # Signing may have taken away what was put in, such as what a field showed: so also as it was before.
    where = _read(differences, right, first) or _read(differences, right, pdf)
    if not where:
        return found("undecided", words.PACKED_OTHERWISE)
    other = _other_words(right, pdf)
    told_where = words.differ(where, other)
    if alike:
        return found("differs", told_where)
    why = _read(unlike, right, first) if other is None else None  # no setting hides a word
    return found("undecided", words.surroundings(told_where)) if why is None else found("differs", why)


def untimely(day: dt.date | None, approval: RegisterEvent | None, on: dt.date) -> Message | None:
    """Why the pages cannot have been made for `day`: what is in force, and so on the page, is that of a day of their own choice."""
    if day is None or approval is None or approval.on is None:
        return None
    if day < approval.on:
        return words.before_approval(day, approval.on)
    return words.ahead(day) if day > on + dt.timedelta(days=1) else None


def _of_this_file(
    events: Sequence[RegisterEvent], pdf: bytes, source: EmbeddedSource, reader: PdfFileReader
) -> list[RegisterEvent]:
    """The events of signatures that lie in this very file: the party's, in its field, at the end that was recorded."""
    ends = {
        (source.fields.get(one.field_name), hashlib.sha256(pdf[: end_of(one)]).hexdigest())
        for one in _read(lambda: reader.embedded_regular_signatures)
    }
    return [event for event in events if (event.party, event.pdf_sha256) in ends]


def _tried_anew(
    source: EmbeddedSource,
    repository: Repository,
    day: dt.date | None,
    language: str | None,
    first: bytes,
    statement: Statement | None,
) -> Message:
    """Where the words of `first` are not those of a rendering made now; else `RECORDED`, or `ONLY_WORDS` where more could not be tried here.

    Who signs after another does not take the register's word alone: the other may have written there, too.
    """
    if day is None or language is None:
        return words.NO_DAY
    try:
        made = list(rerendered(source, repository, day, language, said=statement))
    except AvtaleError:  # no Pango here, or a template that breaks by now
        return words.ONLY_WORDS
    if any(one.data == first for one in made):
        entry = entry_of(source, repository)
        return words.OTHER_NOTES if entry is None or notes_of_its_own(source, entry) else words.RECORDED
    if statement is not None and statement.versions == versions_here():
        for one in made:
            if one.surroundings == statement.surroundings:
                return words.differ(_read(differences, one.data, first), _other_words(one.data, first))
    shown = _read(running_text, first)
    told = [first_difference(running_text(one.data), shown) for one in made]
    if told and told[0] is not None and all(told):
        return words.not_anew(told[0])
    alike = (one.data for one, other in zip(made, told, strict=True) if other is None)
    return next((why for right in alike if (why := _read(unlike, right, first))), words.ONLY_WORDS)


class _Found:
    """The verdict in the making: what is known of the file whatever comes of it."""

    def __init__(self, sha256: str, stated: tuple[tuple[str, str], ...]) -> None:
        self.sha256, self.stated = sha256, stated

    def __call__(self, state: RenderingState, reason: Message) -> RenderingVerdict:
        return RenderingVerdict(state, reason, self.sha256, self.stated)

    def unless(self, right: bytes, pdf: bytes, state: RenderingState, reason: Message) -> RenderingVerdict:
        """`state`, unless what was added to the rendering shows something else than signatures."""
        where = () if right == pdf else _read(differences, right, pdf)
        if where:
            return self("differs", words.differ(where, _other_words(right, pdf)))
        return self(state, reason)


def _other_versions(
    found: _Found, pdf: bytes, first: bytes, made: bytes, statement: Statement | None, *, told: bool
) -> RenderingVerdict:
    """Lines and pages may break otherwise; the words in their order may not. The register must know the file too."""
    other = first_difference(running_text(made), _read(running_text, pdf))
    if other is not None:
        return found("undecided", words.other_versions(statement, other))
    why = _read(unlike, made, first)
    if why is not None:
        return found("differs", why)
    return (
        found("compared", words.COMPARED)
        if told
        else found("undecided", words.other_versions(statement, None))
    )


def _other_words(right: bytes, shown: bytes) -> tuple[str, str] | None:
    try:
        return first_difference(running_text(right), running_text(shown))
    except Exception:  # only to say more; what is drawn there may be anything
        return None


def approved_fingerprint(repository: Repository, key: str, version: str) -> str | None:
    """The fingerprint that was approved for a key and version, or None."""
    approval = repository.register.approval(key, version)
    return None if approval is None else approval.fingerprint


def _same_approval(source: EmbeddedSource, approval: RegisterEvent) -> bool:
    """The two fields of the header that the fingerprint leaves out, and that are printed."""
    header = source.document.get("control_header")
    said = header if isinstance(header, dict) else {}
    on = approval.on.isoformat() if approval.on else ""
    return (said.get("approved_by"), said.get("approved_on")) in (
        (approval.approved_by, on),
        (None, None),  # made before the approval: no signature of it counts
    )


def _events(source: EmbeddedSource, repository: Repository) -> list[RegisterEvent]:
    known = repository.register.of(source.key, source.version, "signature")
    return [event for event in known if event.fingerprint == source.fingerprint]


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
