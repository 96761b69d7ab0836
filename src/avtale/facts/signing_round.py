"""The round of signatures of one version: who has signed the file that counts, who is next, and since when they have it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from msgspec import Struct

from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.signatures import counted, fullest_file, of_the_content, signed_file
from avtale.format.called import first_name
from avtale.format.model import Document, RegisterEvent, Signatory
from avtale.format.signing import signature_fields


class SigningTurn(Struct, frozen=True):
    """One field of the page: for whom it is signed, by whom, and the event of the register where that is done.

    `counts` is whether the signature counts here: a demonstration does only where the settings say so.
    """

    field: str
    party: str
    name: str
    signatory: Signatory | None
    event: RegisterEvent | None = None
    counts: bool = True


class SigningRound(Struct, frozen=True):
    """The turns in the order of the page. `since` is the day from which the next has it, None before the approval.

    `sent` is the last day that it was sent to a signing service, `file` the digest of the file that the next one signs,
    None where nobody has signed or a service has it.
    """

    turns: tuple[SigningTurn, ...]
    since: dt.date | None
    sent: dt.date | None = None
    file: str | None = None

    @property
    def next(self) -> SigningTurn | None:
        """The first that has not signed; None where all have."""
        return next((turn for turn in self.turns if turn.event is None), None)

    @property
    def begun(self) -> bool:
        """Whether anybody has signed so that it counts."""
        return any(turn.event is not None and turn.counts for turn in self.turns)


def signing_round(
    entry: DocumentFile, repository: Repository, *, demonstrations: bool = True
) -> SigningRound:
    """The round of a version; one without turns where nobody is to sign it.

    With `demonstrations` those that do not count are shown where nothing else is there.
    """
    document = entry.document
    if document is None or entry.transcribed:
        return SigningRound((), None)
    file = signed_file(entry, repository)
    if not file and demonstrations:
        file = fullest_file(document, of_the_content(entry, repository))
    approval = repository.register.approval(entry.key, entry.version)
    sent = [each.on for each in repository.register.of(entry.key, entry.version, "sending") if each.on]
    days = [*sent, *(event.on for event in (*file, approval) if event is not None and event.on)]
    return SigningRound(
        tuple(_turns(document, file, counted(entry, repository))),
        max(days, default=None),
        max(sent, default=None),
        _last_file(file),
    )


def _turns(
    document: Document, file: list[RegisterEvent], counting: list[RegisterEvent]
) -> Iterator[SigningTurn]:
    """A turn for each field of the page; of a party's signatures the first fills its first field."""
    waiting: dict[str | None, list[RegisterEvent]] = {}
    for each in sorted(file, key=lambda one: (str(one.on), str(one.signed_at))):
        waiting.setdefault(each.party, []).append(each)
    for block in signature_fields(document):
        if block.name and block.party_id:
            mine = waiting.get(block.party_id)
            event = mine.pop(0) if mine else None
            name = (first_name(block.party.names) if block.party else None) or block.party_id
            counts = event is None or any(event is one for one in counting)
            yield SigningTurn(block.name, block.party_id, name, block.signatory, event, counts)


def _last_file(file: list[RegisterEvent]) -> str | None:
    """The digest of the file that nobody has signed over yet, where it is here and not at a service."""
    over = {event.previous_sha256 for event in file}
    here = (event.pdf_sha256 for event in file if not event.vouched_by)
    return next((digest for digest in reversed([*here]) if digest and digest not in over), None)
