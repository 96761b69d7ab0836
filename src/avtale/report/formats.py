"""The formats a report can be written in: one module each in this folder, found by name."""

from __future__ import annotations

import importlib
from pathlib import Path

from avtale.rules.check import Report

NAMES = tuple(
    sorted(p.stem for p in Path(__file__).parent.glob("*.py") if p.stem not in ("__init__", "formats"))
)


def write(report: Report, name: str, *, lang: str = "nb", colour: bool = False) -> str:
    """The report in the format `name`, one of NAMES."""
    module = importlib.import_module(f"avtale.report.{name}")
    return str(module.write(report, lang=lang, colour=colour))
