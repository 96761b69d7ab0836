"""How many parties must sign a document, and how many signatures the register holds for its content."""

from __future__ import annotations

from dataclasses import dataclass

from avtale.facts.repository import Entry, Repository
from avtale.format.bind import parts
from avtale.format.model import Signatory


@dataclass(frozen=True, slots=True)
class Signed:
    """Parties whose signature is required, and those of them whose signature counts."""

    required: int
    recorded: int


def signed(entry: Entry, repository: Repository) -> Signed:
    """Count the parties of `entry`: a transcription requires none.

    A recorded signature counts when its fingerprint is that of the content as it stands, and a
    demonstration only where the settings say so.
    """
    document = entry.document
    if document is None or document.transcribed_from is not None:
        return Signed(0, 0)
    required = {signatory.party for signatory in parts(document, Signatory) if signatory.party}
    signing = repository.settings.signing
    with_demonstrations = bool(signing and signing.count_demonstration)
    recorded = {
        event.party
        for event in repository.register.of(entry.key, entry.version, "signature")
        if event.fingerprint == entry.fingerprint and (with_demonstrations or not event.demonstration)
    }
    return Signed(len(required), len(required & recorded))
