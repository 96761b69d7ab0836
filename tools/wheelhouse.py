"""Fill a folder with the locked wheels that avtale needs when it runs, and no development tool.

    python tools/wheelhouse.py CONSTRAINTS FOLDER

Run inside the project's environment: what avtale requires, and what that requires in turn, is read from
the installed packages; versions and hashes come from CONSTRAINTS.
The folder then serves `pip install --no-index --find-links FOLDER avtale`, once avtale's wheel is there too.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def needed(name: str) -> set[str]:
    """The names of every package that `name` needs here when it runs, itself not among them."""
    seen: set[tuple[str, str]] = set()
    waiting = [(canonicalize_name(name), "")]
    while waiting:
        package, extra = waiting.pop()
        if (package, extra) in seen:
            continue
        seen.add((package, extra))
        for line in distribution(package).requires or []:
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
                found = canonicalize_name(requirement.name)
                waiting += [(found, wanted) for wanted in ("", *requirement.extras)]
    return {package for package, _ in seen} - {canonicalize_name(name)}


def locked(constraints: str) -> dict[str, str]:
    """Each package's block (its line and its hashes) in the text of a constraints file."""
    blocks: dict[str, str] = {}
    current = ""
    for line in constraints.splitlines():
        if line and line[0].isalnum():
            current = canonicalize_name(line.partition("==")[0].partition("[")[0])
            blocks[current] = line
        elif line.lstrip().startswith("--hash"):
            blocks[current] += "\n" + line
    return {name: block.rstrip("\\ ") for name, block in blocks.items()}


def main(constraints: Path, folder: Path) -> None:
    blocks = locked(constraints.read_text(encoding="utf-8"))
    names = sorted(needed("avtale"))
    if lacking := [name for name in names if name not in blocks]:
        sys.exit(f"not in {constraints}: {', '.join(lacking)}; run `make lock`")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".wheelhouse-") as temporary:
        requirements = Path(temporary, "requirements.txt")
        requirements.write_text("\n".join(blocks[name] for name in names) + "\n", encoding="utf-8")
        wheels = Path(temporary, "wheels")
        pip = [sys.executable, "-m", "pip", "download", "-qq", "--progress-bar", "off", "--no-deps"]
        pip += ["--only-binary", ":all:", "--require-hashes", "-r", str(requirements), "-d", str(wheels)]
        if code := subprocess.run(pip, check=False).returncode:
            sys.exit(code)
        shutil.rmtree(folder, ignore_errors=True)
        wheels.rename(folder)
    print(f"{len(names)} wheels in {folder}/")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
