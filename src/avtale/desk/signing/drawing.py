"""One thread that draws PDF files for everyone, each once, so that who waits for one keeps nobody else from being answered.

Pango is not made to be used by several threads at a time; and judging a signed file, or signing one, draws it anew too.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from avtale.desk.gate import step_aside
from avtale.errors import StateError

T = TypeVar("T")
_KEPT = 24  # files; an agreement is some hundred thousand bytes
_WAITING = 16
"""Who may wait at a time, each in one of the threads that answer (some 40)."""
_PATIENCE = 90.0
"""Seconds that somebody is let wait, behind all who came before."""


class Drawing:
    """What is drawn, by what it is drawn of: those under way, and the last that were done."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, "drawing")
        self._found: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(_WAITING)

    def begin(self, key: Hashable, make: Callable[[], T]) -> Future[T]:
        """What `make` gives, now or later; made once for a `key`, but again where it failed."""
        with self._lock:
            found = self._found.get(key)
            if found is None or (found.done() and (found.cancelled() or found.exception() is not None)):
                found = self._found[key] = self._pool.submit(make)
            self._found.move_to_end(key)
            for old in [one for one, future in self._found.items() if future.done()][:-_KEPT]:
                del self._found[old]
            return found

    def do(self, make: Callable[[], T]) -> T:
        """What `make` gives. Raises what it raises, and `StateError` where too many come before."""
        future = self._pool.submit(make)
        try:
            return self.wait(future)
        finally:
            future.cancel()  # where nobody waits for it any more, and it has not begun

    def wait(self, future: Future[T]) -> T:
        """What was begun, when it is there. Raises what it raised, and `StateError` where it takes too long or too many wait."""
        found = self.soon(future, _PATIENCE)
        if found is None:
            raise StateError(
                nb="Mange venter på filer akkurat nå, og ingenting er endret. Prøv igjen om et minutt.",
                en="Many are waiting for files just now, and nothing was changed. Try again in a minute.",
            )
        return found[0]

    def soon(self, future: Future[T], seconds: float) -> tuple[T] | None:
        """The same where it is there within `seconds`, else None; at once where so many wait that others would not be answered."""
        if future.done():
            return (future.result(),)
        if not self._places.acquire(blocking=False):
            return None
        step_aside()  # it is the drawing that computes
        try:
            return (future.result(seconds),)
        except TimeoutError:
            return None
        finally:
            self._places.release()
