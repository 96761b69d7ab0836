"""git, asked so that nothing a repository brings can answer for it or be run by it.

Only plumbing is asked, and of it only what reads objects and names: it starts no filter, hook, pager, editor, diff or
textconv program. What could still start one, or bend the answer, is switched off for every call: the monitor of files,
hooks, every transport (an object that a partial clone lacks is then missing), replaced objects, grafts, the commit graph,
a bare repository that was committed as ordinary files, `core.worktree`. The user's and the system's settings are not
read either, but for `safe.directory`, which is the user's own word on whose folders git may read.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from avtale import environment

SECONDS = 60
_REFUSED = (b"dubious ownership", b"unsafe repository")

_OFF = {
    "core.fsmonitor": "false",
    "core.untrackedCache": "false",
    "core.hooksPath": os.devnull,
    "core.commitGraph": "false",
    "core.attributesFile": os.devnull,
    "core.excludesFile": os.devnull,
    "core.sshCommand": "false",
    "core.gitProxy": "false",
    "core.askPass": "false",
    "credential.helper": "",
    "fetch.bundleURI": "",
    "protocol.allow": "never",
    "safe.bareRepository": "explicit",
}
_FLAGS = (
    "--no-pager",
    "--no-replace-objects",
    "--literal-pathspecs",
    *(part for name, value in _OFF.items() for part in ("-c", f"{name}={value}")),
)
_KEPT = (
    "HOME",
    "USERPROFILE",
    "SYSTEMROOT",
    "SYSTEMDRIVE",
    "TEMP",
    "TMP",
    "TMPDIR",
    "XDG_CONFIG_HOME",
    "SUDO_UID",
)
# Where git is told of safe folders: its files, and the ways of a single run (git-config(1), ENVIRONMENT).
_OF_CONFIG = "GIT_CONFIG_"


def checkout(folder: Path) -> Path | None:
    """The nearest folder, this one or above, that is a checkout; one whose .git leads nowhere is one too."""
    return next(iter(checkouts(folder)), None)


def checkouts(folder: Path) -> list[Path]:
    """Every checkout that `folder` lies in, the nearest first."""
    return [above for above in (folder, *folder.parents) if os.path.lexists(above / ".git")]


FAILED = (OSError, subprocess.SubprocessError, UnicodeError)
"""What is raised where git gives no answer, or none that can be read."""


class Git(Struct, dict=True):
    """git in one checkout; `top` is the folder that holds .git. It is given so many `seconds` for an answer."""

    top: Path
    seconds: float = SECONDS

    def prefix(self, folder: Path) -> str:
        """How git's paths of what lies in a folder begin: "" or "county/agreements/"."""
        return "".join(f"{part}/" for part in folder.relative_to(self.top).parts)

    def run(self, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """Run a plumbing command with `given` on its standard input.

        Raises `FileNotFoundError` where there is no git, `subprocess.TimeoutExpired` after `seconds`.
        """
        done = self._run(arguments, given, self._granted)
        if done.returncode and self._granted is None and any(words in done.stderr for words in _REFUSED):
            self._granted = _safe_directories(self._program, self._environment)
            done = self._run(arguments, given, self._granted)
        return done

    def told(self, *arguments: str, given: bytes = b"") -> bytes:
        """What a command that must succeed says. Raises `subprocess.CalledProcessError` too."""
        done = self.run(*arguments, given=given)
        done.check_returncode()
        return done.stdout

    _granted: bytes | None = None

    def _run(
        self, arguments: tuple[str, ...], given: bytes, granted: bytes | None
    ) -> subprocess.CompletedProcess[bytes]:
        if granted is None:
            return _ran(self._program, self.top, arguments, given, self._environment, self.seconds)
        with tempfile.TemporaryDirectory(prefix="avtale-") as folder:
            config = Path(folder, "config")
            config.write_bytes(granted)
            surroundings = {**self._environment, "GIT_CONFIG_GLOBAL": str(config)}
            return _ran(self._program, self.top, arguments, given, surroundings, self.seconds)

    @cached_property
    def _path(self) -> str:
        """Where programs are looked for: never in the checkout, nor wherever one happens to stand."""
        folders = environment.program_folders()
        return os.pathsep.join(
            each
            for each in folders
            if Path(each).is_absolute() and not Path(os.path.realpath(each)).is_relative_to(self.top)
        )

    @cached_property
    def _program(self) -> str:
        found = shutil.which("git", path=self._path) if self._path else None
        if found is None:
            raise FileNotFoundError("git")
        return found

    @cached_property
    def _environment(self) -> dict[str, str]:
        """A hook's GIT_DIR and its like must not lead elsewhere (TEST-WORLD §20)."""
        return {
            **environment.passed_on(_KEPT),
            "PATH": self._path,
            "LC_ALL": "C",
            "GIT_ALLOW_PROTOCOL": "none",
            "GIT_ATTR_NOSYSTEM": "1",
            "GIT_CEILING_DIRECTORIES": str(self.top.parent),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_GRAFT_FILE": os.devnull,
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_NO_REPLACE_OBJECTS": "1",
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_WORK_TREE": str(self.top),
        }


def _ran(
    program: str,
    folder: Path,
    arguments: tuple[str, ...],
    given: bytes,
    surroundings: dict[str, str],
    seconds: float,
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [program, "-C", str(folder), *_FLAGS, *arguments],
        input=given,
        capture_output=True,
        check=False,
        timeout=seconds,
        env=surroundings,
    )


def _safe_directories(program: str, surroundings: dict[str, str]) -> bytes:
    """What the user tells git of safe folders, in any of git's ways, as a settings file with nothing else in it."""
    told = environment.passed_on(beginning=_OF_CONFIG)
    left_out = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_WORK_TREE")
    plain = {name: value for name, value in surroundings.items() if name not in left_out}
    done = subprocess.run(
        [program, "config", "-z", "--get-all", "safe.directory"],
        capture_output=True,
        check=False,
        timeout=SECONDS,
        stdin=subprocess.DEVNULL,
        env={
            **plain,
            **told,
            "GIT_DIR": os.devnull,
        },  # of no repository: only what the user and the system say
    )
    lines = [b"[safe]\n"]
    for value in done.stdout.split(b"\0")[:-1]:
        quoted = value.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")
        lines.append(b'\tdirectory = "' + quoted + b'"\n')
    return b"".join(lines)
