"""A command in a process of its own, forked from one that has imported everything: most of a short run is imports.

What is shared is what `warm` makes, and nothing of a run. The server is the one of `multiprocessing`; it has no thread,
so that to fork it is safe.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import sys
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from functools import cache
from multiprocessing import forkserver
from pathlib import Path
from unittest import mock

import avtale

_ROOT = Path(__file__).resolve().parents[2]
_SERVER = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload(["tests.acceptance.warm", __name__])


@cache
def _started() -> None:
    """Start the server where it finds the tests and the code that they import, whatever folder this process is in."""
    path = os.pathsep.join((str(Path(avtale.__file__).parents[1]), str(_ROOT)))
    with mock.patch.dict(os.environ, {"PYTHONPATH": path}):
        forkserver.ensure_running()


def run(
    line: Sequence[str], folder: Path, environment: Mapping[str, str], today: str | None, patience: float
) -> tuple[int, bytes, bytes, float]:
    """The exit code of `avtale` with these arguments, what it wrote to both streams, and its processor time."""
    _started()
    with tempfile.TemporaryDirectory() as name:
        files = tuple(Path(name, each) for each in ("out", "err", "seconds"))
        process = _SERVER.Process(target=_run, args=(line, folder, dict(environment), today, files))
        process.start()
        process.join(patience)
        code = process.exitcode
        if code is None:
            process.kill()
            raise TimeoutError(f"avtale {' '.join(line)} did not end")
        process.close()
        out, err, seconds = (file.read_bytes() if file.exists() else b"" for file in files)
        return code, out, err, float(seconds or 0)


def _run(
    line: Sequence[str], folder: Path, environment: dict[str, str], today: str | None, files: Sequence[Path]
) -> None:
    from avtale.cli import invocation, main

    for number, file in enumerate(files[:2], start=1):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT), number)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    warnings.simplefilter("error")
    sys.argv = ["avtale", *line]
    if today is not None:
        noon = dt.datetime.combine(dt.date.fromisoformat(today), dt.time(12), dt.UTC)
        invocation.Invocation.now = property(lambda _: noon)  # type: ignore[assignment]
    try:
        main.run()
    finally:
        files[2].write_text(str(sum(os.times()[:4])))
