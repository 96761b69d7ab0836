"""What `avtale --version` says: the program, the file format, and the libraries that decide what a file becomes."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import version

from avtale.errors import SystemFailure

FORMAT = 1
"""The newest `format` of a document that this program reads."""

#: By the names their projects write. What checks, draws and signs; the rest is in `pip freeze`.
_PACKAGES = (
    "WeasyPrint",
    "pikepdf",
    "pyHanko",
    "cryptography",
    "ruamel.yaml",
    "jsonschema",
    "icalendar",
    "holidays",
)


def version_lines() -> Iterator[str]:
    """A name and a version on each line, the program first; a library of the system that is not there is "-"."""
    yield f"avtale {version('avtale')}"
    yield f"format {FORMAT}"
    yield f"Python {platform.python_version()}"
    yield from (f"{name} {version(name)}" for name in _PACKAGES)
    from avtale.render.engine import harfbuzz_version, pango_version

    for name, asked in (("Pango", pango_version), ("HarfBuzz", harfbuzz_version)):
        try:
            yield f"{name} {asked()}"
        except SystemFailure:
            yield f"{name} -"
