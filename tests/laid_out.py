"""The examples of the catalogue as files."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from avtale.catalogue.codes import codes
from avtale.catalogue.examples import examples


@cache
def examples_folder() -> Path:
    """A folder, removed with this process, with one for each code, in which its examples lie whole."""
    folder = Path(tempfile.mkdtemp(prefix="avtale-examples-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for rule in codes().values():
        for path, text in examples(rule).items():
            file = folder / rule.code / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode("utf-8"))
    return folder
