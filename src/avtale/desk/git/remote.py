"""The one place where the desk's git speaks with another: fetch, push, and the first clone. Only where its owner said, never where files say.

The clone's own settings are made here, so nothing that came with the files stands in them; hooks, submodules and programs for
filters are off. The user's own git settings are read, since who may come in with which key is theirs to say.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from base64 import b64encode
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

from avtale import environment
from avtale.errors import SystemFailure, UsageError
from avtale.facts.git_call import Git

SECONDS = 60
_LOOSE = 2000
"""Small files of git's, so many before they are packed."""
_OFF = {
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "core.symlinks": "false",
    "core.fileMode": "false",
    "core.fsync": "committed,reference",
    "fetch.fsckObjects": "true",
    "fetch.recurseSubmodules": "false",
    "push.recurseSubmodules": "no",
    "submodule.recurse": "false",
    "gc.auto": "0",
    "maintenance.auto": "false",
}
_KEPT = (
    "HOME", "USERPROFILE", "SYSTEMROOT", "SYSTEMDRIVE", "TEMP", "TMP", "TMPDIR", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL", "SSH_AUTH_SOCK",
    "GIT_SSH_COMMAND", "GIT_ASKPASS", "SSL_CERT_FILE", "http_proxy", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY",
)  # fmt: skip


class Remote(Struct, frozen=True):
    """Where the files come from and go to: an address (https, ssh or a folder) and the branch there."""

    url: str
    branch: str
    login: str = ""
    """Name and secret, `name:secret`, for an address by https; "" where git knows by itself, or asks nobody."""

    @property
    def shown(self) -> str:
        """The address as a message may name it: without the name and the secret that may stand in it."""
        parts = urlsplit(self.url)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl() if parts.netloc else self.url

    @property
    def tracking(self) -> str:
        """Where the branch stands as it was last seen."""
        return f"refs/remotes/origin/{self.branch}"


def clone(remote: Remote, folder: Path) -> None:
    """Make the clone, without its files yet.

    Raises `UsageError` for an address or branch that is not to be had, `SystemFailure` where git is not there.
    """
    if not remote.url or (":" not in remote.url and not Path(remote.url).is_dir()):
        raise UsageError(
            nb="«{url}» er ingen mappe her, og ingen adresse som begynner med https:// eller ssh://.",
            en="“{url}” is no folder here, and no address that begins with https:// or ssh://.",
            url=remote.url,
        )
    half = folder.with_name(f".{folder.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    chosen = ["--branch", remote.branch] if remote.branch else []
    flags = ["--quiet", "--template=", "--no-checkout", "--no-tags", "--single-branch", "--origin", "origin"]
    done = _git(remote, folder.parent, "clone", *flags, *chosen, "--", remote.url, str(half))
    if done.returncode:
        raise UsageError(
            nb="Kunne ikke hente {url}: git svarte «{why}».",
            en="Could not fetch {url}: git answered “{why}”.",
            url=remote.shown,
            why=said_by(done),
        )
    for name, value in _OFF.items():
        Git(half).told("config", name, value)
    half.rename(folder)


def fetch(git: Git, remote: Remote) -> str | None:
    """Bring what is new there. What git said where it did not work."""
    spec = f"+refs/heads/{remote.branch}:{remote.tracking}"
    flags = ["--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"]
    done = _git(remote, git.top, "fetch", *flags, "--", remote.url, spec)
    return said_by(done) if done.returncode else None


def push(git: Git, remote: Remote, commit: str) -> str | None:
    """Let the branch there go on to `commit`. What git said where it did not: perhaps that somebody else was first."""
    done = _git(
        remote,
        git.top,
        "push",
        "--quiet",
        "--no-verify",
        "--",
        remote.url,
        f"{commit}:refs/heads/{remote.branch}",
    )
    if done.returncode:
        return said_by(done)
    git.told("update-ref", remote.tracking, commit)
    return None


def said_by(done: subprocess.CompletedProcess[bytes]) -> str:
    """The last that git said, without what stands before it."""
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    told = [
        line.partition(": ")[2] or line for line in lines if line.startswith(("fatal", "error", "remote"))
    ]
    return (told or lines or ["?"])[0][:200]


def tidy(git: Git, remote: Remote) -> None:
    """Let git pack what has become many small files; each save leaves five. Others may save meanwhile."""
    if int(git.told("count-objects").split()[0]) > _LOOSE:
        _git(remote, git.top, "gc", "--quiet")


def _git(remote: Remote, folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    path = os.pathsep.join(each for each in environment.program_folders() if Path(each).is_absolute())
    program = shutil.which("git", path=path)
    if program is None:
        raise SystemFailure(
            nb="git er ikke installert. Installer git, og start igjen.",
            en="git is not installed. Install git and start again.",
        )
    surroundings = {
        "GIT_SSH_COMMAND": "ssh -o BatchMode=yes",
        **environment.passed_on(_KEPT),
        "PATH": path,
        "LC_ALL": "C",
        "GIT_ALLOW_PROTOCOL": "https:ssh:file",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_LFS_SKIP_SMUDGE": "1",
        **_known(remote),
    }
    off = [part for name, value in _OFF.items() for part in ("-c", f"{name}={value}")]
    try:
        return subprocess.run(
            [program, "-C", str(folder), "--no-pager", *off, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=SECONDS,
            env=surroundings,
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess([], 1, b"", b"error: no answer within a minute")


def _known(remote: Remote) -> dict[str, str]:
    """Who we are, for this address alone: a variable, which unlike an argument no other user of the machine sees."""
    if not remote.login or urlsplit(remote.url).scheme != "https":
        return {}
    return {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"http.{remote.url}.extraHeader",
        "GIT_CONFIG_VALUE_0": f"Authorization: Basic {b64encode(remote.login.encode()).decode()}",
    }
