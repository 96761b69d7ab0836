"""Git in a folder of a test: `from tests.git import git`."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_SURROUNDINGS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
_SETTINGS = ("init.defaultBranch=main", "init.templateDir=", "protocol.file.allow=always")


def git(folder: Path, *arguments: str, who: str = "Ola Oppdiktet", at: str = "", given: str = "") -> str:
    """What git answers `who` in `folder`, without the last newline, whatever the settings of the machine are.

    `at` is its clock, `given` its input; the address of `who` is the first name at example.org.
    """
    address = f"{who.split()[0].lower()}@example.org"
    settings = [
        word for each in (f"user.name={who}", f"user.email={address}", *_SETTINGS) for word in ("-c", each)
    ]
    clock = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at} if at else {}
    done = subprocess.run(
        ["git", "-C", str(folder), *settings, *arguments],
        env=os.environ | _SURROUNDINGS | clock,
        input=given.encode(),
        check=True,
        capture_output=True,
    )
    return done.stdout.decode().rstrip("\n")
