"""Whether who asks sits at the machine that the desk runs on. Only there may a private key be used.

A proxy on the same machine would come from loopback too: it tells that it hands something on, and then the one who asks is not here.
"""

from __future__ import annotations

import ipaddress

from starlette.requests import Request

from avtale.desk.settings import DeskSettings

_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
_HANDED_ON = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")


def at_own_machine(request: Request, settings: DeskSettings) -> bool:
    """No login, no other name than loopback's, from a loopback address, and handed on by nobody."""
    if settings.login or not _NAMES.issuperset(settings.hosts):
        return False
    if any(name in request.headers for name in _HANDED_ON):
        return False
    try:
        return request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
