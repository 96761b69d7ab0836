"""Make src/avtale/assets/: what pages use in a browser, bundled from npm packages by the lock assets/package-lock.json.

Each `assets/NAME.js` and `assets/NAME.css` becomes one file of that name, with what it imports in it, also from a folder below. npm checks every
package by the integrity in the lock; no script of a package is run. LICENSES.txt holds the terms of each package that
is in a bundle. The folder is not tracked; the build puts it in the wheel (tools/build_hook.py). What was made of the
same files before is left as it is.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "assets"
TARGET = ROOT / "src/avtale/assets"
WORK = ROOT / "build/assets"


def digest() -> str:
    """SHA-256 of all that the assets are made of."""
    found = hashlib.sha256()
    for path in [*sorted(path for path in SOURCE.rglob("*") if path.is_file()), Path(__file__)]:
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def licences(bundled: set[str]) -> str:
    """The terms of these packages, each under its name and version."""
    parts = []
    for name in sorted(bundled):
        folder = WORK / "node_modules" / name
        about = json.loads((folder / "package.json").read_text(encoding="utf-8"))
        texts = [path.read_text(encoding="utf-8").strip() for path in sorted(folder.glob("LICEN[SC]E*"))]
        parts.append("\n\n".join([f"{name} {about['version']} ({about['license']})", *texts]))
    return ("\n\n" + "-" * 72 + "\n\n").join(parts) + "\n"


def main() -> None:
    """Raises OSError without npm, CalledProcessError where it or the bundler fails; then nothing is changed."""
    made_of = TARGET / ".made-of"
    if made_of.is_file() and made_of.read_text(encoding="utf-8") == digest():
        return
    shutil.rmtree(WORK, ignore_errors=True)
    shutil.copytree(SOURCE, WORK)
    # Node comes with the packages of the set-up; another may be on the PATH.
    tools = os.environ | {"PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}
    npm = ["npm", "ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run(npm, cwd=WORK, env=tools, check=True)
    entries = sorted(path.name for path in SOURCE.iterdir() if path.suffix in {".js", ".css"})
    bundle = [
        "node_modules/.bin/esbuild",
        *entries,
        "--bundle",
        "--minify",
        "--format=iife",
        "--target=es2020",
    ]
    bundle += ["--charset=utf8", "--legal-comments=none", "--log-level=warning", "--metafile=meta.json"]
    subprocess.run([*bundle, "--outdir=made"], cwd=WORK, env=tools, check=True)
    inputs = json.loads((WORK / "meta.json").read_text(encoding="utf-8"))["inputs"]
    inside = [path.partition("node_modules/")[2].split("/") for path in inputs if "node_modules/" in path]
    packages = {"/".join(parts[: 2 if parts[0].startswith("@") else 1]) for parts in inside}
    made = WORK / "made"
    (made / "LICENSES.txt").write_text(licences(packages), encoding="utf-8")
    (made / ".made-of").write_text(digest(), encoding="utf-8")
    shutil.rmtree(TARGET, ignore_errors=True)
    shutil.move(made, TARGET)
    print("Made src/avtale/assets/:", *sorted(path.name for path in TARGET.glob("*.*s")))


if __name__ == "__main__":
    main()
