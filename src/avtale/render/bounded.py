"""Pages that a county's own templates take part in are made in a process of their own, with bounds.

The sandbox keeps a template from reaching anything; it cannot keep it from going on for ever, from filling
the memory, or from laying out a million pages. So where a template that is not ours takes part, the work is done by
a process that has so many seconds of processor time and `MEMORY` bytes, and that can open no file for writing,
start no program and reach no network: a second wall behind the sandbox (docs/nb/security.md).
One process serves all documents of a run; what comes back is data, and never code.
"""

from __future__ import annotations

import atexit
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from avtale import errors
from avtale.environment import passed_on
from avtale.errors import AvtaleError, StateError
from avtale.message import Message
from avtale.render.problems import RenderProblem

__all__ = ["bounded", "serve", "within_bounds"]

T = TypeVar("T")

PAGE_SECONDS = 10  # of processor time; a page of ours takes a fifth of one
PAPER_SECONDS = 60  # its PDF takes two or three
_PATIENCE = 10  # times as long is waited, where the machine is busy or has no clock for a process
MEMORY = 2_000_000_000  # bytes
_LARGEST = 50_000_000  # bytes of an answer
_START = "import sys; sys.path[:] = {path!r}; from avtale.render.bounded import serve; serve()"


class _Answer(msgspec.Struct):
    """What a step gave, encoded, or the error it ended with: the class's name and its two texts."""

    result: bytes = b""
    error: tuple[str, str, str] | None = None


def bounded(
    task: Callable[..., T],
    result: type[T],
    overrides: Sequence[Path],
    seconds: int,
    /,
    *args: Any,
    **kwargs: Any,
) -> T:
    """Call `task` (a function of a module) and give what it returns, a `result`.

    Where `overrides`, the folders of a county's templates, are given, it is called within bounds: `seconds` of
    processor time. Raises what
    `task` raises, and `StateError` where a bound was reached.
    """
    if not overrides:
        return task(*args, **kwargs)
    worker = _worker(tuple(path.resolve() for path in overrides))
    answer = worker.ask(pickle.dumps((task, args, kwargs)), seconds)
    if answer.error is not None:
        name, nb, en = answer.error
        raise getattr(errors, name, AvtaleError)(nb=nb, en=en)
    return msgspec.msgpack.decode(answer.result, type=result, dec_hook=_decoded)


def within_bounds() -> bool:
    """Whether this process is the one with the bounds."""
    return _WALLED.is_set()


_WALLED = threading.Event()


