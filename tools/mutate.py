"""Does a test notice? Each fault of tests/mutations.yaml is put into a copy of the code, and its tests are run on that.

`make mutate` runs all; `make mutate ARGS=strength` those whose description holds the word. A mutation that no test
notices is a hole in the tests; one whose text is not found is out of date. Either ends it with 1. So does the control,
the code as it is, where its tests fail.
A small script, since the tools there are mutate at random: here each mutation is a promise of the product.
Each is tried in a process forked from this one, which has imported the libraries: most of a short run is imports.
"""

from __future__ import annotations

import importlib
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("src", "schemas", "templates")
LIBRARIES = (
    *("cryptography.x509", "holidays", "jsonschema", "jsonschema_rs", "msgspec", "pikepdf"),
    *("pyhanko.sign.signers", "pyhanko.sign.validation", "rich.table"),
)
OUTDATED, BROKEN = 100, 101
ANSWERS = {0: "UNNOTICED", 1: "noticed", OUTDATED: "OUTDATED", BROKEN: "BROKEN"}  # by the exit code of pytest


def main() -> int:
    mutations = YAML(typ="safe").load((ROOT / "tests/mutations.yaml").read_text(encoding="utf-8"))
    left = [each for each in mutations if all(word in each["breaks"] for word in sys.argv[1:])]
    assert left, "no such mutation"
    control = left[0] | {"breaks": "nothing: the control", "now": left[0]["was"]}
    left.insert(0, control)
    for name in LIBRARIES:
        importlib.import_module(name)
    running: dict[int, tuple[dict[str, str], Path]] = {}
    number, noticed = len(left), 0
    with tempfile.TemporaryDirectory() as name:
        while left or running:
            while left and len(running) < (os.cpu_count() or 1):
                mutation = left.pop(0)
                folder = Path(name, str(len(left)))
                pid = os.fork()
                if not pid:
                    child(mutation, folder)
                running[pid] = mutation, folder
            pid, status = os.wait()
            code = os.waitstatus_to_exitcode(status)
            mutation, folder = running.pop(pid)
            shutil.rmtree(folder, ignore_errors=True)  # a hundred copies of the code are gigabytes
            noticed += code == (0 if mutation is control else 1)
            print(f"{ANSWERS.get(code, code):9} {mutation['breaks']}", flush=True)
    print(f"{noticed} of {number} as they should be, the control among them")
    return 0 if noticed == number else 1


def child(mutation: dict[str, str], folder: Path) -> NoReturn:
    """The forked process: it ends here, whatever happens."""
    code = BROKEN
    try:
        code = tried(mutation, folder)
    finally:
        os._exit(code)


def tried(mutation: dict[str, str], folder: Path) -> int:
    """The exit code of pytest on a copy with the fault, made in `folder`; `OUTDATED` where it cannot be put in."""
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    file = folder / mutation["file"]
    text = file.read_text(encoding="utf-8")
    if text.count(mutation["was"]) != 1:
        return OUTDATED
    file.write_text(text.replace(mutation["was"], mutation["now"]), encoding="utf-8")
    said = os.open(folder / "said", os.O_WRONLY | os.O_CREAT)
    for stream in (1, 2):
        os.dup2(said, stream)
    os.chdir(ROOT)
    os.environ["PYTHONPATH"] = str(folder / "src")
    sys.path.insert(0, str(folder / "src"))
    sys.dont_write_bytecode = True
    options = ("-q", "-x", "-p", "no:cacheprovider", "-m", "not extended")
    return int(pytest.main([*options, *mutation["noticed_by"].split()]))


if __name__ == "__main__":
    sys.exit(main())
