"""Make build/desk/, a repository to try the desk on: agreements/ and examples/samarbeid as one, with a history in git."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "build/desk"
WHO = ["-c", "user.name=Ane Eksempel", "-c", "user.email=ane@nordlia.example"]


def main(at: dt.datetime | None = None) -> None:
    """`at` is when its only commit was made; None is now."""
    dated = {f"GIT_{who}_DATE": at.isoformat() for who in ("AUTHOR", "COMMITTER")} if at else {}
    shutil.rmtree(TARGET, ignore_errors=True)
    own = shutil.ignore_patterns("baseline.json", ".schemas", "avtale.yaml")
    shutil.copytree(ROOT / "examples/samarbeid", TARGET)
    shutil.copytree(ROOT / "agreements", TARGET / "agreements", ignore=own, dirs_exist_ok=True)
    shutil.copytree(ROOT / "agreements/.schemas", TARGET / "agreements/.schemas")
    for command in (["init", "-q"], ["add", "."], [*WHO, "commit", "-q", "-m", "Samlingen slik den var"]):
        subprocess.run(["git", *command], cwd=TARGET, env=os.environ | dated, check=True)


if __name__ == "__main__":
    main()
