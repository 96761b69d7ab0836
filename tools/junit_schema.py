"""Take junit-10.xsd, the schema that Jenkins reads JUnit reports by, out of the locked pytest's source distribution.

python tools/junit_schema.py CONSTRAINTS TARGET
"""

from __future__ import annotations

import runpy
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

NAME = "testing/example_scripts/junit-10.xsd"


def fetch(constraints: Path, target: Path) -> None:
    """Write the schema to `target`; pip checks the archive by the lock's hashes."""
    locked = runpy.run_path(str(Path(__file__).with_name("wheelhouse.py")))["locked"]
    requirement = locked(constraints.read_text(encoding="utf-8"))["pytest"]
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "requirements.txt"
        wanted.write_text(requirement, encoding="utf-8")
        pip = [sys.executable, "-m", "pip", "-qq", "download", "--progress-bar", "off", "--no-deps"]
        pip += ["--no-binary", "pytest", "--require-hashes", "-r", str(wanted), "-d", folder]
        subprocess.run(pip, check=True)
        (archive,) = Path(folder).glob("pytest-*.tar.gz")
        with tarfile.open(archive) as files:
            member = next(each for each in files if each.name.endswith(NAME))
            content = files.extractfile(member)
            assert content is not None
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.read())


if __name__ == "__main__":
    fetch(Path(sys.argv[1]), Path(sys.argv[2]))
