"""What the desk answers where it cannot do what was asked: as everywhere an `AvtaleError`, here with a status of HTTP."""

from __future__ import annotations

from avtale.errors import AvtaleError, StateError, SystemFailure, UsageError


class NotHere(UsageError):
    """There is nothing of that name, or nothing that this person may know of."""


class NotAllowed(StateError):
    """Who asks may not do this."""


class TooMany(StateError):
    """It was tried too often."""


class TooLarge(UsageError):
    """What was sent is larger than the desk takes."""


class TooSlow(UsageError):
    """What was sent stopped coming."""


def status_of(error: AvtaleError) -> int:
    """The status of HTTP that tells of an error."""
    by_kind: list[tuple[type[AvtaleError], int]] = [
        (NotHere, 404), (NotAllowed, 403), (TooMany, 429), (TooLarge, 413), (TooSlow, 408), (UsageError, 400), (StateError, 409), (SystemFailure, 500),
    ]  # fmt: skip
    return next((status for kind, status in by_kind if isinstance(error, kind)), 500)


def not_here() -> NotHere:
    """The answer to every name that leads nowhere, whatever kept it from leading somewhere."""
    return NotHere(
        nb="Siden eller dokumentet finnes ikke her. Gå til oversikten og velg derfra.",
        en="There is no such page or document here. Go to the overview and choose from there.",
    )
