"""`avtale desk` as a user starts it, on a port of its own."""

from __future__ import annotations

import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.acceptance.outside import command, environment
from tests.support import PATIENCE


class Running:
    """A desk that runs: its process, its address with the token, and that without."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process, self.address = process, address
        self.base = address.partition("/start")[0]

    def stop(self, how: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """End it; its exit code, and what it said after the address."""
        self.process.send_signal(how)
        said, _ = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, said


@contextmanager
def desk(root: Path, *options: str, **more: str) -> Iterator[Running]:
    """Start it, and wait for the address that it prints."""
    process = subprocess.Popen(
        command("desk", "--port", "0", "--repo", root, *options),
        env=environment(**more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        said = ""
        for line in process.stdout:
            said += line
            found = re.search(r"http://127\.0\.0\.1:\d+/start\?token=\S+", line)
            if found:
                yield Running(process, found[0])
                break
        else:
            raise AssertionError(said)
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
