"""A repository as everybody may see it: of what is exempt from public access there is only that it is, and by which law.

The words of an exempt document are not there at all, so nothing that is made of such a repository can hold them: not a page
below it that inherits, not a calendar, not a search index. What others depend on stays: from when to when it holds, what
it is based on, replaces and amends, whether it was approved (docs/decisions/0042-the-portal.md).
"""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from avtale.facts.access import shielded
from avtale.facts.decided import entry_span
from avtale.facts.register import Event, Register
from avtale.facts.repository import DocumentFile, Repository
from avtale.format.bind import load
from avtale.format.called import own_language
from avtale.format.model import Amendment, Document, FollowUpPlan, Reference, RegisterEvent
from avtale.locales import labels, languages
from avtale.partial_date import parse
from avtale.source.read import Source

_KEPT_EVENTS = ("approval", "takeover", "withdrawal", "closing")
_EVENT_FIELDS = ("event", "key", "version", "on", "signed_on")


class Withheld(DocumentFile):
    """What stands for a document that is exempt. In a message it is called by its public title and the legal basis."""

    def __str__(self) -> str:
        assert self.document is not None
        return str(self.document.title)


def open_to_all(repository: Repository) -> Repository:
    """The repository without what is exempt, and without the house's own notes in the sources; plans are left out."""
    shown = [one for one in repository.entries if not isinstance(one.document, FollowUpPlan)]
    exempt = {(one.key, one.version) for one in shown if one.document is not None and shielded(one)}
    events = tuple(
        event
        if event.record is None or (event.record.key, event.record.version) not in exempt
        else _event(event)
        for event in repository.register.events
        if event.record is None
        or (event.record.key, event.record.version) not in exempt
        or event.record.event in _KEPT_EVENTS
    )
    settings = repository.settings
    if settings.rendering is not None:
        settings = replace(settings, rendering=replace(settings.rendering, keep_comments=False))
    return replace(
        repository,
        entries=tuple(
            one if one.document is None or not shielded(one) else _stand_in(one, one.document, repository)
            for one in shown
        ),
        settings=settings,
        register=Register(repository.register.folder, events),
        kept={},
    )


def legal_basis(document: Document) -> str | None:
    """By which law the document is exempt from public access; None where it is public, or no law is named."""
    return document.control_header.shielding if document.control_header else None


def _stand_in(entry: DocumentFile, document: Document, repository: Repository) -> DocumentFile:
    header = document.control_header
    title = {lang: _title(document, lang) for lang in languages()}
    head: dict[str, Any] = {"title": title, "version": entry.version, "shielding": legal_basis(document)}
    if header is not None and header.effective_from is not None:
        head["effective_from"] = header.effective_from.isoformat()
    data: dict[str, Any] = {
        "format": 1,
        "kind": document.kind,
        "key": document.key,
        "language": own_language(document),
        "control_header": head,
        "title": title,
        "based_on": [_line(each) for each in document.based_on if each.key],
        "supersedes": [_line(each) for each in document.supersedes if each.key],
        "validity": _validity(entry, repository),
    }
    if document.transcribed_from is not None:
        data["transcribed_from"] = {"title": title[own_language(document)]}
    if isinstance(document, Amendment):
        data["amends"] = _line(document.amends) if document.amends else {}
        data["changes"] = [
            {"id": each.id, "action": each.action, "to": each.to.isoformat()}
            for each in document.changes
            if each.action == "prolongs" and each.to
        ]
    source = Source(entry.name, data=data)
    return Withheld(entry.path, entry.name, source, load(source))


def _title(document: Document, lang: str) -> str:
    """The public title, and the law in the place of all the rest."""
    words, own = labels(lang), own_language(document)
    exempt, basis = words("header.shielding"), legal_basis(document)
    said = f"{exempt}: {basis}" if basis else exempt
    public = document.control_header.public_title if document.control_header else None
    return f"{public.in_language(lang, own)[0]} ({said[0].lower()}{said[1:]})" if public else said


def _line(reference: Reference) -> dict[str, str]:
    told = {"key": reference.key, "version": reference.version, "relation": reference.relation}
    return {name: value for name, value in told.items() if value}


def _validity(entry: DocumentFile, repository: Repository) -> dict[str, Any]:
    """The span as it is known on the whole, in the plainest words there are for it."""
    span = entry_span(entry, repository)
    said: dict[str, Any] = {}
    if span.first:
        said["from"] = str(span.first)
    if span.waits:
        said["begins_when"] = {"event": "–"}
    last = str(span.last) if span.last else None
    if last and parse(last):
        said["to"] = last
    elif last:  # counted from a month or a year: no day, month or year is that
        said["duration"] = entry.source.data["validity"]["duration"]
    elif span.open_ended:
        said["until_replaced"] = True
    return said


def _event(event: Event) -> Event:
    """An event without who did it and why."""
    assert event.record is not None
    kept = {name: getattr(event.record, name) for name in _EVENT_FIELDS}
    return Event(event.path, Source(event.source.name), RegisterEvent(**kept))
