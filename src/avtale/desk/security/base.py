"""A desk in a folder of a host: inside, every address begins at `/`; here the folder is taken off and put on again.

In one place, so that no page can forget it. In what we render every value is escaped, so that a quote before `href="/` is one
of our own templates.
"""

from __future__ import annotations

import re

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ADDRESS = re.compile(
    rb'(\s(?:href|src|action|formaction|hx-get|hx-post|hx-push-url|hx-replace-url)=")/(?!/)'
)
_LEADING = ("location", "hx-location", "hx-redirect", "hx-push-url", "hx-replace-url")


class Base:
    """Answer below `base` (`/avtale`) alone; "" is the whole host."""

    def __init__(self, app: ASGIApp, base: str) -> None:
        self._app, self._base = app, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not self._base:
            return await self._app(scope, receive, send)
        path: str = scope["path"]
        if path != self._base and not path.startswith(f"{self._base}/"):
            return await PlainTextResponse("Ingenting her. / Nothing here.", 404)(scope, receive, send)
        scope["path"] = path.removeprefix(self._base) or "/"  # in its place: the log reads which page it was
        scope["raw_path"] = scope["path"].encode()
        start: Message = {}
        body: list[bytes] = []

        async def outside(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                for name in _LEADING:
                    if (led := headers.get(name, "")).startswith("/") and not led.startswith("//"):
                        headers[name] = self._base + led
                if headers.get("content-type", "").startswith("text/html"):
                    start = message
            if not start:
                await send(message)
            elif message["type"] == "http.response.body":
                await whole(message)

        async def whole(message: Message) -> None:
            body.append(message.get("body", b""))
            if not message.get("more_body", False):
                made = _ADDRESS.sub(rb"\g<1>" + self._base.encode() + b"/", b"".join(body))
                MutableHeaders(raw=start["headers"])["content-length"] = str(len(made))
                await send(start)
                await send({"type": "http.response.body", "body": made})

        return await self._app(scope, receive, outside)
