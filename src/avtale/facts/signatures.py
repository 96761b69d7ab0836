"""How many signatures a document requires, and how many of them one file holds, by the register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.seen import Seen, seen_as
from avtale.format.model import Document, RegisterEvent
from avtale.format.signing import required_fields


class Signed(Struct, frozen=True):
    """How many signatures are required, and how many of them the register has in one and the same file.

    `apart` counts the parties that have signed, but another copy: the version is signed where one file has them all.
    `verified` counts those of the recorded that the one who asks has seen valid in a file (`facts/seen.py`), None where nobody asked.
    `vouched_by` names the signing service where those counted are recorded on its word alone, and nobody verified them.
    """

    required: int
    recorded: int
    apart: int = 0
    vouched_by: str | None = None
    verified: int | None = None

    def as_data(self) -> dict[str, int | str]:
        """As programs get it; `verified` where it was asked for, `apart` and `vouched_by` where there is something to tell."""
        counted: dict[str, int | str] = {"required": self.required, "recorded": self.recorded}
        if self.verified is not None:
            counted["verified"] = self.verified
        apart = {"apart": self.apart} if self.apart else {}
        return {**counted, **apart, **({"vouched_by": self.vouched_by} if self.vouched_by else {})}


def signed(entry: DocumentFile, repository: Repository, seen: Seen | None = None) -> Signed:
    """Count the signatures of `entry` by the fields its page reserves: a transcription requires none.

    A recorded signature counts when its fingerprint is that of the content as it stands, and a
    demonstration only where the settings say so. Signatures beside a page (HTML) and those in a PDF are
    not put together: the version is signed where one file has them all. `seen` is what the one who asks has verified.
    """
    document = entry.document
    if document is None:
        return Signed(0, 0, verified=None if seen is None else 0)
    required = Counter(required_fields(document).values())
    events = counted(entry, repository)
    everywhere = _filled(required, events)
    best = _best(required, events, seen or ())
    recorded = _filled(required, best)
    verified = None if seen is None else _filled(required, _among(seen, best))
    service = _service(best) if recorded else None
    return Signed(required.total(), recorded, everywhere - recorded, service, verified)


def counted(entry: DocumentFile, repository: Repository) -> list[RegisterEvent]:
    """The recorded signatures of the content as it stands that count."""
    signing = repository.settings.signing
    with_demonstrations = bool(signing and signing.count_demonstration)
    found = of_the_content(entry, repository)
    return [event for event in found if with_demonstrations or not event.demonstration]


def of_the_content(entry: DocumentFile, repository: Repository) -> list[RegisterEvent]:
    """All recorded signatures of the content as it stands, demonstrations too; one that was recorded twice is one."""
    events = repository.register.of(entry.key, entry.version, "signature")
    once: dict[tuple[object, ...], RegisterEvent] = {}
    for number, event in enumerate(events):
        if event.fingerprint == entry.fingerprint:
            once.setdefault(_identity(event, number), event)
    return list(once.values())


def _identity(event: RegisterEvent, number: int) -> tuple[object, ...]:
    """Which signature an event tells of; one from before the register kept the file is told of by itself."""
    file = event.signature_sha256 or event.pdf_sha256
    return (event.party, file, event.vouched_by) if file else (number,)


def signed_file(entry: DocumentFile, repository: Repository) -> list[RegisterEvent]:
    """The signatures of the one file that counts, that with most of those required; none where nobody has signed."""
    if entry.document is None:
        return []
    return fullest_file(entry.document, counted(entry, repository))


def signed_apart(entry: DocumentFile, repository: Repository, party: str) -> bool:
    """Whether a party has signed, but another copy than the file that counts."""
    file = signed_file(entry, repository)
    return any(event.party == party and event not in file for event in counted(entry, repository))


def fullest_file(document: Document, events: list[RegisterEvent]) -> list[RegisterEvent]:
    """Of `events`, those that lie in the one file with most of the signatures that `document` requires."""
    return _best(Counter(required_fields(document).values()), events)


def _best(required: Counter[str], events: list[RegisterEvent], seen: Seen = ()) -> list[RegisterEvent]:
    """Of two files with as many, the one that was verified counts."""

    def rank(file: list[RegisterEvent]) -> tuple[int, bool, int]:
        return _filled(required, file), not _service(file), _filled(required, _among(seen, file))

    return max((file for file in _files(events) if file), key=rank, default=[])


def _among(seen: Seen, events: list[RegisterEvent]) -> list[RegisterEvent]:
    return [event for event in events if seen_as(event) in seen]


def _service(events: list[RegisterEvent]) -> str | None:
    """Who vouches for the signatures of a file that nobody has verified, or None."""
    return next((event.vouched_by for event in events if event.vouched_by), None)


def _filled(required: Counter[str], events: list[RegisterEvent]) -> int:
    found = Counter(event.party for event in events)
    return sum(min(number, found[party]) for party, number in required.items())


def _files(events: list[RegisterEvent]) -> Iterator[list[RegisterEvent]]:
    """The signatures that lie in one file: each with those it was laid upon, by the digests of the files.

    Those beside one and the same page (HTML) are one file too, and those that a service vouches for by the file it made.
    Events from before the register kept which file was signed count as one file, as they did then.
    """
    whole: dict[str | None, list[RegisterEvent]] = {}
    rest = []
    for event in events:
        if event.html_sha256 is not None or event.vouched_by is not None:
            whole.setdefault(event.html_sha256 or event.pdf_sha256, []).append(event)
        else:
            rest.append(event)
    yield from whole.values()
    events = rest
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
