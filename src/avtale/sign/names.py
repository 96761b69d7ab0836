"""What a signature field and a demonstration certificate are called.

Light on purpose: the rendering stage and the command line may import it at no cost.
"""

from __future__ import annotations

PARTY_FIELD = "signature-"
"""A party's field is called this and the party's id."""

TIMESTAMP_FIELD = "archive-timestamp"
"""The field reserved for an archive timestamp; no party signs in it."""

DEMONSTRATION = "DEMO – ikke gyldig"
"""Stands in every demonstration certificate, in its stamp and in the verdict."""


def field_of(party: str, number: int = 1) -> str:
    """The name of the field in which `party` (an id) signs; `number` where several sign for it."""
    return f"{PARTY_FIELD}{party}" if number == 1 else f"{PARTY_FIELD}{party}-{number}"


def party_of(field: str) -> str | None:
    """The id of the party that signs in `field`, or None where it is no party's field."""
    return field[len(PARTY_FIELD) :] if field.startswith(PARTY_FIELD) and field != PARTY_FIELD else None
