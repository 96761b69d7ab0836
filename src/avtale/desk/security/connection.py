"""No connection for ever: who sends no headers, who takes no answer, and more of them than the machine has files for.

uvicorn ends a connection that is idle between two requests. The first request, and one whose headers are begun, it waits for without end.
"""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 20.0
"""Seconds for the headers of a request, and for somebody to take some more of an answer."""
MOST = 512
"""Connections at a time; a process may usually have 1,024 files open, and the desk needs some to save to."""


class Bounded(H11Protocol):
    """uvicorn's HTTP/1.1, with an end to each wait."""

    _late: asyncio.TimerHandle | None = None
    _stuck: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > MOST:
            transport.abort()
        self._watch()

    def handle_events(self) -> None:
        super().handle_events()
        self._watch()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stuck = self._abort_soon()

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._stuck is not None:
            self._stuck.cancel()

    def connection_lost(self, exc: Exception | None) -> None:
        for timer in (self._late, self._stuck):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def _watch(self) -> None:
        """While headers are still to come, wait for them; what follows them is `Size`'s to wait for."""
        if self.conn.their_state is h11.IDLE:
            self._late = self._late or self._abort_soon()
        elif self._late is not None:
            self._late.cancel()
            self._late = None

    def _abort_soon(self) -> asyncio.TimerHandle:
        return self.loop.call_later(PATIENCE, self.transport.abort)
