"""No request larger than the desk takes, whatever it says of itself, or slower: counted while it comes."""

from __future__ import annotations

import anyio
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from avtale.desk.errors import TooLarge, TooSlow

PATIENCE = 30.0
"""Seconds that a body may pause."""
LONGEST = 600.0
"""Seconds that it may take in all."""
_DIGITS = 15


class Size:
    """Refuse a body of more than `largest` bytes (413), and one that stops coming (408)."""

    def __init__(self, app: ASGIApp, largest: int) -> None:
        self._app, self._largest = app, largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        told = Headers(scope=scope).get("content-length", "0")  # Latin-1: no digits but ours
        if len(told) > _DIGITS or not told.isdecimal() or int(told) > self._largest:
            response = PlainTextResponse("Det er for stort. / It is too large.", 413)
            return await response(scope, receive, send)
        came, more, end = 0, True, anyio.current_time() + LONGEST

        async def counted() -> Message:
            nonlocal came, more
            try:
                with anyio.fail_after(min(PATIENCE, end - anyio.current_time()) if more else None):
                    message = await receive()
            except TimeoutError as error:
                raise TooSlow(
                    nb="Det kom ikke mer av det som ble sendt, og ingenting er lagret. Prøv igjen.",
                    en="No more came of what was sent, and nothing was saved. Try again.",
                ) from error
            more = message.get("more_body", False)
            came += len(message.get("body", b""))
            if came > self._largest:
                raise TooLarge(
                    nb="Det som ble sendt, er for stort, og ingenting er lagret. Del det opp, og prøv igjen.",
                    en="What was sent is too large, and nothing was saved. Split it and try again.",
                )
            return message

        return await self._app(scope, counted, send)
