"""Imported once by the process that `forked` forks commands from: all modules, and what every run makes of avtale's own
files alone (compiled schemas and templates, parsed style sheets, fonts that are open).

Nothing is kept here that depends on a repository, a folder, the environment or the day: of the invented agreement
that is checked and rendered for it, the results are thrown away.
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
import tempfile
from pathlib import Path

import avtale
from avtale.catalogue.codes import codes
from tests.acceptance.outside import repository
from tests.support import ON

LIBRARIES = ("weasyprint", "pyhanko.sign.signers", "pyhanko.sign.validation", "rich.table", "icalendar")


def warm() -> None:
    """Import everything, and have one document checked and rendered."""
    for module in pkgutil.walk_packages(avtale.__path__, "avtale."):
        if module.name != "avtale.__main__":
            importlib.import_module(module.name)
    for name in LIBRARIES:
        importlib.import_module(name)
    codes()
    with tempfile.TemporaryDirectory() as name:
        file = repository(Path(name))
        opened = avtale.Repository.open(file.parents[1])
        avtale.check(opened, on=ON, history=None)
        for entry in opened.entries:
            avtale.render_document(entry, opened, on=ON)
    gc.collect()
    gc.freeze()  # what is never looked at stays shared between the processes


warm()
