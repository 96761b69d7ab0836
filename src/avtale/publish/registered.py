"""What the register says of a version beside its approval: that it was taken over, and that it was closed."""

from __future__ import annotations

from avtale.facts.repository import DocumentFile, Repository
from avtale.national_number import masked

TAKEN_OVER = (
    ("where", "Originalen ligger", "Original lies"),
    ("original", "Originalens fil", "Original's file"),
    ("original_sha256", "Originalens SHA-256", "Original's SHA-256"),
    ("signed_on", "Original underskrevet", "Original signed"),
    ("by", "Tatt over av", "Taken over by"),
    ("on", "Tatt over", "Taken over on"),
    ("reason", "Grunn", "Reason"),
)
"""What is known of an original, by its field in the register, with its heading in bokmål and English."""


def taken_over_data(entry: DocumentFile, repository: Repository) -> dict[str, str]:
    """Who took a transcription over, on what day, and what is known of the original; empty where nobody did."""
    event = repository.frozen_by(entry)
    if event is None or event.event != "takeover":
        return {}
    told = {
        "by": event.taken_over_by,
        **{name: getattr(event, name) for name, _, _ in TAKEN_OVER if name != "by"},
    }
    return {name: masked(str(value)) for name, value in told.items() if value is not None}


def closed_data(entry: DocumentFile, repository: Repository) -> dict[str, str]:
    """Who closed a version, on what day and why; empty where nobody did."""
    event = repository.register.closing(entry.key, entry.version)
    if event is None:
        return {}
    told = {"by": event.closed_by, "on": event.on, "because": event.because, "reason": event.reason}
    return {name: masked(str(value)) for name, value in told.items() if value is not None}
