"""A party is merged away or split: find what it stands in, and draft the next version of each with its successor.

The party keeps its id, since duties and roles name it by that; its old name stays, with the day it ended. Each file
is written whole, one after the other: run again, the command goes on with those that are left.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from avtale.errors import UsageError
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.state import state
from avtale.facts.version import order
from avtale.format.bind import load, parts
from avtale.format.model import ONE_OR_MANY, REFERS, Document, Name, Party, Signatory
from avtale.lifecycle.bump import beside, next_text
from avtale.lifecycle.file_change import FileChange
from avtale.message import Message
from avtale.source.editing import add_item, remove, set_fields
from avtale.source.lines import lines
from avtale.source.read import parse
from avtale.source.write import Replacement, write_whole

_HELD = ("in_force", "expires_soon", "approved", "undetermined")
ReissueOutcome = Literal["drafted", "changed", "done", "by hand"]


class Successor(Struct, frozen=True):
    """The party that takes over: its names, each with a language ("" for the document's own), and its number."""

    names: tuple[tuple[str, str], ...]
    organisation_number: str | None = None


class Reissue(Struct, frozen=True):
    """One document the party stands in, and what came of it.

    `what`: "drafted" a new version, "changed" the draft there was, "done" before, or "by hand" where it cannot be
    done for you. `mentions` are the lines of the new text in which the old name still stands.
    """

    entry: DocumentFile
    what: ReissueOutcome
    edited: FileChange | None = None
    mentions: tuple[int, ...] = ()
    why: Message | None = None


def replace_party(
    party: str,
    successor: Successor,
    repository: Repository,
    *,
    on: dt.date,
    only: Sequence[DocumentFile] | None = None,
    dry_run: bool = False,
) -> list[Reissue]:
    """For each document that holds on the day `on` and has `party`, draft a version with its successor from that day.

    `party` is an organisation number, a name or an id; `only` limits it to some documents, as a split needs. Where a
    newer draft lies there, that is changed instead. With `dry_run` everything is tried and nothing written.
    Raises `UsageError` where nothing has such a party, or several parties go by that id.
    """
    names, numbers = _identity(party, repository)
    new = {name.casefold() for name, _ in successor.names}
    if party.strip().casefold() in new or not names - new:
        raise UsageError(
            nb="Parten og den som følger etter, har samme navn.",
            en="The party and its successor have the same name.",
        )
    # A draft of an earlier run has both in one party.
    names, numbers = names - new, numbers - {successor.organisation_number or ""}
    paths = {entry.path for entry in only or ()}
    done = []
    for entry in repository.entries:
        if entry.document is None or entry.problems or (only is not None and entry.path not in paths):
            continue
        if _its(entry.document, names, numbers, on) is None or state(entry, repository, on).name not in _HELD:
            continue
        done.append(_reissued(entry, repository, successor, names, numbers, on))
    for each in done:
        if each.edited is not None and not dry_run:
            made = each.edited
            if made.new or made.before is None:
                write_whole(made.file, made.after, replace=False)
            else:
                write_whole(made.file, Replacement(made.before, made.after))
    return done


def known_successor(name: str, repository: Repository) -> Successor:
    """The successor that goes by a name or number in the repository, with all that is known of it; else by that name alone."""
    for entry in repository.entries:
        for party in entry.document.parties if entry.document else ():
            given = {party.organisation_number, *(each.name for each in party.names if each.to is None)}
            if name.casefold() in {each.casefold() for each in given if each}:
                names = tuple(
                    (each.name, each.language or "") for each in party.names if each.name and not each.to
                )
                return Successor(names, party.organisation_number)
    return Successor(((" ".join(name.split()), ""),))


def _identity(wanted: str, repository: Repository) -> tuple[set[str], set[str]]:
    """The names, without case, and organisation numbers the party goes by in any document."""
    parties = [party for entry in repository.entries if entry.document for party in entry.document.parties]
    word = wanted.strip().casefold()
    found = [p for p in parties if p.organisation_number == wanted.strip().replace(" ", "")]
    found = found or [p for p in parties if word in _names(p.names)]
    if not found:
        found = [p for p in parties if p.id == wanted.strip()]
        if not _are_one(found):
            listed = ", ".join(sorted({p.names[0].name for p in found if p.names and p.names[0].name}))
            raise UsageError(
                nb=f"Flere parter har id-en «{wanted}»: {listed}. Skriv navnet eller organisasjonsnummeret.",
                en=f"Several parties have the id “{wanted}”: {listed}. Give the name or the organisation number.",
            )
    if not found:
        listed = ", ".join(sorted({p.names[0].name for p in parties if p.names and p.names[0].name}))
        raise UsageError(
            nb=f"Ingen dokumenter har parten «{wanted}». Partene er: {listed or 'ingen'}.",
            en=f"No document has the party “{wanted}”. The parties are: {listed or 'none'}.",
        )
    names = set().union(*(_names(p.names) for p in found))
    return names, {p.organisation_number for p in found if p.organisation_number}


def _are_one(parties: list[Party]) -> bool:
    """Whether the parties hang together by names or numbers they share."""
    groups: list[set[str]] = []
    for party in parties:
        marks = _names(party.names) | ({party.organisation_number} if party.organisation_number else set())
        apart = [group for group in groups if not group & marks]
        groups = [*apart, marks.union(*(group for group in groups if group & marks))]
    return len(groups) < 2


def _names(names: Iterable[Name]) -> set[str]:
    return {each.name.casefold() for each in names if each.name}


def _its(document: Document, names: set[str], numbers: set[str], on: dt.date) -> Party | None:
    """The party of the document that goes by one of these names today, or by one of the numbers."""
    for party in document.parties:
        borne = [each for each in party.names if each.to is None or each.to >= on]
        if _names(borne) & names or party.organisation_number in numbers:
            return party
    return None


def _reissued(
    entry: DocumentFile,
    repository: Repository,
    successor: Successor,
    names: set[str],
    numbers: set[str],
    on: dt.date,
) -> Reissue:
    newest = repository.versions[entry.key or ""][-1]
    frozen = repository.frozen_by(newest) is not None
    if order(newest.version) > order(entry.version):
        if newest.document is not None and _its(newest.document, names, numbers, on) is None:
            return Reissue(newest, "done")
        if frozen or newest.transcribed or newest.document is None or newest.problems:
            return Reissue(
                newest,
                "by hand",
                why=Message(
                    "en nyere versjon er godkjent, er en avskrift eller har feil",
                    "a newer version is approved, is a transcription or has errors",
                ),
            )
        before = newest.as_read()
        after = _replaced(before, newest.name, successor, names, numbers, on)
        edited = FileChange(newest.path, after, (newest.name, newest.name), before, new=False)
        return Reissue(newest, "changed", edited, _mentions(after, names, newest.name))
    if not repository.followed(entry):
        return Reissue(
            entry,
            "by hand",
            why=Message(
                f"avskrift som ingen har tatt over; lag en egen versjon med «avtale bump {entry}»",
                f"a transcription that nobody took over; make a version of your own with “avtale bump {entry}”",
            ),
        )
    before = entry.as_read()
    version, after = next_text(entry, repository, before)
    after = _replaced(after, entry.name, successor, names, numbers, on)
    after = set_fields(after, {"/control_header/effective_from": on.isoformat()}, name=entry.name)
    file = beside(entry, version)
    target = f"{entry.name.rpartition('/')[0]}/{file.name}".lstrip("/")
    return Reissue(
        entry,
        "drafted",
        FileChange(file, after, (entry.name, target), before),
        _mentions(after, names, entry.name),
    )


def _replaced(
    raw: bytes, name: str, successor: Successor, names: set[str], numbers: set[str], on: dt.date
) -> bytes:
    """The text with the successor in the party's place, or with the two made one where both stand in it."""
    document = load(parse(raw, name))
    party = _its(document, names, numbers, on) if document else None
    if document is None or party is None:
        return raw
    other = next((p for p in document.parties if p is not party and _is(p, successor)), None)
    if other is not None:
        return _merged(raw, name, document, party, other, on)
    last = (on - dt.timedelta(days=1)).isoformat()
    ended = {f"{each.pointer}/to": last for each in party.names if each.to is None}
    raw = set_fields(raw, ended, name=name)
    for number, (own, language) in enumerate(successor.names):
        language = language or (party.names[0].language if party.names else None) or ""
        item = {"name": own, **({"language": language} if language else {}), "from": on.isoformat()}
        raw = add_item(raw, f"{party.pointer}/names", item, at=number, name=name)
    if successor.organisation_number:
        number_there = {f"{party.pointer}/organisation_number": successor.organisation_number}
        raw = set_fields(raw, number_there, name=name)
    else:
        raw = remove(raw, f"{party.pointer}/organisation_number", name=name)
    for key in ("existed", "succeeded_by"):  # told of the old party
        raw = remove(raw, f"{party.pointer}/{key}", name=name)
    return raw


def _is(party: Party, successor: Successor) -> bool:
    same_number = party.organisation_number and party.organisation_number == successor.organisation_number
    return bool(same_number) or bool(_names(party.names) & {own.casefold() for own, _ in successor.names})


def _merged(raw: bytes, name: str, document: Document, party: Party, other: Party, on: dt.date) -> bytes:
    """Two parties that become one: everything that names the old one names the other, and it signs once."""
    last = (on - dt.timedelta(days=1)).isoformat()
    repeated: list[str] = []
    for pointer, repeats in _uses(document, str(party.id), str(other.id)):
        if repeats:
            repeated.append(pointer)
        else:
            holder, _, key = pointer.rpartition("/")
            raw = _with_item(raw, name, holder, key, str(other.id))
    for each in party.names:
        item = {
            "name": each.name,
            **({"language": each.language} if each.language else {}),
            "to": (each.to and each.to.isoformat()) or last,
        }
        raw = add_item(raw, f"{other.pointer}/names", item, name=name)
    signs_for = [each for each in parts(document, Signatory) if each.party in (party.id, other.id)]
    repeated += [each.pointer for each in signs_for if each.party == party.id and len(signs_for) > 1]
    for pointer in sorted([*repeated, party.pointer], key=_place, reverse=True):
        raw = remove(raw, pointer, name=name)
    return raw


def _with_item(raw: bytes, name: str, holder: str, key: str, value: str) -> bytes:
    """A value set at a pointer, be it a key's or a list item's."""
    if not key.isdecimal():
        return set_fields(raw, {f"{holder}/{key}": value}, name=name)
    raw = add_item(raw, holder, value, at=int(key), name=name)
    return remove(raw, f"{holder}/{int(key) + 1}", name=name)


def _uses(document: Document, old: str, new: str) -> Iterator[tuple[str, bool]]:
    """Each pointer at which the party is named, and whether the list it stands in names the other one too."""
    for cls, key, attribute, target in REFERS:
        if target not in ("party", "actor"):
            continue
        for part in parts(document, cls):
            value = getattr(part, attribute)
            if key in ONE_OR_MANY and value == (old,):
                yield f"{part.pointer}/{key}", False
            elif isinstance(value, tuple):
                seen = new in value
                for index, each in enumerate(value):
                    if each == old:
                        yield f"{part.pointer}/{key}/{index}", seen
                        seen = True
            elif value == old:
                yield f"{part.pointer}/{key}", False


def _place(pointer: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(p), "") if p.isdecimal() else (-1, p) for p in pointer.split("/"))


def _mentions(after: bytes, names: set[str], name: str) -> tuple[int, ...]:
    """The lines, counted from 1, that say an old name outside the party's own list of names."""
    source = parse(after, name)
    document = load(source)
    own: set[int] = set()
    for party in document.parties if document else ():
        own |= {source.position(f"{each.pointer}/name")[0] for each in party.names}
    return tuple(
        number
        for number, line in enumerate(lines(source.text), 1)
        if number not in own and any(each in line.casefold() for each in names)
    )


succeed = replace_party  # its name until 0.2
