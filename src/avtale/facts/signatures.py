"""How many signatures a document requires, and how many of them the register holds for its content."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from avtale.facts.repository import Entry, Repository
from avtale.format.signing import required_fields


class Signed(Struct, frozen=True):
    """How many signatures are required, and how many of them are in the register and count."""

    required: int
    recorded: int


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
    by_file: dict[str | None, Counter[str | None]] = {}  # a page is a file of its own; None is the PDF
    for event in repository.register.of(entry.key, entry.version, "signature"):
        if event.fingerprint == entry.fingerprint and (with_demonstrations or not event.demonstration):
            by_file.setdefault(event.html_sha256, Counter())[event.party] += 1
    counted = (
        sum(min(number, found[party]) for party, number in required.items()) for found in by_file.values()
    )
    return Signed(required.total(), max(counted, default=0))
