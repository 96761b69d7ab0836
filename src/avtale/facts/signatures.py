"""How many signatures a document requires, and how many of them one file holds, by the register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from avtale.facts.repository import Entry, Repository
from avtale.format.model import RegisterEvent
from avtale.format.signing import required_fields


class Signed(Struct, frozen=True):
    """How many signatures are required, and how many of them the register has in one and the same file.

    `apart` counts the parties that have signed, but another copy: the version is signed where one file has them all.
    """

    required: int
    recorded: int
    apart: int = 0

    def as_data(self) -> dict[str, int]:
        """As programs get it; `apart` only where there is something to tell."""
        counted = {"required": self.required, "recorded": self.recorded}
        return {**counted, "apart": self.apart} if self.apart else counted


def signed(entry: Entry, repository: Repository) -> Signed:
    """Count the signatures of `entry` by the fields its page reserves: a transcription requires none.

    A recorded signature counts when its fingerprint is that of the content as it stands, and a
    demonstration only where the settings say so. Signatures beside a page (HTML) and those in a PDF are
    not put together: the version is signed where one file has them all.
    """
    document = entry.document
    if document is None:
        return Signed(0, 0)
    required = Counter(required_fields(document).values())
    signing = repository.settings.signing
    with_demonstrations = bool(signing and signing.count_demonstration)
    events = [
        event
        for event in repository.register.of(entry.key, entry.version, "signature")
        if event.fingerprint == entry.fingerprint and (with_demonstrations or not event.demonstration)
    ]
    everywhere = _filled(required, events)
    recorded = max((_filled(required, file) for file in _files(events)), default=0)
    return Signed(required.total(), recorded, everywhere - recorded)


def _filled(required: Counter[str], events: list[RegisterEvent]) -> int:
    found = Counter(event.party for event in events)
    return sum(min(number, found[party]) for party, number in required.items())


def _files(events: list[RegisterEvent]) -> Iterator[list[RegisterEvent]]:
    """The signatures that lie in one file: each with those it was laid upon, by the digests of the files.

    Those beside one and the same page (HTML) are one file too. Events from before the register kept which file was signed count as one file, as they did then.
    """
    by_page: dict[str, list[RegisterEvent]] = {}
    for event in events:
        if event.html_sha256 is not None:
            by_page.setdefault(event.html_sha256, []).append(event)
    yield from by_page.values()
    events = [event for event in events if event.html_sha256 is None]
    untold = [event for event in events if event.previous_sha256 is None]
    yield untold
    by_file: dict[str | None, list[RegisterEvent]] = {}
    for event in events:
        by_file.setdefault(event.pdf_sha256, []).append(event)
    signed_over = {event.previous_sha256 for event in events}
    for last in events:
        if last.pdf_sha256 in signed_over:
            continue
        chain: dict[int, RegisterEvent] = {}
        waiting = [last]
        while waiting:
            event = waiting.pop()
            if id(event) not in chain:
                chain[id(event)] = event
                waiting += untold if event.previous_sha256 is None else by_file.get(event.previous_sha256, ())
        yield list(chain.values())
