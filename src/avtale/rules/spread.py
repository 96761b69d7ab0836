"""The documents of a large check shared out over the machine's cores."""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

T = TypeVar("T")

_MANY = 100
"""Below this many, starting another process costs more than it saves."""
_SLICES = 4
"""For each worker: one that drew easy documents takes a further slice."""

_FIRST = 8
"""Judged before the others begin: enough that what every document needs is read, and few, for meanwhile they wait."""

_judge: Callable[[range], Any]


def spread(judge: Callable[[range], T], count: int, workers: int) -> list[T]:
    """`judge` of the numbers from 0 to `count`, as the answers for ranges that follow each other.

    Several `workers` are used where there is much to do and the system can fork: each sees all that was read, which is
    copied nowhere, and only answers travel. A worker that is killed loses nothing: its part is then judged here.
    """
    if workers < 2 or count < _MANY or "fork" not in multiprocessing.get_all_start_methods():
        return [judge(range(count))]
    size = -(-(count - _FIRST) // (workers * _SLICES))
    slices = [range(_FIRST), *(range(n, min(n + size, count)) for n in range(_FIRST, count, size))]
    answers = [judge(slices[0])]  # here, so that what every document needs is read before the fork, and once
    pool = ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context("fork"), initializer=_begin, initargs=(judge,)
    )
    try:
        answers += pool.map(_work, slices[1:])
    except BrokenProcessPool:
        answers += [judge(part) for part in slices[len(answers) :]]
    finally:
        pool.shutdown(cancel_futures=True)
    return answers


def _begin(judge: Callable[[range], Any]) -> None:
    global _judge
    _judge = judge
    gc.freeze()  # to look through what the parent read would copy it
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, and stops us


def _work(part: range) -> Any:
    return _judge(part)
