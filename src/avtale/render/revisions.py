"""The rows of a document's revision table: its versions up to itself, and what each changed, by section."""

from __future__ import annotations

from collections import Counter

from avtale.facts.diff import Change
from avtale.facts.history import Revision, revisions
from avtale.facts.repository import DocumentFile, Repository
from avtale.format.called import own_language
from avtale.locales import Labels, labels
from avtale.render.places import heading_of, section_in
from avtale.render.revision_row import RevisionRow
from avtale.render.words import Words
from avtale.source.pointer import split

_ORDER = ("added", "removed", "moved", "changed")


def revision_rows(entry: DocumentFile, repository: Repository, lang: str) -> tuple[RevisionRow, ...]:
    """The table in the page of `entry`, the newest first; nothing for a first version.

    Later versions do not stand in it, nor how many have signed the version at hand: a page that is signed must
    come out the same as it was before.
    """
    found = revisions(entry, repository, later=False)
    if len(found) < 2:
        return ()
    return tuple(revision_row(one, lang, count=one.entry is not entry) for one in reversed(found))


def revision_row(revision: Revision, lang: str, *, count: bool = True) -> RevisionRow:
    """One version in the words of `lang`; `count` tells how many have signed."""
    words = labels(lang)
    signed = revision.signed
    return RevisionRow(
        revision.version,
        revision.date,
        tuple(_what(revision, words)),
        revision.author,
        revision.approver,
        revision.approved,
        words("revision.signed.n", n=signed.recorded, of=signed.required)
        if count and signed.required
        else "",
    )


def _what(revision: Revision, words: Labels) -> list[str]:
    said = (
        [words("revision.first")] if revision.first else by_section(revision.changes, revision.entry, words)
    )
    if not said:
        said = [words("revision.nothing")]
    if revision.withdrawn is not None:
        said.append(words("revision.withdrawn", date=Words(words).date(revision.withdrawn)))
    return said


def by_section(changes: tuple[Change, ...], entry: DocumentFile, words: Labels) -> list[str]:
    """What changed, a line for each section: "Samarbeid: 2 nye, 1 endret". Each part counts once."""
    document = entry.document
    counted: dict[str, dict[str, str]] = {}
    for change in changes:
        parts = split(change.at)
        own = parts[0] == "sections" and len(parts) > 1
        section = parts[1] if own else section_in(document, parts[0]) if document else parts[0]
        # a part is what a reader would call one: a duty, a meeting, a role, a field of the validity
        part = _part(change)
        kinds = counted.setdefault(section, {})
        how = "changed" if change.how == "renamed" or part != change.at else change.how
        kinds[part] = kinds.get(part, how) if kinds.get(part, how) == how else _stronger(kinds[part], how)
    lines = []
    for section, kinds in counted.items():
        numbers = Counter(kinds.values())
        said = [
            words(f"revision.{how}.{'one' if numbers[how] == 1 else 'many'}", n=numbers[how])
            for how in _ORDER
            if numbers[how]
        ]
        heading = heading_of(section, document, Words(words), own_language(document)) if document else section
        lines.append(f"{heading}: {', '.join(said)}")
    return lines


def _part(change: Change) -> str:
    """The part a change is within: the innermost with an id, else the field of the section."""
    parts = split(change.at)
    depth = {
        "routine_steps": 4,
        "background": 4,
        "purposes": 3,
        "contacts": 3,
        "services": 3,
        "partners": 3,
    }.get(parts[0], 2)
    return "/" + "/".join(parts[:depth])


def _stronger(one: str, other: str) -> str:
    return min(one, other, key=_ORDER.index)
