"""Time two whole processes in turn and print the ratio pair by pair (docs/architecture.md, "Figures to reach").

A figure is a ratio against a peer in one run on the same input, because machines differ and drift.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

BIN = Path(sys.executable).parent
# An installed package has its bytecode; a checkout under a shell that forbids writing it would compile at every start.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def seconds(command: Sequence[str | Path], *, cwd: Path | None = None, ok: tuple[int, ...] = (0,)) -> float:
    """Wall-clock seconds of one run; an exit code outside `ok` fails the benchmark."""
    started = time.perf_counter()
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    took = time.perf_counter() - started
    if done.returncode not in ok:
        sys.exit(f"{command[0]} ended with {done.returncode}:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return took


def compare(
    what: str,
    ours: Sequence[str | Path],
    peer: Sequence[str | Path],
    *,
    runs: int = 5,
    cwd: Path | None = None,
    warm: bool = True,
) -> float:
    """Run both in turn and print the medians and the median ratio peer/ours (above 1: we are faster).

    With `warm` each runs once before that, so that caches are filled.
    """
    if warm:
        seconds(ours, cwd=cwd)
        seconds(peer, cwd=cwd)
    pairs = [(seconds(ours, cwd=cwd), seconds(peer, cwd=cwd)) for _ in range(runs)]
    ratio = statistics.median(theirs / own for own, theirs in pairs)
    own, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"{what:<44} avtale {own:7.3f} s   peer {theirs:7.3f} s   {ratio:5.2f}× faster")
    return ratio
