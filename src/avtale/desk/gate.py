"""How many answers are made at the same time: more than there are cores make each slower, and whoever holds the repository slowest.

Python runs one thread at a time, and each that comes back from the disk or from git waits behind all that compute. So few compute at
once, and who holds the repository goes beside them.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

_AT_ONCE = 2
_here = threading.local()
_free = threading.Semaphore(_AT_ONCE)


@contextmanager
def computing() -> Iterator[None]:
    """Make an answer, when it is one's turn."""
    _free.acquire()
    _here.counted = True
    try:
        yield
    finally:
        step_aside()


def step_aside() -> None:
    """Let others compute: what is left of this answer waits for something else, or is waited for."""
    if getattr(_here, "counted", False):
        _here.counted = False
        _free.release()
