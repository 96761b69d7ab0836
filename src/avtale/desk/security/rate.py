"""How often something may go wrong: guessing costs time."""

from __future__ import annotations

from collections import deque

from avtale.desk.errors import TooMany


class Rate:
    """At most `most` within `seconds`, for all that come: behind a proxy, and on loopback, an address tells nobody apart."""

    def __init__(self, *, most: int, seconds: float) -> None:
        self._seconds = seconds
        self._times: deque[float] = deque(maxlen=most)

    def require(self, now: float) -> None:
        """Raise `TooMany` where it was too often of late."""
        times = self._times
        if len(times) == times.maxlen and now - times[0] < self._seconds:
            raise TooMany(
                nb="Det er prøvd for mange ganger. Vent et minutt, og prøv igjen.",
                en="It was tried too often. Wait a minute and try again.",
            )

    def count(self, now: float) -> None:
        """One more."""
        self._times.append(now)
