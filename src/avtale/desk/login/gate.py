"""The way in with a login: the provider, what browsers hold meanwhile, and how often somebody may try."""

from __future__ import annotations

import httpx2

from avtale.desk.login.provider import Provider
from avtale.desk.login.waiting import Waiting
from avtale.desk.security.rate import Rate
from avtale.desk.settings import DeskSettings

BACK, LEFT = "/login/back", "/left"
"""Where the provider leads back to, after the login and after leaving it."""


class Gate:
    """One desk's way in. `failed`: by the machine that asks; `came`: by the person who was let in."""

    def __init__(self, provider: Provider, waiting: Waiting) -> None:
        self.provider, self.waiting = provider, waiting
        self.failed = Rate(most=20, seconds=60)
        self.came = Rate(most=10, seconds=60)

    @classmethod
    def of(
        cls, settings: DeskSettings, secret: bytes, transport: httpx2.BaseTransport | None = None
    ) -> Gate | None:
        """The gate that the settings ask for; None for a desk without a login."""
        if settings.provider is None:
            return None
        redirect = f"{settings.address}{settings.base}{BACK}"
        provider = Provider(settings.provider, settings.client_secret, redirect, transport)
        return cls(provider, Waiting(secret, settings))
