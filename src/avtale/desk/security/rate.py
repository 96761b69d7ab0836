"""How often something may be tried: guessing costs time, and one who tries too often is in nobody else's way."""

from __future__ import annotations

import ipaddress
import threading
from collections import OrderedDict, deque

from starlette.requests import Request

from avtale.desk.errors import TooMany

_MOST_WHO = 10_000


class Rate:
    """At most `most` within `seconds` for each `who`; of whoever it was longest quiet about, nothing is known any more."""

    def __init__(self, *, most: int, seconds: float) -> None:
        self._most, self._seconds = most, seconds
        self._times: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def require(self, now: float, who: str = "") -> None:
        """Raise `TooMany` where it was too often of late."""
        times = self._times.get(who)
        if times is not None and len(times) == self._most and now - times[0] < self._seconds:
            raise TooMany(
                nb="Det er prøvd for mange ganger. Vent et minutt, og prøv igjen.",
                en="It was tried too often. Wait a minute and try again.",
            )

    def count(self, now: float, who: str = "") -> None:
        """One more."""
        with self._lock:
            self._times.setdefault(who, deque(maxlen=self._most)).append(now)
            self._times.move_to_end(who)
            while len(self._times) > _MOST_WHO:
                self._times.popitem(last=False)


def caller(request: Request) -> str:
    """The machine that asks, as the named proxies tell; of IPv6 the network, since one machine has all addresses of it."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host[:64]
    return str(address if address.version == 4 else ipaddress.ip_network((address, 64), strict=False))
