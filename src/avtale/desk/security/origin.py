"""What changes something comes from a page of the desk itself, as the browser tells it.

`Origin` (RFC 6454, Fetch) and `Sec-Fetch-Site` (W3C Fetch Metadata) are set by the browser, and no page can forge them.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_READS = ("GET", "HEAD", "OPTIONS")


class SameOrigin:
    """Refuse (403) a request that changes something and was begun by another site than `ours`; "" for the one that Host names."""

    def __init__(self, app: ASGIApp, ours: str = "") -> None:
        self._app, self._ours = app, ours

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (
            scope["type"] == "http"
            and scope["method"] not in _READS
            and not self._is_ours(Headers(scope=scope))
        ):
            response = PlainTextResponse(
                "Forespørselen kom fra et annet nettsted. / Sent by another site.", 403
            )
            return await response(scope, receive, send)
        return await self._app(scope, receive, send)

    def _is_ours(self, headers: Headers) -> bool:
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return False
        origin = headers.get("origin")
        if origin is None:
            return True
        if self._ours:
            return origin.lower() == self._ours
        return urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
