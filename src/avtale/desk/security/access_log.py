"""What is kept of a request: method, the pattern of the address, status and time. No key, no title, no name, no search word."""

from __future__ import annotations

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger("avtale.desk.access")


class AccessLog:
    """A line for each request, at the level INFO."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        began, status = time.perf_counter(), 0

        async def seen(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self._app(scope, receive, seen)
        finally:
            if scope["type"] == "http":
                took = (time.perf_counter() - began) * 1000
                route = getattr(
                    scope.get("route"), "path", "-"
                )  # `/write/{key}`, never what stands for the key
                LOG.info("%s %s %d %.0f ms", scope["method"], route, status, took)
