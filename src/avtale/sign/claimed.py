"""The time that a signer claims, where nothing proves another (EN 319 102-1, 5.2.8: a constraint on a signed attribute).

A claim proves nothing, so a true one adds nothing to the verdict. One that cannot be true takes the pass away:
the signer's clock or word was wrong, and then nobody knows when it was signed. Where a trusted timestamp
says the time, the claim does not matter.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from avtale.message import Message

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

TOLERANCE = timedelta(hours=1)
"""How far a clock may be wrong: an hour is what a forgotten summer time makes."""

_ZONES = timedelta(hours=14)
"""How far a time of unknown zone may be from UTC (ISO 32000-2, 7.9.4, lets a date leave its zone out)."""


def impossible(claimed: datetime | None, *, at: datetime, certificate: Certificate) -> Message | None:
    """Why the claimed time cannot be right at the moment `at` of the verdict, or None."""
    if claimed is None:
        return None
    tolerance = TOLERANCE
    if claimed.tzinfo is None:
        claimed, tolerance = claimed.replace(tzinfo=UTC), TOLERANCE + _ZONES
    if claimed > at + tolerance:
        return Message(
            f"Underskriveren oppgir et tidspunkt som ikke er kommet ennå ({claimed:%d.%m.%Y}).",
            f"The signer states a time that has not come yet ({claimed:%Y-%m-%d}).",
        )
    if claimed < certificate.not_valid_before_utc - tolerance:
        return Message(
            f"Underskriveren oppgir et tidspunkt ({claimed:%d.%m.%Y}) før sertifikatet begynte å gjelde "
            f"({certificate.not_valid_before_utc:%d.%m.%Y}).",
            f"The signer states a time ({claimed:%Y-%m-%d}) before the certificate began to hold "
            f"({certificate.not_valid_before_utc:%Y-%m-%d}).",
        )
    if claimed > certificate.not_valid_after_utc + tolerance:
        return Message(
            f"Underskriveren oppgir et tidspunkt ({claimed:%d.%m.%Y}) etter at sertifikatet gikk ut.",
            f"The signer states a time ({claimed:%Y-%m-%d}) after the certificate had run out.",
        )
    return None