class _Worker:
    """The process, started when it is first asked, and anew after it was ended for a bound."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._folders = folders
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        atexit.register(self.stop)

    def ask(self, question: bytes, seconds: int) -> _Answer:
        with self._lock:
            process = self._process = self._process or self._started()
            assert process.stdin is not None
            assert process.stdout is not None
            clock = threading.Timer(_PATIENCE * seconds, process.kill)
            clock.start()
            try:
                _write(process.stdin, pickle.dumps((question, seconds)))
                return msgspec.msgpack.decode(_read(process.stdout), type=_Answer)
            except (OSError, EOFError, msgspec.DecodeError) as error:
                self.stop()
                raise _too_much(seconds) from error
            finally:
                clock.cancel()

    def stop(self) -> None:
        """End the process; the next question starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()

    def _started(self) -> subprocess.Popen[bytes]:
        kept = passed_on(("HOME", "PATH", "SYSTEMROOT", "XDG_CACHE_HOME", "TMPDIR"))
        process = subprocess.Popen(
            [sys.executable, "-I", "-c", _START.format(path=sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=kept,
        )
        assert process.stdin is not None
        _write(process.stdin, pickle.dumps((self._folders, MEMORY)))
        return process


_workers: dict[tuple[Path, ...], _Worker] = {}


def _worker(folders: tuple[Path, ...]) -> _Worker:
    return _workers.setdefault(folders, _Worker(folders))


def _too_much(seconds: int) -> StateError:
    return StateError(
        nb=f"En mal i overrides/ ble ikke ferdig innen {seconds} sekunder, eller trengte for mye minne. "
        "Se etter en løkke uten ende eller en side uten mål, rett malen, eller fjern den.",
        en=f"A template in overrides/ was not done within {seconds} seconds, or needed too much memory. "
        "Look for a loop without end or a page without size, correct the template, or remove it.",
    )


def serve() -> None:
    """What the process does: answer questions until the pipe is closed."""
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the answers
    folders, memory = pickle.loads(_read(questions))
    _prepare()
    _limit_memory(memory)
    _wall(folders)
    while True:
        try:
            question, seconds = pickle.loads(_read(questions))
        except EOFError:
            return
        _limit_time(seconds)
        _write(answers, msgspec.msgpack.encode(_answer(question, seconds)))


def _answer(question: bytes, seconds: int) -> _Answer:
    try:
        task, args, kwargs = pickle.loads(question)
        return _Answer(msgspec.msgpack.encode(task(*args, **kwargs), enc_hook=_encoded))
    except AvtaleError as error:
        return _Answer(error=(type(error).__name__, error.nb, error.en))
    except MemoryError:
        return _Answer(error=("StateError", _too_much(seconds).nb, _too_much(seconds).en))
    except Exception as error:  # what was refused at the wall, for one
        broken = _broken(error)
        return _Answer(error=("StateError", broken.nb, broken.en))


def _broken(error: Exception) -> Message:
    why = type(error).__name__
    return Message(
        f"En mal i overrides/ kan ikke brukes ({why}). Rett den, eller fjern den.",
        f"A template in overrides/ cannot be used ({why}). Correct it, or remove it.",
    )


def _prepare() -> None:
    """Load what draws a page, fonts and system libraries included, before the doors are shut."""
    from babel import dates, lists, numbers  # noqa: F401 (they look up the machine's time zone)

    from avtale.render import page, pdf, short  # noqa: F401
    from avtale.render.engine import font_configuration, srgb_profile
    from avtale.render.fonts import font_face_css

    font_face_css(embed=True)
    try:
        font_configuration()
        srgb_profile()
    except errors.SystemFailure:
        pass  # no Pango here: HTML can be made, and a PDF says what is missing


def _limit_memory(memory: int) -> None:
    try:
        import resource
    except ImportError:  # no such bound on Windows: the patience is the only one there
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(seconds: int) -> None:
    """`seconds` more of processor time; the kernel ends the process after them."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    end = int(used.ru_utime + used.ru_stime) + seconds
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (end, hard))


_REFUSED = (
    "ctypes.", "ftplib.", "http.", "imaplib.", "mmap.", "nntplib.", "os.chmod", "os.exec", "os.fork", "os.kill",
    "os.link", "os.mkdir", "os.posix_spawn", "os.putenv", "os.remove", "os.rename", "os.rmdir", "os.spawn",
    "os.startfile", "os.symlink", "os.system", "os.truncate", "poplib.", "pty.", "shutil.", "signal.", "smtplib.",
    "socket.", "sqlite3.", "subprocess.", "telnetlib.", "urllib.", "webbrowser.", "winreg.",
)  # fmt: skip


def _wall(folders: Sequence[Path]) -> None:
    """From here on this process reads the templates and what Python and avtale are made of, and nothing else."""
    from avtale.render.fonts import font_set
    from avtale.resources import folder

    readable = [
        folder("templates"),
        folder("schemas"),
        font_set().folder,
        *folders,
        Path(__file__).parents[1],
    ]
    readable += [Path(place) for place in (*sys.path, sys.prefix, sys.base_prefix) if place]
    prefixes = tuple(f"{os.path.realpath(place)}{os.sep}" for place in readable)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(path, int):
                return
            writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC)
            if writes or not os.path.realpath(os.fsdecode(path)).startswith(prefixes):
                raise PermissionError(f"refused: {path}")
        elif event.startswith(_REFUSED):
            raise PermissionError(f"refused: {event}")

    sys.addaudithook(hook)
    _WALLED.set()


def _write(pipe: Any, message: bytes) -> None:
    pipe.write(len(message).to_bytes(8, "big") + message)
    pipe.flush()


def _read(pipe: Any) -> bytes:
    head = pipe.read(8)
    length = int.from_bytes(head, "big")
    if len(head) < 8 or length > _LARGEST:
        raise EOFError
    message: bytes = pipe.read(length)
    if len(message) < length:
        raise EOFError
    return message


def _encoded(value: Any) -> Any:
    if isinstance(value, str):  # Markup
        return str(value)
    if isinstance(value, RenderProblem):
        return (value.code, value.nb, value.en)
    raise NotImplementedError(type(value))


def _decoded(kind: type, value: Any) -> Any:
    return kind(*value) if kind is RenderProblem else kind(value)
