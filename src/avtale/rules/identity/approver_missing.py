"""Approved, but by nobody."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.dates import short
from avtale.rules.rule import Facts, fault


def check(facts: Facts) -> Iterator[Problem]:
    """Where no register can tell: a transcription, a loose file. Else identity/approval_differs does."""
    header = facts.document.control_header
    if header is None or header.approved_on is None or not facts.absent(header, "approved_by"):
        return
    if facts.repository.root is not None and not facts.transcribed:
        return
    yield fault(
        "/control_header/approved_on",
        f"«Godkjent av» (approved_by) mangler, men dokumentet er godkjent {short(header.approved_on)}. Skriv hvem som godkjente.",
        f"“Approved by” (approved_by) is missing, but the document was approved on {header.approved_on}. Write who approved.",
    )
