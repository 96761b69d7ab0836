"""The formats a report can be written in: one module each in this folder, found by name.

A format is `write(report, style) -> str`, and `is_own_output(text) -> bool`, which knows a file this format wrote before.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from avtale.errors import UsageError
from avtale.report.style import Style
from avtale.terminal import harmless

if TYPE_CHECKING:
    from avtale.catalogue.report import Report

NAMES = tuple(sorted(path.stem for path in Path(__file__).parent.glob("[!_]*.py")))


def write(
    report: Report,
    name: str,
    *,
    lang: str = "nb",
    colour: bool = False,
    strict: bool = False,
    prefix: str = "",
) -> str:
    """The report in the format `name`, one of NAMES.

    `colour` is for a terminal. `strict` tells that warnings fail too, `prefix` how to get from the top of the
    checkout to the folder that file names count from (`avtale.report.style.Style`). Raises `UsageError` for an unknown format or language.
    """
    # Not before a report is written: the help of a command names the formats too.
    from avtale.locales import require_language

    require_language(lang)
    if name not in NAMES:
        known = ", ".join(NAMES)
        raise UsageError(
            nb=f"Formatet «{name}» finnes ikke. Velg blant: {known}.",
            en=f"There is no format “{name}”. Choose among: {known}.",
        )
    # A format says how it marks what a terminal would obey; this is for the one that forgets.
    return harmless(_module(name).write(report, Style(lang, colour, strict, prefix)), colour=colour)


write_report = write  # as avtale has it, flat


def is_ours(name: str, text: str) -> bool:
    """Whether `text` is a report in the format `name` that avtale wrote, so that a new one may take its place."""
    return bool(_module(name).is_own_output(text))


def _module(name: str) -> Any:
    return importlib.import_module(f"{__name__}.{name}")
